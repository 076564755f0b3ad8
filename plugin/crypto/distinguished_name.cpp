// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/crypto/distinguished_name.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "plugin/crypto/der.h"
#include "plugin/crypto/oid.h"

namespace ikev2::crypto {

namespace {

constexpr std::uint8_t kSet = 0x31;

struct AttributeType {
    Oid oid;
    const char* name;
};

// RFC 4514, section 3, and the two others that certificates of VPN gateways often have.
constexpr AttributeType kAttributeTypes[] = {
    {Oid("2.5.4.3"), "CN"},
    {Oid("2.5.4.7"), "L"},
    {Oid("2.5.4.8"), "ST"},
    {Oid("2.5.4.10"), "O"},
    {Oid("2.5.4.11"), "OU"},
    {Oid("2.5.4.6"), "C"},
    {Oid("2.5.4.9"), "STREET"},
    {Oid("0.9.2342.19200300.100.1.25"), "DC"},
    {Oid("0.9.2342.19200300.100.1.1"), "UID"},
    {Oid("2.5.4.5"), "serialNumber"},
    {Oid("1.2.840.113549.1.9.1"), "emailAddress"},
};

// UTF8String, NumericString, PrintableString, TeletexString, IA5String, VisibleString.
constexpr std::uint8_t kTextTags[] = {0x0c, 0x12, 0x13, 0x14, 0x16, 0x1a};

void append_hex(std::string& text, std::uint8_t octet) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text += kDigits[octet >> 4U];
    text += kDigits[octet & 0xfU];
}

// X.690, section 8.19: seven bits an octet, the first two arcs in one number.
std::string dotted(Octets oid) {
    std::string text;
    std::uint64_t arc = 0;
    for (const std::uint8_t octet : oid) {
        arc = arc << 7U | (octet & 0x7fU);
        if ((octet & 0x80U) != 0) {
            continue;
        }
        if (text.empty()) {
            const std::uint64_t first = std::min<std::uint64_t>(arc / 40, 2);
            text = std::to_string(first) + '.' + std::to_string(arc - first * 40);
        } else {
            text += '.' + std::to_string(arc);
        }
        arc = 0;
    }
    return text;
}

std::string type_text(Octets oid) {
    const auto* known = std::find_if(std::begin(kAttributeTypes), std::end(kAttributeTypes),
                                     [oid](const AttributeType& row) { return row.oid.is(oid); });
    return known != std::end(kAttributeTypes) ? known->name : dotted(oid);
}

// RFC 4514, section 2.4.
std::string escaped(Octets value) {
    constexpr std::string_view kSpecial = "\"+,;<>\\";
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto character = static_cast<char>(value[i]);
        const bool outer = i == 0 || i + 1 == value.size();
        if (value[i] < 0x20 || value[i] > 0x7e) {
            text += '\\';
            append_hex(text, value[i]);
            continue;
        }
        if (kSpecial.find(character) != std::string_view::npos || (character == ' ' && outer) ||
            (character == '#' && i == 0)) {
            text += '\\';
        }
        text += character;
    }
    return text;
}

std::string value_text(der::Reader& attribute) {
    for (const std::uint8_t tag : kTextTags) {
        if (attribute.next_is(tag)) {
            return escaped(attribute.contents(tag));
        }
    }
    std::string text = "#";
    for (const std::uint8_t octet : attribute.element()) {
        append_hex(text, octet);
    }
    return text;
}

// RelativeDistinguishedName ::= SET OF SEQUENCE { type OBJECT IDENTIFIER, value ANY }
std::string rdn_text(der::Reader& rdns) {
    std::string text;
    der::Reader rdn = rdns.inside(kSet);
    while (rdn.ok() && !rdn.at_end()) {
        der::Reader attribute = rdn.inside(der::SEQUENCE);
        const std::string type = type_text(attribute.contents(der::OBJECT_IDENTIFIER));
        const std::string value = value_text(attribute);
        rdn.require(attribute.complete());
        text += text.empty() ? "" : "+";
        text += type;
        text += '=';
        text += value;
    }
    rdns.require(rdn.complete());
    return text;
}

}  // namespace

std::string to_text(Octets name) {
    der::Reader outer(name);
    der::Reader rdns = outer.inside(der::SEQUENCE);
    std::string text;
    while (rdns.ok() && !rdns.at_end()) {
        std::string rdn = rdn_text(rdns);
        if (!text.empty()) {
            rdn += ',';
            rdn += text;
        }
        text = std::move(rdn);
    }
    if (!outer.complete() || !rdns.complete()) {
        return "";
    }
    if (text.size() > kLongestNameText) {
        constexpr std::string_view kCut = "...";
        text.resize(kLongestNameText - kCut.size());
        text += kCut;
    }
    return text;
}

}  // namespace ikev2::crypto
