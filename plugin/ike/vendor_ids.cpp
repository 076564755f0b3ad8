// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/vendor_ids.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <utility>

namespace ikev2::ike {

namespace {

// Each of these makes a row at compile time; a string that is no hex, or too long, does not
// compile.

consteval std::uint8_t hex_digit(char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<std::uint8_t>(digit - '0');
    }
    if (digit >= 'a' && digit <= 'f') {
        return static_cast<std::uint8_t>(digit - 'a' + 10);
    }
    throw "not a lower-case hex digit";  // NOLINT(misc-throw-by-value-catch-by-reference)
}

consteval VendorId hex(std::string_view digits, bool prefix, const char* name, const char* hashed) {
    VendorId id{{}, 0, prefix, name, hashed};
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        id.storage.at(id.length++) = static_cast<std::uint8_t>((hex_digit(digits.at(i)) << 4U) |
                                                               hex_digit(digits.at(i + 1)));
    }
    return id;
}

/// The whole Vendor ID.
consteval VendorId exact(std::string_view digits, const char* name) {
    return hex(digits, false, name, nullptr);
}

/// What a Vendor ID starts with.
consteval VendorId prefix(std::string_view digits, const char* name) {
    return hex(digits, true, name, nullptr);
}

/// The MD5 hash of a string.
consteval VendorId md5(std::string_view digits, const char* hashed, const char* name = nullptr) {
    return hex(digits, false, name != nullptr ? name : hashed, hashed);
}

/// The MD5 hash of a string, or its start, and more after it.
consteval VendorId md5_prefix(std::string_view digits, const char* hashed, const char* name) {
    return hex(digits, true, name, hashed);
}

consteval VendorId text(std::string_view characters, const char* name, bool prefix = false) {
    VendorId id{{}, 0, prefix, name, nullptr};
    for (const char character : characters) {
        id.storage.at(id.length++) = static_cast<std::uint8_t>(character);
    }
    return id;
}

consteval VendorId text_prefix(std::string_view characters, const char* name) {
    return text(characters, name, true);
}

