// What an AUTH payload is computed over, and its data for a shared secret.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "plugin/base/octets.h"
#include "plugin/base/secret.h"
#include "plugin/crypto/prf.h"

namespace ikev2::crypto {

/// InitiatorSignedOctets or ResponderSignedOctets: RealMessage | NonceData | prf(SK_p,
/// RestOfIDPayload) | IntAuth (RFC 7296, section 2.15; RFC 9242, section 3.3.2).
/// `real_message`: the sender's IKE_SA_INIT message, from the first SPI octet on.
/// `peer_nonce`: the Nonce Data of the other side. `sk_p`: the sender's SK_pi or SK_pr.
/// `id_payload_body`: ID Type, three reserved octets, Identification Data.
/// `int_auth`: empty unless there were IKE_INTERMEDIATE exchanges.
/// Nothing if libgcrypt failed.
[[nodiscard]] std::optional<Secret> signed_octets(const Prf& prf, Octets real_message,
                                                  Octets peer_nonce, Octets sk_p,
                                                  Octets id_payload_body, Octets int_auth = {});

/// The prf with the keys prf(Shared Secret, "Key Pad for IKEv2"), RFC 7296, section 2.15, of the
/// secrets that were used last: one PSK may serve thousands of IKE SAs.
class SharedKeyPads {
  public:
    /// Null if libgcrypt failed. Valid until the next call.
    [[nodiscard]] Mac* keyed(const Prf& prf, Octets shared_secret);

  private:
    struct Entry {
        const Prf* prf = nullptr;
        Secret shared_secret;
        std::optional<Mac> mac;
    };
    std::array<Entry, 4> entries_;
    std::size_t next_ = 0;  // entry that is given away next
};

/// The Authentication Data of method 2: prf(prf(Shared Secret, "Key Pad for IKEv2"),
/// <SignedOctets>), RFC 7296, section 2.15. `shared_secret` is the PSK, or an EAP method's MSK
/// (section 2.16), or SK_pi or SK_pr where EAP made no MSK; the rest as for signed_octets. `pads`
/// saves time where it is not null.
[[nodiscard]] std::optional<Secret> shared_key_auth(const Prf& prf, Octets shared_secret,
                                                    Octets real_message, Octets peer_nonce,
                                                    Octets sk_p, Octets id_payload_body,
                                                    Octets int_auth = {},
                                                    SharedKeyPads* pads = nullptr);

}  // namespace ikev2::crypto
