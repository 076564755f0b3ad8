// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/identity.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "keyfile/ascii.h"
#include "keyfile/hex.h"
#include "plugin/iana/id_types.h"

namespace ikev2::keyfile {

namespace {

using Parsed = Identity::Parsed;

struct FormRow {
    Identity::Form form;
    std::uint8_t id_type;
    bool text;  ///< compared without regard to ASCII case
};

constexpr FormRow kForms[] = {
    {Identity::Form::ipv4, iana::id::ID_IPV4_ADDR, false},
    {Identity::Form::ipv6, iana::id::ID_IPV6_ADDR, false},
    {Identity::Form::fqdn, iana::id::ID_FQDN, true},
    {Identity::Form::rfc822, iana::id::ID_RFC822_ADDR, true},
};

std::optional<std::vector<std::uint8_t>> address(int family, std::size_t octets,
                                                 std::string_view text) {
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (text.size() >= terminated.size()) {
        return std::nullopt;
    }
    std::copy(text.begin(), text.end(), terminated.begin());
    std::vector<std::uint8_t> result(octets);
    if (inet_pton(family, terminated.data(), result.data()) != 1) {
        return std::nullopt;
    }
    return result;
}

std::vector<std::uint8_t> lower_case(std::string_view text) {
    std::vector<std::uint8_t> result(text.size());
    std::transform(text.begin(), text.end(), result.begin(),
                   [](char c) { return static_cast<std::uint8_t>(ascii::to_lower(c)); });
    return result;
}

const char* fault_of_key_id(std::string_view digits) {
    if (digits.empty()) {
        return "no hex digits after 0x";
    }
    if (digits.size() % 2 == 1) {
        return "an odd number of hex digits";
    }
    return nullptr;
}

const char* fault_of_email(std::string_view text) {
    const std::size_t at = text.rfind('@');
    if (at == 0) {
        return "an e-mail address with nothing before the @ (an FQDN is written without @)";
    }
    if (at + 1 == text.size()) {
        return "an e-mail address with nothing after the @";
    }
    return nullptr;
}

const char* fault_of_fqdn(std::string_view text) {
    const auto only = [&](auto allowed) { return std::all_of(text.begin(), text.end(), allowed); };
    if (only([](char c) { return ascii::is_digit(c) || c == '.' || c == '/'; })) {
        return "not an IPv4 address";
    }
    if (text.find(':') != std::string_view::npos) {
        return "not an IPv6 address";
    }
    if (text.find('*') != std::string_view::npos) {
        return "a * within a name; it can only stand for a whole ID";
    }
    if (text.find('=') != std::string_view::npos) {
        return "a distinguished name is written as 0x and the hex digits of its DER encoding";
    }
    if (!only([](char c) {
            return ascii::is_letter(c) || ascii::is_digit(c) || c == '-' || c == '_' || c == '.' ||
                   !ascii::is_ascii(c);
        })) {
        return "neither *, an address, an FQDN, an e-mail address nor 0x and hex digits";
    }
    return nullptr;
}

}  // namespace

Identity::Identity(Form form, std::vector<std::uint8_t> octets) noexcept
    : form_(form), octets_(std::move(octets)) {}

Identity::Parsed Identity::parse(std::string_view text) {
    if (text.empty()) {
        return {std::nullopt, "empty"};
    }
    if (text.size() > 2 + 2 * kLongest) {
        return {std::nullopt, "longer than 1024 octets"};
    }
    if (text == "*") {
        return {Identity(), nullptr};
    }
    if (has_hex_prefix(text)) {
        const std::string_view digits = text.substr(2);
        if (const char* fault = fault_of_key_id(digits)) {
            return {std::nullopt, fault};
        }
        std::vector<std::uint8_t> octets(digits.size() / 2);
        if (decode_hex(digits, octets) != digits.size()) {
            return {std::nullopt, "a character after 0x is not a hex digit"};
        }
        return {Identity(Form::octets, std::move(octets)), nullptr};
    }
    if (text.size() > kLongest) {
        return {std::nullopt, "longer than 1024 octets"};
    }
    if (auto octets = address(AF_INET, 4, text)) {
        return {Identity(Form::ipv4, std::move(*octets)), nullptr};
    }
    if (auto octets = address(AF_INET6, 16, text)) {
        return {Identity(Form::ipv6, std::move(*octets)), nullptr};
    }
    const bool email = text.find('@') != std::string_view::npos;
    if (const char* fault = email ? fault_of_email(text) : fault_of_fqdn(text)) {
        return {std::nullopt, fault};
    }
    return {Identity(email ? Form::rfc822 : Form::fqdn, lower_case(text)), nullptr};
}

Identity Identity::of_payload(std::uint8_t id_type, Octets id_data) {
    const FormRow* row = std::find_if(std::begin(kForms), std::end(kForms),
                                      [id_type](const FormRow& r) { return r.id_type == id_type; });
    std::vector<std::uint8_t> octets(id_data.begin(), id_data.end());
    if (row == std::end(kForms)) {
        return {Form::octets, std::move(octets)};
    }
    if (row->text) {
        octets = lower_case({reinterpret_cast<const char*>(id_data.data()), id_data.size()});
    } else if (octets.size() != (row->form == Form::ipv4 ? 4U : 16U)) {
        return {Form::octets, std::move(octets)};
    }
    return {row->form, std::move(octets)};
}

bool Identity::matches(std::uint8_t id_type, Octets id_data) const noexcept {
    if (form_ == Form::any) {
        return true;
    }
    const FormRow* row = std::find_if(std::begin(kForms), std::end(kForms),
                                      [this](const FormRow& r) { return r.form == form_; });
    const bool typed = row != std::end(kForms);
    if (typed && row->id_type != id_type) {
        return false;
    }
    const bool any_case = typed && row->text;
    return std::equal(octets_.begin(), octets_.end(), id_data.begin(), id_data.end(),
                      [any_case](std::uint8_t ours, std::uint8_t theirs) {
                          return ours == theirs ||
                                 (any_case && static_cast<char>(ours) ==
                                                  ascii::to_lower(static_cast<char>(theirs)));
                      });
}

std::string Identity::text() const {
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    switch (form_) {
        case Form::any:
            return "*";
        case Form::ipv4:
            return inet_ntop(AF_INET, octets_.data(), buffer.data(), buffer.size());
        case Form::ipv6:
            return inet_ntop(AF_INET6, octets_.data(), buffer.data(), buffer.size());
        case Form::fqdn:
        case Form::rfc822:
            return {octets_.begin(), octets_.end()};
        case Form::octets:
            break;
    }
    constexpr char kDigits[] = "0123456789abcdef";
    std::string result = "0x";
    for (const std::uint8_t octet : octets_) {
        result += kDigits[octet >> 4U];
        result += kDigits[octet & 0x0fU];
    }
    return result;
}

}  // namespace ikev2::keyfile
