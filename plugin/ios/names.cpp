// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/names.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

#include "plugin/iana/auth_methods.h"
#include "plugin/iana/cert_encodings.h"
#include "plugin/iana/cfg_attributes.h"
#include "plugin/iana/cfg_private_attributes.h"
#include "plugin/iana/cfg_types.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/id_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/iana/ts_types.h"

namespace ikev2::ios {

namespace {

using namespace std::string_view_literals;

constexpr CiscoName payloads[] = {
    {iana::payload::NONE, "NONE"},       {iana::payload::SA, "SA"},
    {iana::payload::KE, "KE"},           {iana::payload::IDi, "IDi"},
    {iana::payload::IDr, "IDr"},         {iana::payload::CERT, "CERT"},
    {iana::payload::CERTREQ, "CERTREQ"}, {iana::payload::AUTH, "AUTH"},
    {iana::payload::NONCE, "N"},         {iana::payload::N, "NOTIFY"},
    {iana::payload::D, "DELETE"},        {iana::payload::V, "VID"},
    {iana::payload::TSi, "TSi"},         {iana::payload::TSr, "TSr"},
    {iana::payload::SK, "ENCR"},         {iana::payload::CP, "CFG"},
    {iana::payload::EAP, "EAP"},         {iana::payload::SKF, "SKF"},
};

constexpr CiscoName protocols[] = {
    {iana::protocol::IKE, "IKE"},
    {iana::protocol::AH, "AH"},
    {iana::protocol::ESP, "ESP"},
};

// All others are called as IANA has them.
constexpr CiscoName notifies[] = {
    {iana::notify::ESP_TFC_PADDING_NOT_SUPPORTED, "ESP_TFC_NO_SUPPORT"},
    {iana::notify::NON_FIRST_FRAGMENTS_ALSO, "NON_FIRST_FRAGS"},
};

constexpr CiscoName ids[] = {
    {iana::id::ID_IPV4_ADDR, "IPv4 address"},
    {iana::id::ID_FQDN, "FQDN"},
    {iana::id::ID_IPV6_ADDR, "IPv6 address"},
    {iana::id::ID_DER_ASN1_DN, "DER ASN1 DN"},
};

constexpr CiscoName auth_methods[] = {
    {iana::auth::SHARED_KEY_MIC, "PSK"},
    {iana::auth::RSA_SIGNATURE, "RSA"},
};

// The encoding 12 of a certificate request is what Cisco routers are seen to send.
constexpr CiscoName certs[] = {
    {iana::cert::X509_SIGNATURE, "X.509 Certificate - signature"},
    {iana::cert::HASH_AND_URL_X509, "Hash and URL of PKIX"},
};

// Each of the private ones has two names: the number in IOS 15.1, the word in IOS-XE.
constexpr CiscoName attributes[] = {
    {iana::cfg_attribute::INTERNAL_IP4_ADDRESS, "internal IP4 address"},
    {iana::cfg_attribute::INTERNAL_IP4_NETMASK, "internal IP4 netmask"},
    {iana::cfg_attribute::INTERNAL_IP4_DNS, "internal IP4 DNS"},
    {iana::cfg_attribute::INTERNAL_IP4_DNS, "ipv4-dns"},
    {iana::cfg_attribute::INTERNAL_IP4_NBNS, "internal IP4 NBNS"},
    {iana::cfg_attribute::INTERNAL_IP4_NBNS, "ipv4-wins"},
    {iana::cfg_attribute::INTERNAL_IP4_SUBNET, "internal IP4 subnet"},
    {iana::cfg_attribute::INTERNAL_IP4_SUBNET, "ipv4-subnet"},
    {iana::cfg_attribute::INTERNAL_IP6_DNS, "ipv6-dns"},
    {iana::cfg_attribute::INTERNAL_IP6_SUBNET, "ipv6-subnet"},
    {iana::cfg_attribute::APPLICATION_VERSION, "application version"},
    {iana::cfg_attribute::APPLICATION_VERSION, "app-version"},
    {iana::cfg_attribute::UNITY_BANNER, "Unknown - 28672"},
    {iana::cfg_attribute::UNITY_BANNER, "banner"},
    {iana::cfg_attribute::UNITY_DEF_DOMAIN, "Unknown - 28674"},
    {iana::cfg_attribute::UNITY_DEF_DOMAIN, "def-domain"},
    {iana::cfg_attribute::UNITY_SPLITDNS_NAME, "Unknown - 28675"},
    {iana::cfg_attribute::UNITY_SPLITDNS_NAME, "split-dns"},
    {iana::cfg_attribute::UNITY_BACKUP_SERVERS, "Unknown - 28681"},
    {iana::cfg_attribute::UNITY_BACKUP_SERVERS, "backup-gateway"},
    {iana::cfg_attribute::CISCO_CONFIG_URL, "Unknown - 28692"},
    {iana::cfg_attribute::CISCO_CONFIG_URL, "config-url"},
};

constexpr CiscoName encr[] = {
    {iana::encr::ENCR_DES, "DES"},
    {iana::encr::ENCR_3DES, "3DES"},
    {iana::encr::ENCR_NULL, "NULL"},
    {iana::encr::ENCR_AES_CBC, "AES-CBC"},
    {iana::encr::ENCR_AES_GCM_16, "AES-GCM"},
};

constexpr CiscoName prf[] = {
    {iana::prf::PRF_HMAC_MD5, "MD5"},         {iana::prf::PRF_HMAC_SHA1, "SHA1"},
    {iana::prf::PRF_HMAC_SHA2_256, "SHA256"}, {iana::prf::PRF_HMAC_SHA2_384, "SHA384"},
    {iana::prf::PRF_HMAC_SHA2_512, "SHA512"},
};

constexpr CiscoName integ[] = {
    {iana::integ::AUTH_HMAC_MD5_96, "MD596"},
    {iana::integ::AUTH_HMAC_SHA1_96, "SHA96"},
    {iana::integ::AUTH_HMAC_SHA2_256_128, "SHA256"},
    {iana::integ::AUTH_HMAC_SHA2_384_192, "SHA384"},
    {iana::integ::AUTH_HMAC_SHA2_512_256, "SHA512"},
};

constexpr CiscoName dh[] = {
    {iana::dh::MODP_768, "DH_GROUP_768_MODP/Group 1"},
    {iana::dh::MODP_1024, "DH_GROUP_1024_MODP/Group 2"},
    {iana::dh::MODP_1536, "DH_GROUP_1536_MODP/Group 5"},
    {iana::dh::MODP_2048, "DH_GROUP_2048_MODP/Group 14"},
    {iana::dh::MODP_3072, "DH_GROUP_3072_MODP/Group 15"},
    {iana::dh::MODP_4096, "DH_GROUP_4096_MODP/Group 16"},
    {iana::dh::ECP_256, "DH_GROUP_256_ECP/Group 19"},
    {iana::dh::ECP_384, "DH_GROUP_384_ECP/Group 20"},
    {iana::dh::ECP_521, "DH_GROUP_521_ECP/Group 21"},
    {iana::dh::MODP_2048_256, "DH_GROUP_2048_256_MODP/Group 24"},
    {iana::dh::MODP_2048_256, "DH_GROUP_2048_MODP_256_PRIME/Group 24"},
    {iana::dh::ML_KEM_768, "MLKEM768"},
    {iana::dh::ML_KEM_768, "ML-KEM-768"},
    {iana::dh::ML_KEM_1024, "MLKEM1024"},
    {iana::dh::ML_KEM_1024, "ML-KEM-1024"},
};

constexpr CiscoName esn[] = {
    {iana::esn::NO_ESN, "Don't use ESN"},
    {iana::esn::ESN, "Use ESN"},
};

constexpr std::string_view kUnknownValue = "Unknown - ";
constexpr std::string_view kGroup = "/Group ";

std::optional<std::int32_t> number_of(std::string_view text) {
    std::uint16_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return number;
}

struct Vendor {
    std::string_view octets;
    const char* name;
};

constexpr Vendor vendors[] = {
    {"CISCO-DELETE-REASON"sv, "CISCO-DELETE-REASON"},
    {"\x40\x48\xb7\xd5\x6e\xbc\xe8\x85\x25\xe7\xde\x7f\x00\xd6\xc2\xd3"sv, "FRAGMENTATION"},
};

}  // namespace

const NameTable payload_names(payloads, nullptr);
const NameTable exchange_names({}, &iana::exchange::registry);
const NameTable protocol_names(protocols, nullptr);
const NameTable notify_names(notifies, &iana::notify::registry);
const NameTable id_names(ids, &iana::id::registry);
const NameTable auth_names(auth_methods, &iana::auth::registry);
const NameTable cert_names(certs, &iana::cert::registry);
const NameTable cfg_names({}, &iana::cfg::registry);
const NameTable attribute_names(attributes, &iana::cfg_attribute::registry);
const NameTable ts_names({}, &iana::ts::registry);

const NameTable& transform_names(std::uint8_t type) noexcept {
    static constexpr NameTable tables[] = {
        {encr, &iana::encr::registry}, {prf, &iana::prf::registry}, {integ, &iana::integ::registry},
        {dh, &iana::dh::registry},     {esn, &iana::esn::registry},
    };
    static constexpr NameTable none({}, nullptr);
    if (type >= iana::transform_type::ENCR && type <= iana::transform_type::ESN) {
        return tables[type - iana::transform_type::ENCR];
    }
    const bool additional =
        type >= iana::transform_type::ADDKE1 && type <= iana::transform_type::ADDKE7;
    return additional ? tables[iana::transform_type::DH - iana::transform_type::ENCR] : none;
}

Value NameTable::read(std::string_view text) const {
    for (const CiscoName& each : names_) {
        if (text == each.name) {
            return {each.number, std::string(text)};
        }
    }
    std::optional<std::int32_t> number;
    if (text.starts_with(kUnknownValue)) {
        number = number_of(text.substr(kUnknownValue.size()));
    } else if (const auto group = text.rfind(kGroup); group != std::string_view::npos) {
        number = number_of(text.substr(group + kGroup.size()));
    }
    if (number) {
        return {*number, std::string(text)};
    }
    if (registry_ != nullptr) {
        const auto row = std::find_if(registry_->entries.begin(), registry_->entries.end(),
                                      [&](const iana::Entry& entry) {
                                          return entry.first == entry.last && text == entry.name;
                                      });
        if (row != registry_->entries.end()) {
            return {static_cast<std::int32_t>(row->first), std::string(text)};
        }
    }
    return {Value::kUnknown, std::string(text)};
}

std::string NameTable::write(std::int32_t number) const {
    for (const CiscoName& each : names_) {
        if (number == each.number) {
            return each.name;
        }
    }
    if (registry_ != nullptr && number >= 0) {
        const iana::Entry* row = registry_->find(static_cast<std::uint32_t>(number));
        if (row != nullptr && row->first == row->last) {
            return row->name;
        }
    }
    return std::string(kUnknownValue) + std::to_string(number);
}

const char* vendor_name(Octets vendor_id) noexcept {
    for (const Vendor& each : vendors) {
        if (std::equal(vendor_id.begin(), vendor_id.end(), each.octets.begin(), each.octets.end(),
                       [](std::uint8_t octet, char expected) {
                           return octet == static_cast<std::uint8_t>(expected);
                       })) {
            return each.name;
        }
    }
    return "(CUSTOM)";
}

}  // namespace ikev2::ios
