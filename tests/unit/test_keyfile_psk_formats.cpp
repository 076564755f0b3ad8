// Pre-shared keys in the configuration files of strongSwan, libreswan and Cisco.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/config_value.h"
#include "tests/unit/test_keyfile_support.h"
// CMocka defines macros with names that the other headers use.
#include "tests/unit/cmocka_cpp.h"

using namespace ikev2::keyfile;
using ikev2::keyfile::test::read;

namespace {

/// "ID ID value" for each PSK, and "ID value" for each PPK, each with LF.
std::string psks_of(const Store& store) {
    std::string text;
    for (const PskEntry& psk : store.psks()) {
        for (const std::string& part : {psk.authenticates.text(), psk.authenticates_to.text()}) {
            text += part;
            text += ' ';
        }
        text += test::text(psk.value);
        text += '\n';
    }
    for (const PpkEntry& ppk : store.ppks()) {
        text += "PPK ";
        text += test::text(ppk.ppk_id);
        text += ' ';
        text += test::text(ppk.value);
        text += '\n';
    }
    return text;
}

struct Example {
    const char* text;
    const char* psks;
    const char* diagnostics;
};

void assert_read(const Example& example) {
    const auto result = read(example.text);
    assert_string_equal(psks_of(result.store).c_str(), example.psks);
    assert_string_equal(test::text_of(result.diagnostics).c_str(), example.diagnostics);
}

void ipsec_secrets_is_read(void** /*state*/) {
    for (const Example& example : {
             Example{": PSK \"sy s\"\n", "* * sy s\n", ""},
             Example{"192.0.2.1 @hub.example.org : PSK \"sys\" # why\n",
                     "192.0.2.1 hub.example.org sys\nhub.example.org 192.0.2.1 sys\n", ""},
             Example{"2001:db8::1 %any :PSK 'sys'\r\n", "2001:db8::1 * sys\n* 2001:db8::1 sys\n",
                     ""},
             Example{"branch@example.org : psk 0x737973\n",
                     "branch@example.org * sys\n* branch@example.org sys\n", ""},
             Example{"@#6b6964 : PSK 0sc3lz\n", "0x6b6964 * sys\n* 0x6b6964 sys\n", ""},
             Example{"\"C=CH, CN=hub\" : PSK \"sys\"\n", "* * sys\n", ""},
             Example{"ppk1 : PPK \"sys\"\n@a : PPKS \"ppk2\" 0x737973\n",
                     "PPK ppk1 sys\nPPK ppk2 sys\n", ""},
         }) {
        assert_read(example);
    }
}

void what_is_no_psk_in_ipsec_secrets_is_named(void** /*state*/) {
    assert_read(
        {"carol : EAP \"sys\"\n: RSA hub.pem \"sys\"\n: RSA {\n\tModulus: 0x1\n\t}\n: PSK "
         "\"sys\"\n",
         "* * sys\n",
         "keys.txt:1: warning: an EAP or XAuth password: it is not the MSK that AUTH is "
         "computed with; not used\n"
         "keys.txt:2: warning: a private key or its passphrase: it signs, it does not decrypt "
         "IKEv2; not used (and 1 more such lines)\n"});
}

void a_bad_line_of_ipsec_secrets_loses_no_other(void** /*state*/) {
    const struct {
        const char* line;
        const char* reason;
    } rows[] = {
        {": PSK", "no secret, or no closing quotation mark"},
        {": PSK \"sys", "no secret, or no closing quotation mark"},
        {": PSK sys",
         "a secret that is neither in quotation marks nor 0x and hex digits nor 0s and Base64"},
        {": PSK 0x12z", "a secret whose hex digits or Base64 are wrong"},
        {": PSK 0s!", "a secret whose hex digits or Base64 are wrong"},
        {": PSK \"\"", "an empty pre-shared key"},
        {"@ : PSK \"sys\"", "an ID that is none"},
        {": PPK \"sys\"", "a PPK without PPK_ID"},
    };
    for (const auto& row : rows) {
        const auto result = read(std::string(row.line) + "\n1.2.3.4 : PSK \"other\"\n");
        assert_int_equal(result.store.psks().size(), 2);
        assert_int_equal(result.diagnostics.size(), 1);
        assert_string_equal(result.diagnostics[0].reason.c_str(), row.reason);
        assert_int_equal(result.diagnostics[0].line, 1);
    }
}

void many_ids_do_not_make_many_pairs(void** /*state*/) {
    std::string line;
    for (int i = 0; i < 100; ++i) {
        line += "192.0.2." + std::to_string(i) + " ";
    }
    assert_int_equal(read(line + ": PSK \"x\"\n").store.psks().size(), 200);
    assert_int_equal(read("1.1.1.1 1.1.1.2 1.1.1.3 : PSK \"x\"\n").store.psks().size(), 6);
}

void the_secrets_of_swanctl_conf_are_read(void** /*state*/) {
    assert_read(
        {"connections {\n  site {\n    remote_addrs = 192.0.2.2\n    local { auth = psk }\n  }\n}\n"
         "secrets {\n  # of the site\n  ike-site {\n    id-1 = 192.0.2.1\n    id-2 = "
         "\"hub.example.org\" # here\n    secret = \"s\\\"y}s\"\n  }\n"
         "  ike { secret = 0sc3lz }\n  ppk-1 {\n    id = ppk1\n    secret = 0x737973\n  }\n"
         "  eap-carol {\n    id = carol\n    secret = x\n  }\n  private-a { file = a.pem\n secret "
         "= "
         "y }\n}\nPSK * * \"native\"\n",
         "192.0.2.1 hub.example.org s\"y}s\nhub.example.org 192.0.2.1 s\"y}s\n* * sys\n* * "
         "native\nPPK ppk1 sys\n",
         "keys.txt:21: warning: an EAP or XAuth password: it is not the MSK that AUTH is "
         "computed with; not used\n"
         "keys.txt:24: warning: a private key or its passphrase: it signs, it does not decrypt "
         "IKEv2; not used\n"});
}

void a_swanctl_conf_that_is_wrong_is_reported(void** /*state*/) {
    for (const Example& example : {
             Example{"secrets {\n  ike { secret = \"x }\n  ike-2 {\n secret = sys\n }\n",
                     "* * sys\n",
                     "keys.txt:1: error: a section of swanctl.conf without its closing brace\n"
                     "keys.txt:2: error: no closing quotation mark\n"},
             Example{"secrets {\n  ppk { secret = x }\n ike { id = @\n secret = x }\n ike { secret "
                     "= 0x1 }\n"
                     " tls { secret = x }\n}\n",
                     "",
                     "keys.txt:2: error: a PPK without PPK_ID\n"
                     "keys.txt:4: error: an ID that is none\n"
                     "keys.txt:5: error: a secret whose hex digits or Base64 are wrong\n"
                     "keys.txt:6: warning: a secret of a type that is not known; not used\n"},
             Example{"secrets {\n  ike { secret = x }\n}\ninclude conf.d/*.conf\n", "* * x\n",
                     "keys.txt:4: warning: include: a pattern is not followed; name each file\n"},
         }) {
        assert_read(example);
    }
}

void a_keyring_of_cisco_is_read(void** /*state*/) {
    for (
        const Example& example : {
            Example{
                "hostname hub\n!\ncrypto ikev2 keyring KR\n peer SITE\n  description x\n  address "
                "192.0.2.2\n  pre-shared-key local lo cal\n  pre-shared-key remote rem\n !\n peer "
                "ID\n"
                "  address 0.0.0.0 0.0.0.0\n  identity fqdn b.example.org\n  pre-shared-key 0 sym\n"
                "!\ninterface Gi1\n ip address 192.0.2.1 255.255.255.0\n",
                "* 192.0.2.2 lo cal\n* * lo cal\n192.0.2.2 * rem\n* * rem\n"
                "* b.example.org sym\nb.example.org * sym\n",
                ""},
            Example{"crypto ikev2 keyring KR\n peer ANY\n  address 192.0.2.0 255.255.255.0\n  "
                    "pre-shared-key hex 737973\n peer V6\n  address 2001:db8::1/128\n  identity "
                    "key-id kid\n"
                    "  identity email a@b\n  identity address 192.0.2.9\n  pre-shared-key remote "
                    "hex 0x737973\n",
                    "* * sys\n0x6b6964 * sys\na@b * sys\n192.0.2.9 * sys\n2001:db8::1 * sys\n", ""},
            Example{" pre-shared-key remote alone\n", "* * alone\n", ""},
            Example{
                "tunnel-group 192.0.2.2 type ipsec-l2l\ntunnel-group 192.0.2.2 ipsec-attributes\n"
                " ikev2 remote-authentication pre-shared-key rem\n"
                " ikev2 local-authentication pre-shared-key loc\nroute outside 0 0 192.0.2.2\n",
                "192.0.2.2 * rem\n* * rem\n* 192.0.2.2 loc\n* * loc\n", ""},
        }) {
        assert_read(example);
    }
}

void a_key_of_cisco_that_cannot_be_used_is_named(void** /*state*/) {
    const std::string start =
        "crypto ikev2 keyring KR\n peer A\n  address 192.0.2.2\n  pre-shared-key ";
    const struct {
        const char* key;
        const char* diagnostics;
    } rows[] = {
        {"6 AbCd^",
         "keys.txt:4: warning: a pre-shared key that the router has encrypted (type 6 or 8): "
         "it cannot be used; write it as a PSK line\n"},
        {"local 6 AbCd^",
         "keys.txt:4: warning: a pre-shared key that the router has encrypted (type 6 or "
         "8): it cannot be used; write it as a PSK line\n"},
        {"remote *****",
         "keys.txt:4: warning: a pre-shared key that the configuration hides; \"more "
         "system:running-config\" shows it\n"},
        {"hex 12z", "keys.txt:4: error: pre-shared-key: an even number of hex digits expected\n"},
    };
    for (const auto& row : rows) {
        const auto result = read(start + row.key + "\n");
        assert_true(result.store.empty());
        assert_string_equal(test::text_of(result.diagnostics).c_str(), row.diagnostics);
    }
    assert_read(
        {"crypto isakmp key sys address 192.0.2.2\n", "",
         "keys.txt:1: warning: a pre-shared key of IKEv1, which does not serve for IKEv2; not "
         "used\n"});
}

void an_identity_is_read_as_the_programs_write_it(void** /*state*/) {
    const struct {
        const char* text;
        const char* id;  ///< null: none
    } rows[] = {{"192.0.2.1", "192.0.2.1"},
                {"::1", "::1"},
                {"@hub", "hub"},
                {"@@a@b", "a@b"},
                {"a@b", "a@b"},
                {"keyid:kid", "0x6b6964"},
                {"fqdn:Hub", "hub"},
                {"ipv4:1.2.3.4", "1.2.3.4"},
                {"%any6", "*"},
                {"*@b", "*"},
                {"CN=x", "*"},
                {"@#6b69", "0x6b69"},
                {"hub", "hub"},
                {"", nullptr},
                {"@", nullptr},
                {"@#6", nullptr},
                {"fqdn:", nullptr},
                {"a b", nullptr}};
    for (const auto& row : rows) {
        const auto id = config_identity(row.text);
        assert_int_equal(id.has_value(), row.id != nullptr);
        if (id) {
            assert_string_equal(id->text().c_str(), row.id);
        }
    }
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test(ipsec_secrets_is_read),
        cmocka_unit_test(what_is_no_psk_in_ipsec_secrets_is_named),
        cmocka_unit_test(a_bad_line_of_ipsec_secrets_loses_no_other),
        cmocka_unit_test(many_ids_do_not_make_many_pairs),
        cmocka_unit_test(the_secrets_of_swanctl_conf_are_read),
        cmocka_unit_test(a_swanctl_conf_that_is_wrong_is_reported),
        cmocka_unit_test(a_keyring_of_cisco_is_read),
        cmocka_unit_test(a_key_of_cisco_that_cannot_be_used_is_named),
        cmocka_unit_test(an_identity_is_read_as_the_programs_write_it),
    };
    return cmocka_run_group_tests(tests, nullptr, nullptr);
}
