// The Certificate and Certificate Request payloads.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_cert.h"

#include "tests/unit/cuts.h"

using namespace ikev2;
using namespace ikev2::ike;
using namespace ikev2::tests;

namespace {

// Cert Encoding 4, and one SHA-1 hash of a CERTREQ.
const Bytes& figure() {
    static const Bytes body = concat({from_hex("04"), Bytes(kSha1Length, 0x77)});
    return body;
}

void every_field_of_the_figure_is_read(void** /*state*/) {
    Reader reader = reader_of(figure());
    const Certificate cert = Certificate::read(reader);
    assert_true(is_at(cert.encoding, 4, 0));
    assert_true(is_at(cert.data, "7777777777777777777777777777777777777777", 1));
    assert_true(reader.ok());
    assert_true(reader.at_end());
}

void an_encoding_alone_is_whole(void** /*state*/) {
    Reader reader(figure(), 0, 1);
    const Certificate cert = Certificate::read(reader);
    assert_int_equal(cert.encoding.value, 4);
    assert_false(cert.data.present());
    assert_true(reader.ok());
}

void a_body_that_is_cut_gives_the_fields_before_the_cut(void** /*state*/) {
    check_every_cut_before(1, figure(), [](Reader& reader) {
        const Certificate it = Certificate::read(reader);
        return parsed(reader, it.encoding, it.data);
    });
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(every_field_of_the_figure_is_read),
        cmocka_unit_test(an_encoding_alone_is_whole),
        cmocka_unit_test(a_body_that_is_cut_gives_the_fields_before_the_cut),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
