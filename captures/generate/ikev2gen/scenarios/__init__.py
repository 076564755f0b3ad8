# All captures that the generator makes, by the name of their directory.
# SPDX-License-Identifier: GPL-2.0-or-later

from collections.abc import Callable

from ..capture import Capture
from . import (
    aes256_sha512_psk,
    aes_gcm_psk,
    auth_methods,
    auth_signatures,
    cisco_ios_psk,
    cisco_ios_rekey,
    crossing_ike_rekeys,
    eap_identity,
    failed_negotiations,
    followup_ke,
    ike_rekey,
    intermediate,
    many_child_sas,
    ppk,
    session_resumption,
    skf,
    tcp_encap,
    triple_des_md5_psk,
    troubled_exchanges,
    wrong_psk,
)

SCENARIOS: dict[str, Callable[[], Capture]] = {
    "3des-md5-psk": triple_des_md5_psk.build,
    "aes-gcm-psk": aes_gcm_psk.build,
    "aes256-sha512-psk": aes256_sha512_psk.build,
    "auth-ecdsa": auth_methods.build_ecdsa,
    "auth-ed25519": auth_methods.build_ed25519,
    "auth-null": auth_methods.build_null,
    "auth-pss": auth_methods.build_pss,
    "auth-rsa": auth_methods.build_rsa,
    "auth-signatures": auth_signatures.build,
    "cisco-ios-psk": cisco_ios_psk.build,
    "cisco-ios-rekey": cisco_ios_rekey.build,
    "crossing-ike-rekeys": crossing_ike_rekeys.build,
    "eap-identity": eap_identity.build,
    "failed-negotiations": failed_negotiations.build,
    "followup-ke": followup_ke.build,
    "ike-rekey": ike_rekey.build,
    "intermediate-addke": intermediate.build,
    "many-child-sas": many_child_sas.build,
    "ppk": ppk.build,
    "session-resumption": session_resumption.build,
    "skf": skf.build,
    "skf-out-of-order": skf.build_out_of_order,
    "tcp-encap": tcp_encap.build,
    "troubled-exchanges": troubled_exchanges.build,
    "wrong-psk": wrong_psk.build,
}
