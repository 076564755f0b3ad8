// Notification Data with several fields: REDIRECT, PPK_IDENTITY and 3GPP's.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/notify_3gpp.h"
#include "plugin/ike/notify_ppk.h"
#include "plugin/ike/notify_redirect.h"
#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// RFC 5685, section 9.2: an IPv4 address and a nonce.
void a_redirect_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(6, from_hex("0104c0000201aabbccdd"), [](Reader& reader) {
        const auto it = Redirect::read(reader);
        return parsed(reader, it.identity_type, it.identity_length, it.identity, it.nonce);
    });
}

// RFC 8784, section 5.1: PPK_ID_FIXED.
void a_ppk_identity_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(1, from_hex("02616263"), [](Reader& reader) {
        const auto it = PpkIdentity::read(reader);
        return parsed(reader, it.type, it.id);
    });
}

void a_ppk_confirmation_is_the_last_eight_octets(void** /*state*/) {
    const Bytes data = from_hex("026162630102030405060708");
    Reader reader = reader_of(data);
    const auto it = PpkIdentity::read_confirmed(reader);
    assert_true(is_at(it.id, "616263", 1));
    assert_true(is_at(it.confirmation, "0102030405060708", 4));
    assert_true(reader.ok() && reader.at_end());
}

void a_ppk_identity_without_its_confirmation_is_a_shortfall(void** /*state*/) {
    for (std::uint32_t octets = 1; octets < 9; ++octets) {
        const Bytes data(octets, 2);
        Reader reader = reader_of(data);
        const auto it = PpkIdentity::read_confirmed(reader);
        assert_false(it.id.present());
        assert_false(it.confirmation.present());
        assert_true(reader.shortfall() == Shortfall::structure);
    }
}

// TS 24.302, clause 8.2.9.2: an IMEI.
void a_device_identity_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut(from_hex("0009011122334455667788"), [](Reader& reader) {
        const auto it = DeviceIdentity::read(reader);
        return parsed(reader, it.length, it.type, it.value);
    });
}

// TS 24.302, clause 8.2.9.8: police, 112.
void an_emergency_number_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut(from_hex("030111f2"), [](Reader& reader) {
        const auto it = EmergencyNumber::read(reader);
        Parsed all = parsed(reader, it.length, it.category, it.digits);
        return all;
    });
}

// TS 24.502, clause 9.3.1.1: PDU session 5, two QFIs, a DSCP.
void qos_info_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut(from_hex("06050201090328"), [](Reader& reader) {
        const auto it = QosInfo::read(reader);
        return parsed(reader, it.length, it.pdu_session_id, it.qfi_count, it.qfis, it.flags,
                      it.dscp, it.additional);
    });
}

// TS 24.501, clause 9.11.2.8: the lengths that an S-NSSAI can have.
void an_s_nssai_of_each_length_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    for (const char* hex : {"0101", "020102", "0401aabbcc", "0501aabbcc02", "0801aabbcc02ddeeff"}) {
        check_every_cut(from_hex(hex), [](Reader& reader) {
            const auto it = SNssai::read(reader);
            return parsed(reader, it.length, it.sst, it.sd, it.mapped_sst, it.mapped_sd);
        });
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(a_redirect_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(a_ppk_identity_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(a_ppk_confirmation_is_the_last_eight_octets),
        cmocka_unit_test(a_ppk_identity_without_its_confirmation_is_a_shortfall),
        cmocka_unit_test(a_device_identity_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(an_emergency_number_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(qos_info_that_is_cut_gives_the_fields_before_the_cut),
        cmocka_unit_test(an_s_nssai_of_each_length_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