// What the built-in dissector names has the name that it gives, so that filters move over.
constexpr VendorId vendor_ids[] = {
    // Cisco. What IOS calls CISCO-GRANITE is made from the SPIs of the IKE SA, so it is no
    // constant.
    text("CISCO-DELETE-REASON", "Cisco Delete Reason Supported"),
    text("FLEXVPN-SUPPORTED", "Cisco FlexVPN Supported"),
    text("CISCO-DYNAMIC-ROUTE", "Cisco Dynamic Route Supported"),
    text("CISCO-GRE-MODE", "Cisco GRE Mode Supported"),
    text("CISCOVPN-REV-02", "Cisco VPN Revision 2"),
    text("CISCO(COPYRIGHT)&Copyright (c) 2009 Cisco Systems, Inc.", "Cisco Copyright"),
    // Followed by 4 octets of flags from some; Microsoft sends it too.
    md5_prefix("4048b7d56ebce88525e7de7f00d6c2d3", "FRAGMENTATION", "Cisco Fragmentation"),
    // The last 2 octets are the version.
    md5_prefix("12f5f28c457168a9702d9fe274cc", "CISCO-UNITY", "CISCO-UNITY"),
    exact("800100018002000180030002", "Cisco Unity firewall type"),
    md5_prefix("1f07f70eaa6514d3b0fa96542a50", "ALTIGA GATEWAY", "Cisco VPN 3000 Concentrator"),
    md5("f6f7efc7f5aeb8cb158cb9d094ba69e7", "ALTIGA NETWORKS", "Cisco VPN 3000 client"),
    prefix("3e984048", "Cisco IOS"),

    // strongSwan.
    md5("882fe56d6fd20dbc2251613b2ebe5beb", "strongSwan"),
    md5("85b6cbec480d5c8cd9882c825ac2c244", "strongSwan 2.2.0"),
    md5("d9118b1e9de5efced9cc9d883f2168ff", "strongSwan 2.2.1"),
    md5("99dc7cc823376b3b33d04357896ae07b", "strongSwan 2.2.2"),
    md5("b8f92b2fa2d3fe5fe158344bda1cc6ae", "strongSwan 2.3.0"),
    md5("f697c1afcc2ec8ddcdf99dc7af03a67f", "strongSwan 2.3.1"),
    md5("42a4834c92ab9a7777063afa254bcb69", "strongSwan 2.3.2"),
    md5("e829c88149bab3c0cee85da60e18ae9b", "strongSwan 2.4.0"),
    md5("75b0653cb281eb26d31ede38c8e1e228", "strongSwan 2.4.1"),
    md5("e7a3fd0c6d771a8f1b8a86a4169c9ea4", "strongSwan 2.4.2"),
    md5("982b7a063a33c143a8eadc88249f6bcc", "strongSwan 2.4.3"),
    md5("485a70361b4433b31dea1c6be0df243e", "strongSwan 2.4.4"),
    md5("9eb3d907ed7ada4e3cbcacb917abc8e4", "strongSwan 2.5.0"),
    md5("9a4a4648f60f8eda7cfcbfe271ee5b7d", "strongSwan 2.5.1"),
    md5("861ce5eb72164b190e9e629a31cf4901", "strongSwan 2.5.2"),
    md5("df5b1f0f1d5679d9f8512b16c55a6065", "strongSwan 2.5.3"),
    md5("7a6bf5b7df89642a75a78ef7d657c1c0", "strongSwan 2.5.4"),
    md5("3f267ed621ada7ee6c7d8893ccb0b14b", "strongSwan 2.5.5"),
    md5("3c5eba3d8564928e32ae43c3d9924dee", "strongSwan 2.5.6"),
    md5("1f4442296b83d7e33a8b45209ba0e590", "strongSwan 2.5.7"),
    md5("3f3266499ffdbd85950e702298062844", "strongSwan 2.6.0"),
    md5("66afbc12bbfe6ce108b1f69f4bc917b7", "strongSwan 2.6.1"),
    md5("5b1cd6fe7d050eda6c93871c107db3d2", "strongSwan 2.6.2"),
    md5("b2860e7837f711bef3d0eeb106872ded", "strongSwan 2.6.3"),
    md5("b927f95219a0fe3600dba3c1182ae55f", "strongSwan 2.6.4"),
    md5("07fa128e4754f9447b1dd46374eef360", "strongSwan 2.7.0"),
    md5("8134878582121785ba65ea345d6ba724", "strongSwan 2.7.1"),
    md5("a194e2aaddd0bafb95253dd96dc733eb", "strongSwan 2.7.2"),
    md5("7f50cc4ebf04c2d9da73abfd69b77aa2", "strongSwan 2.7.3"),
    md5("32f0e9b9c06dfe8c9ad5599a636971a1", "strongSwan 2.8.0"),
    md5("e37f2d5ba89a62cd202ee27dac06c8a8", "strongSwan 2.8.1"),
    md5("299932277b7dfe382ce23465333a7d23", "strongSwan 2.8.2"),
    md5("fb4641ad0eeb2a34491d15f4eff51063", "strongSwan 2.8.3"),
    md5("76c72bfd398424dd001b86d0012fe061", "strongSwan 2.8.4"),
    md5("4c7efa31b39e510432a317570d97bbb9", "strongSwan 2.8.5"),
    md5("fe3f49706e26a9fb36a87bfce9ea36ce", "strongSwan 2.8.6"),
    md5("3a0d4e7ca4e492ed4dfe476d1ac6018b", "strongSwan 2.8.7"),
    md5("8c4a3bcb729b11f703d22a5b39640ca8", "strongSwan 2.8.8"),
    md5("0e9e820524932da199a498953afa8a7e", "strongSwan 2.8.9"),
    md5("2ce9c946a4c879bf11b50b76cc5692cb", "strongSwan 4.0.0"),
    md5("9dbbafcf1db0dd595ae065294003ad3e", "strongSwan 4.0.1"),
    md5("77e8eea6f556a499de3ffe7f7f95661c", "strongSwan 4.0.2"),
    md5("b181b18e114fc209b3c6e26c3a80718e", "strongSwan 4.0.3"),
    md5("1ef283f83549b5ff9608b6d634f84d75", "strongSwan 4.0.4"),
    md5("dd180d21e5ce655a768ba32211dd8ad9", "strongSwan 4.0.5"),
    md5("4c90136946577b51919d8d9a6b8e4a9f", "strongSwan 4.0.6"),
    md5("ab0746221cc8fd0d5238f73a9b3da557", "strongSwan 4.0.7"),
    md5("4794cef6843422980d1a3d06af41c5cd", "strongSwan 4.1.0"),
    md5("d3f1c488c368175d5f40a8f5ca5f5e12", "strongSwan 4.1.1"),
    md5("15a1ace7ee52fddfef04f928db2dd134", "strongSwan 4.1.2"),
    md5("5849ab6d8beabd6e4d09e5a3b88c089a", "strongSwan 4.1.3"),
    md5("312f9cb1a6b90e19de7528c904ac3087", "strongSwan 4.1.4"),
    md5("bf0fbf7306ebb7827042d893539886e2", "strongSwan 4.1.5"),
    md5("d19683368af4b0edc21ccde982b1d1b0", "strongSwan 4.1.6"),
    md5("ea840aa4dfc9712d6c32b5a16eb329a3", "strongSwan 4.1.7"),
    md5("66a2045507c119da78a4666259cdea48", "strongSwan 4.1.8"),
    md5("78fdd287def01a3f074b5369eab4fd1c", "strongSwan 4.1.9"),
    md5("bf3a89ae5bef8e72d44dac8bb88d7d5f", "strongSwan 4.1.10"),
    md5("b7bd9f2f978e3259a7aa9f7a1396ad6c", "strongSwan 4.1.11"),
    md5("9f68901325a972894335302a9531ab9f", "strongSwan 4.2.0"),
    md5("bab253f4cb10a8108a7c927c56c87886", "strongSwan 4.2.1"),
    md5("2a517d0d23c37d08bce7c292a0217b39", "strongSwan 4.2.2"),
    md5("2d1f406118fbd5d28474791ffa00488a", "strongSwan 4.2.3"),
    md5("cd5792d4b70f0299a6a1373de236d2ac", "strongSwan 4.2.4"),
    md5("af0a05e0bd37b0aba0135a194abb5b89", "strongSwan 4.2.5"),
    md5("a2782dd683b5edee3b777f897d2b867e", "strongSwan 4.2.6"),
    md5("4ddc7e1f6d6cd1ae9d5dcac58fa1fe9a", "strongSwan 4.2.7"),
    md5("95569ee23ebb62eddedea353a575faf3", "strongSwan 4.2.8"),
    md5("488c08f57afc382112f7cb396f2d4f6c", "strongSwan 4.2.9"),
    md5("9deb74e751f44c47905ed2fad93f9271", "strongSwan 4.3.0"),
    md5("20b1f62b240a52a849309183960cbb64", "strongSwan 4.3.1"),
    md5("d6263956ac790961a9c8409b393724bf", "strongSwan 4.3.2"),
    md5("f9f093629308b24388d09c3f026de0a8", "strongSwan 4.3.3"),
    md5("e37e5d64a329a5cf1eeb8546c3b06018", "strongSwan 4.3.4"),
    md5("117c406d20a29f56f0dfcb03d9fa835b", "strongSwan 4.3.5rc1"),
    md5("de5c703801952d85f6b3ed33b33784b4", "strongSwan 4.3.5"),
    md5("02d7c3a0698ec33bb126b2baa70b9c2c", "strongSwan 4.3.7"),
    md5("a5ad81e15e1c68a1be277abfeee80d94", "strongSwan 4.4.0"),
    md5("aaa2e272c58de8f96e72c4c21ba7dd99", "strongSwan 4.4.1"),
    md5("eff89e6f406f55292807c3b8f925884a", "strongSwan 4.5.0"),
    md5("efe12e8533bbcf4e978ec874935e9972", "strongSwan 4.5.1"),
    md5("b149d6161fb4c7c3805beeff042d08c0", "strongSwan 4.5.2"),
    md5("75244ad8a5a0f48e7e3b7ad79dcab153", "strongSwan 4.5.3"),
    md5("41ef2e2f7ec8b923c98d9fa9bb7a04a5", "strongSwan 4.6.0"),
    md5("1d6cfa4d69d9d33c0b2244bf99de9b8b", "strongSwan 4.6.1"),
    md5("9c73b19f5f4181aa4b269dd004608811", "strongSwan 4.6.2"),
    md5("984a7bfefb46489a5be74b64531c6753", "strongSwan 4.6.3"),
    md5("a87680d00cbb939871eb680d18d052e2", "strongSwan 4.6.4"),
    md5("e154b11a96ee2b44d4954843cd3a40a3", "strongSwan 5.0.0"),
    md5("75aa8f69de2e44500dae842be21f5491", "strongSwan 5.0.1"),
    md5("a5f8ce0d6751c640e55bc41784f2e081", "strongSwan 5.0.2dr4"),
    md5("80b8f4380b18f24f03ce5745fc3db56b", "strongSwan 5.0.2rc1"),
    md5("04d52cc5fd04aa971063b111917731d2", "strongSwan 5.0.2"),
    md5("ca7d77d20794391df5a3cb90fbf5b72e", "strongSwan 5.0.3dr1"),
    md5("7b3f3d21e4768e010fc7dd04ae369c61", "strongSwan 5.0.3dr2"),
    md5("f4d68a2fb63e4390a959baa5c4bc7598", "strongSwan 5.0.3dr3"),
    md5("f2d4de999721c37fea51d4bcbc060120", "strongSwan 5.0.3rc1"),
    md5("d398476a43b9d6c56c4045ffcc9fffb9", "strongSwan 5.0.3"),
    md5("dc3afcdda0514da394b4b36f4cb1b9a7", "strongSwan 5.0.4"),
    md5("22982eab040be7a4cb4177da312f2f1c", "strongSwan 5.1.0dr1"),
    md5("e069a583c5640257a8de2cf062461a4b", "strongSwan 5.1.0dr2"),
    md5("02c49867060173c665ebce2b8110c7f7", "strongSwan 5.1.0rc1"),
    md5("b7d8e62184049fb21b088d4232d2549c", "strongSwan 5.1.0"),
    md5("1a45d3bda55646016e998ac1c5590e59", "strongSwan 5.1.1dr1"),
    md5("4f130d312ec92f50c02f2b0eb60d6ccc", "strongSwan 5.1.1dr2"),
    md5("06f2f1b82256dce62c07cb4f71604035", "strongSwan 5.1.1dr3"),
    md5("c90b020d043f1f050ba809e13dc8234e", "strongSwan 5.1.1dr4"),
    md5("a55a90de781611f70cbbae7045a225fc", "strongSwan 5.1.1rc1"),
    md5("9e10a0d4205edc6c90bd5381a53c2d2b", "strongSwan 5.1.1"),

    // FreeS/WAN and its heirs: text, or "OE" and 10 characters made from a hash of the version.
    text_prefix("OE-Libreswan-", "Libreswan"),
    text_prefix("OEN", "Libreswan 3.0 to 3.5"),
    text_prefix("OSW", "Openswan (Xelerance)"),
    text_prefix("OE", "FreeS/WAN or Openswan"),
    text("Opportunistic IPsec", "Opportunistic IPsec"),
    text("IKEv2", "IKEv2 (Openswan, Libreswan)"),

    // Other free software.
    text_prefix("OpenIKED", "OpenIKED"),
    md5("7003cbc1097dbe9c2600ba6983bc8b35", "KAME/racoon"),
    md5("20a3622c1cea7ce37bee3ca484425276", "IPSec-Tools"),
    text_prefix("OpenPGP", "OpenPGP"),
    text("Mac OS 10.x", "Mac OS 10.x"),

    // Microsoft ([MS-IKEE], section 1.7). The last 4 octets are a version.
    md5_prefix("1e2b516905991c7d7c96fcbfb587e461", "MS NT5 ISAKMPOAKLEY", "MS NT5 ISAKMPOAKLEY"),
    exact("01528bbbc00696121849ab9a1c5b2a5100000000", "Windows KEY_MODS (IKE)"),
    exact("01528bbbc00696121849ab9a1c5b2a5100000001", "Windows KEY_MODS (AuthIP)"),
    exact("01528bbbc00696121849ab9a1c5b2a5100000002", "Windows KEY_MODS (IKEv2)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000000", "AuthIP INIT KE (no DH)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000001", "AuthIP INIT KE (DH 1)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000002", "AuthIP INIT KE (DH 2)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000003", "AuthIP INIT KE (DH 14)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000004", "AuthIP INIT KE (DH 19)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000005", "AuthIP INIT KE (DH 20)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000006", "AuthIP INIT KE (DH 21)"),
    exact("7bb93867d76c8d80df0f40fae8fc3b1900000007", "AuthIP INIT KE (DH max)"),
    md5("26244d38eddb61b3172a36e3d0cfb819", "Vid-Initial-Contact", "Microsoft Vid-Initial-Contact"),
    md5("72872b95fcda2eb708efe322119b4971", "NLBS_PRESENT", "Microsoft NLBS_PRESENT"),
    md5("214ca4faffa7f32d6748e5303395ae83", "MS-MamieExists", "Microsoft AuthIP supported"),
    md5("e3a5966a76379fe707228231e5ce8652", "IKE CGA version 1", "IKE CGA Version 1"),
    md5("fb1de3cdf341b7ea16b7e5be0855f120", "MS-Negotiation Discovery Capable"),
    md5("8aa394cf8a5577dc3110c113b027a4f2", "Microsoft Xbox One 2013"),
    exact("660822b3a73a244149578d62e0eb46a0", "Microsoft Xbox IKEv2 Negotiation"),
    md5("686a8cbdfe634b405146fb2baf33e9e8", "MSFT IPsec Security Realm Id"),
    md5("ad2c0dd0b9c32083ccba25b8861ec455", "A GSS-API Authentication Method for IKE"),
    md5("b46d8914f3aaa3f2fedeb7c7db2943ca", "A GSS-API Authentication Method for IKE\n",
        "A GSS-API Authentication Method for IKE"),
    md5("621b04bb09882ac1e15935fefa24aeee", "GSSAPI"),

    // Fortinet. The last 4 octets of the first are the build.
    md5_prefix("8299031757a36082c6a621de", "FORTIGATE", "Fortigate (Fortinet)"),
    exact("1d6e178f6c2c0be284985465450fe9d4", "Fortinet FortiGate"),
    md5("4c53427b6d465d1b337bb755a37a7fef", "forticlient connect license",
        "Forticlient connect license (Fortinet)"),
    md5("b4f01ca951e9da8d0bafbbd34ad3044e", "Fortinet Endpoint Control",
        "Endpoint Control (Fortinet)"),
    md5("ca4a4cbb12eab6c58c57067c2e653786", "Fortinet Auto-Discovery Receiver",
        "Auto-Discovery Receiver (Fortinet)"),
    md5("9b15e65a871aff342666623ba5022e60", "Fortinet Auto-Discovery Sender",
        "Auto-Discovery Sender (Fortinet)"),
    md5("a58fec5036f57b21e8b499e336c76ee6", "Fortinet Exchange Interface IP",
        "Exchange Interface IP (Fortinet)"),

    // Check Point: 20 octets, then product, version and features.
    prefix("f4ed19e0c114eb516faaac0ee37daf2807b4381f", "CryptoPro/GOST 0.1 / Check Point R65"),
    exact("031017e07f7a82e3aa6950c999990100", "CryptoPro/GOST 1.0 / Check Point R71"),
    exact("031017e07f7a82e3aa6950c999990101", "CryptoPro/GOST 1.1"),

    // Juniper: 20 octets that depend on model and version, then 8 more.
    exact("fd808804df73b15150709d878044cde0ac1efcde", "Juniper SRX"),
    prefix("299ee8289f40a8973bc78687e2e7226b532c3b76", "Netscreen-1"),
    prefix("3a15e1f3cf2a63582e3ac82d1c64cbe3b6d779e7", "Netscreen-2"),
    prefix("47d2b126bfcd83489760e2cf8c5d4d5a03497c15", "Netscreen-3"),
    prefix("4a4340b543e02b84c88a8b96a8af9ebe77d9accc", "Netscreen-4"),
    prefix("64405f46f03b7660a23be116a1975058e69e8387", "Netscreen-5"),
    prefix("699369228741c6d4ca094c93e242c9de19e7b7c6", "Netscreen-6"),
    prefix("8c0dc6cf62a0ef1b5c6eabd1b67ba69866adf16a", "Netscreen-7"),
    prefix("92d27a9ecb31d99246986d3453d0c3d57a222a61", "Netscreen-8"),
    prefix("9b096d9ac3275a7d6fe8b91c583111b09efed1a0", "Netscreen-9"),
    prefix("bf03746108d746c904f1f3547de24f78479fed12", "Netscreen-10"),
    prefix("c2e80500f4cc5fbf5daaeed3bb59abaeee56c652", "Netscreen-11"),
    prefix("c8660a62b03b1b6130bf781608d32a6a8d0fb89f", "Netscreen-12"),
    prefix("f885da40b1e7a9abd17655ec5bbec0f21f0ed52e", "Netscreen-13"),
    prefix("2a2bcac19b8e91b426107807e02e7249569d6fd3", "Netscreen-14"),
    prefix("166f932d55eb64d8e4df4fd37e2313f0d0fd8451", "Netscreen-15"),
    prefix("a35bfd05ca1ac0b3d2f24e9e82bfcbff9c9e52b5", "Netscreen-16"),
    prefix("9436e8d67174ef9aed068d5ad5213f187a3f8ba6", "NetScreen 17"),
    text_prefix("HeartBeat_Notify", "Heartbeat Notify"),
    text_prefix("HeartBeat Notify", "HeartBeat Notify"),

    // SonicWALL.
    prefix("5b362bc820f60001", "SonicWALL 1"),
    prefix("5b362bc820f60002", "SonicWALL 2"),
    prefix("5b362bc820f60003", "SonicWALL 3"),
    prefix("5b362bc820f60005", "SonicWALL 5"),
    prefix("5b362bc820f60006", "SonicWALL 6"),
    prefix("5b362bc820f60007", "SonicWALL 7"),
    prefix("5b362bc820f60008", "SonicWALL 8"),
    prefix("404bf439522ca3f6", "SonicWALL"),
    prefix("da8e937880010000", "SonicWALL b or WatchGuard"),
    prefix("5b362bc820f70001", "SonicWALL c"),
    prefix("da8e9378", "SafeNet or WatchGuard"),

    // Aruba Networks.
    exact("ca3e2b854ba8030017dc1023a4fde2041f9f7463", "Remote AP (Aruba Networks)"),
    exact("3c8e70bdf9c7d74add53e4100915dc2e4bb51274", "Controller (Aruba Networks)"),
    exact("88f0e3149b3fa48b05aa7f685f0b766be186ccb8", "VIA Client (Aruba Networks)"),
    text_prefix("VIA Auth Profile : ", "VIA Auth Profile (Aruba Networks)"),

    // Other vendors.
    exact("4485152d18b6bbcc0be8a8469579ddcc", "Avaya"),
    exact("9aa1f3b43472a45d5f506aeb26c0f214", "CyberGuard"),
    prefix("08db45e6cb01f80bb576e9a78c0f54e1300b8881", "ELVIS-PLUS Zastava"),
    text_prefix("LVC", "Lucent VPN Client"),
    text_prefix("LVG", "Lucent VPN Gateway"),
    exact("101fb0b35c5a4f4c08b919f1cb9777b0", "NCP client"),
    exact("eb4c1b788afd4a9cb7730a68d56d088b", "NCP client"),
    exact("c61baca1f1a60cc10800000000000000", "NCP client"),
    exact("cbe79444a0870de4224a2c151fbfe099", "NCP client"),
    md5("dbfb81eb5760b0788562067da102d755", "NETGEAR"),
    text_prefix("BNES", "Nortel Contivity"),
    prefix("47bbe7c993f1fc13b4e6d0db565c68e5", "SafeNet SoftRemote"),
    exact("f14b94b7bff1fef02773b8c49feded26", "Shrew Soft"),
    md5("8404adf9cda05760b2ca292e4bff537b", "Secure Computing Sidewinder", "SIDEWINDER"),
    exact("e720cdd49d2ee7b83ce1970a6c69b528", "Sidewinder G2"),
    exact("c573b056d7faca36c2fba28374127cbf", "StoneGate"),
    exact("baeb239037e17787d730eed9d95d48aa", "StoneGate"),
    text_prefix("Raptor PowerVpn Server", "Symantec Raptor"),
    text_prefix("TIMESTEP", "TimeStep"),
    exact("b858d1addd08c1e8adafea150608aa4497aa6cc8", "ZyXEL ZyWALL Router"),
    exact("f758f22668750f03b08df6ebe1d0", "ZyXEL ZyWALL USG 100"),
    exact("625027749d5ab97f5616c1602765cf480a3b7d0b", "ZYWALL"),

    // SSH Communications Security, and who built on it.
    md5("fbf47614984031fa8e3bb6198089b223",
        "Ssh Communications Security IPSEC Express version 1.1.0"),
    md5("1952dc91ac20f646fb01cf42a33aee30",
        "Ssh Communications Security IPSEC Express version 1.1.1"),
    md5("e8bffa643e5c8f2cd10fda7370b6ebe5",
        "Ssh Communications Security IPSEC Express version 1.1.2"),
    md5("c1111b2dee8cbc3d620573ec57aab9cb",
        "Ssh Communications Security IPSEC Express version 1.2.1"),
    md5("09ec27bfbc09c75823cfecbffe565a2e",
        "Ssh Communications Security IPSEC Express version 1.2.2"),
    md5("7f21a596e4e318f0b2f4944c2384cb84",
        "SSH Communications Security IPSEC Express version 2.0.0"),
    md5("2836d1fd2807bc9e5ae30786320451ec",
        "SSH Communications Security IPSEC Express version 2.1.0"),
    md5("a68de756a9c5229bae66498040951ad5",
        "SSH Communications Security IPSEC Express version 2.1.1"),
    md5("3f2372867e237c1cd8250a75559cae20",
        "SSH Communications Security IPSEC Express version 2.1.2"),
    md5("0e58d5774df602007d0b02443660f7eb",
        "SSH Communications Security IPSEC Express version 3.0.0"),
    md5("f5ce31ebc210f44350cf71265b57380f",
        "SSH Communications Security IPSEC Express version 3.0.1"),
    md5("f64260af2e2742daddd56987068a99a0",
        "SSH Communications Security IPSEC Express version 4.0.0"),
    md5("7a54d3bdb3b1e6d923892064be2d981c",
        "SSH Communications Security IPSEC Express version 4.0.1"),
    md5("9aa1f3b43472a45d5f506aeb260cf214",
        "SSH Communications Security IPSEC Express version 4.1.0"),
    md5("89f7b760d86b012acf263382394d962f",
        "SSH Communications Security IPSEC Express version 4.1.1"),
    md5("6880c7d026099114e486c55430e7abee",
        "SSH Communications Security IPSEC Express version 4.2.0"),
    md5("b037a21aceccb5570f602546f97bde8c",
        "SSH Communications Security IPSEC Express version 5.0"),
    md5("2b2dad97c4d140930053287f996850b0",
        "SSH Communications Security IPSEC Express version 5.0.0"),
    md5("45e17f3abe93944cb202910c59ef806b",
        "SSH Communications Security IPSEC Express version 5.1.0"),
    md5("5925859f7377ed7816d2fb81c01fa551",
        "SSH Communications Security IPSEC Express version 5.1.1"),
    md5("37eba0c4136184e7daf8562a77060b4a", "SSH Communications Security QuickSec 0.9.0"),
    md5("5d72925e55948a9661a7fc48fdec7ff9", "SSH Communications Security QuickSec 1.1.0"),
    md5("777fbf4c5af6d1cdd4b895a05bf82594", "SSH Communications Security QuickSec 1.1.1"),
    md5("2cdf08e712ede8a5978761267cd19b91", "SSH Communications Security QuickSec 1.1.2"),
    md5("59e454a8c2cf02a34959121f1890bc87", "SSH Communications Security QuickSec 1.1.3"),
    md5("8f9cc94e01248ecdf147594c284b213b", "SSH Communications Security QuickSec 2.1.0"),
    md5("054182a07c7ae206f9d2cf9d2432c482", "SSH Sentinel"),
    md5("b91623e693ca18a54c6a2778552305e8", "SSH Sentinel 1.1"),
    md5("5430888de01a31a6fa8f60224e449958", "SSH Sentinel 1.2"),
    md5("7ee5cb85f71ce259c94a5c731ee4e752", "SSH Sentinel 1.3"),
    md5("63d9a1a7009491b5a0a6fdeb2a8284f0", "SSH Sentinel 1.4"),
    md5("eb4b0d96276b4e220ad16221a7b2a5e6", "SSH Sentinel 1.4.1"),

    // NAT traversal: RFC 3947, section 3.1, and its drafts.
    md5("4a131c81070358455c5728f20e95452f", "RFC 3947",
        "RFC 3947 Negotiation of NAT-Traversal in the IKE"),
    md5("810fa565f8ab14369105d706fbd57279", "RFC XXXX", "NAT-Traversal (RFC XXXX)"),
    md5("c40fee00d5d39ddb1fc762e09b7cfea7", "Testing NAT-T RFC"),
    md5("4df37928e9fc4fd1b3262170d515c662", "draft-ietf-ipsec-nat-t-ike"),
    md5("4485152d18b6bbcd0be8a8469579ddcc", "draft-ietf-ipsec-nat-t-ike-00"),
    md5("16f6ca16e4a4066d83821a0f0aeaa862", "draft-ietf-ipsec-nat-t-ike-01"),
    md5("cd60464335df21f87cfdb2fc68b6a448", "draft-ietf-ipsec-nat-t-ike-02"),
    md5("90cb80913ebb696e086381b5ec427b1f", "draft-ietf-ipsec-nat-t-ike-02\n",
        "draft-ietf-ipsec-nat-t-ike-02\\n"),
    md5("7d9419a65310ca6f2c179d9215529d56", "draft-ietf-ipsec-nat-t-ike-03"),
    md5("9909b64eed937c6573de52ace952fa6b", "draft-ietf-ipsec-nat-t-ike-04"),
    md5("80d0bb3def54565ee84645d4c85ce3ee", "draft-ietf-ipsec-nat-t-ike-05"),
    md5("4d1e0e136deafa34c4f3ea9f02ec7285", "draft-ietf-ipsec-nat-t-ike-06"),
    md5("439b59f8ba676c4c7737ae22eab8f582", "draft-ietf-ipsec-nat-t-ike-07"),
    md5("8f8d83826d246b6fc7a8a6a428c11de8", "draft-ietf-ipsec-nat-t-ike-08"),
    md5("42ea5b6f898d9773a575df26e7dd19e1", "draft-ietf-ipsec-nat-t-ike-09"),
    md5("27bab5dc01ea0760ea4e3190ac27c0d0", "draft-stenberg-ipsec-nat-traversal-01"),
    md5("6105c422e76847e43f9684801292aecd", "draft-stenberg-ipsec-nat-traversal-02"),
    md5("6a7434c19d7e36348090a02334c9c805", "draft-huttunen-ipsec-esp-in-udp-00.txt"),
    md5("50760f624c63e5c53eea386c685ca083", "ESPThruNAT",
        "draft-huttunen-ipsec-esp-in-udp-01.txt (ESPThruNAT)"),

    // Other extensions.
    // The last 2 octets are the version (RFC 3706, section 5.1).
    prefix("afcad71368a1f1c96b8696fc7757", "Dead Peer Detection (RFC 3706)"),
    md5("3b9031dce4fcf88b489a923963dd0c49", "DPD", "DPDv1_NG (Shrew Soft)"),
    exact("2d7922c6b301d9b0e1342739e9cfbbd5", "DWR: Delete with reason"),
    md5("09002689dfd6b712", "draft-ietf-ipsra-isakmp-xauth-06.txt", "XAUTH"),
    md5("09002689dfd6b71280a224dec33b81e5", "draft-ietf-ipsra-isakmp-xauth-06.txt",
        "draft-beaulieu-ike-xauth-02.txt"),
    exact("325df29a2319f2dd", "draft-ietf-ipsec-antireplay-00.txt"),
    exact("8db7a41811221660", "draft-ietf-ipsec-heartbeats-00.txt"),
    md5("ba290499c24e84e53a1d83a05e5f00c9",
        "IKE Challenge/Response for Authenticated Cryptographic Keys"),
    md5("0d33611a5d521b5e3c9c03d2fc107e12",
        "IKE Challenge/Response for Authenticated Cryptographic Keys\n",
        "IKE Challenge/Response for Authenticated Cryptographic Keys"),
    md5("ad3251042cdc4652c9e0734ce5de4c7d",
        "IKE Challenge/Response for Authenticated Cryptographic Keys (Revised)"),
    md5("13f11823f966fa91900f024ba66a86ba",
        "IKE Challenge/Response for Authenticated Cryptographic Keys (Revised)\n",
        "IKE Challenge/Response for Authenticated Cryptographic Keys (Revised) "
        "(hashed with a line feed)"),
};

constexpr std::uint8_t first_octet(std::uint16_t index) {
    return vendor_ids[index].storage[0];
}

// Their indices, in the order of their first octets.
constexpr auto by_first_octet = [] {
    std::array<std::uint16_t, std::size(vendor_ids)> indices{};
    std::iota(indices.begin(), indices.end(), std::uint16_t{0});
    std::ranges::sort(indices, {},
                      [](std::uint16_t index) { return std::pair(first_octet(index), index); });
    return indices;
}();

}  // namespace

std::span<const VendorId> known_vendor_ids() noexcept {
    return vendor_ids;
}

const VendorId* find_vendor_id(Octets body) noexcept {
    const VendorId* best = nullptr;
    if (body.empty()) {
        return best;
    }
    const auto* index = std::ranges::lower_bound(by_first_octet, body[0], {}, first_octet);
    for (; index != by_first_octet.end() && first_octet(*index) == body[0]; ++index) {
        const VendorId& known = vendor_ids[*index];
        const Octets octets = known.octets();
        const bool fits =
            known.prefix ? octets.size() <= body.size() : octets.size() == body.size();
        if (fits && (best == nullptr || best->length < known.length) &&
            std::equal(octets.begin(), octets.end(), body.begin())) {
            best = &known;
        }
    }
    return best;
}

}  // namespace ikev2::ike
