// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/address_pattern.h"

#include <arpa/inet.h>

#include <algorithm>

#include "keyfile/ascii.h"

namespace ikev2::keyfile {

std::optional<AddressPattern> AddressPattern::parse(std::string_view text) {
    if (text.find('*') != std::string_view::npos) {
        return AddressPattern();
    }
    const std::size_t slash = std::min(text.find('/'), text.size());
    std::array<char, INET6_ADDRSTRLEN> terminated{};
    if (slash >= terminated.size()) {
        return std::nullopt;
    }
    std::copy_n(text.begin(), slash, terminated.begin());
    AddressPattern pattern;
    if (inet_pton(AF_INET, terminated.data(), pattern.octets_.data()) == 1) {
        pattern.length_ = 4;
    } else if (inet_pton(AF_INET6, terminated.data(), pattern.octets_.data()) == 1) {
        pattern.length_ = 16;
    } else {
        return std::nullopt;
    }
    pattern.prefix_bits_ = static_cast<std::uint8_t>(8 * pattern.length_);
    if (slash == text.size()) {
        return pattern;
    }
    const std::string_view bits = text.substr(slash + 1);
    if (bits.empty() || bits.size() > 3 ||
        !std::all_of(bits.begin(), bits.end(), ascii::is_digit)) {
        return std::nullopt;
    }
    unsigned value = 0;
    for (const char digit : bits) {
        value = 10 * value + static_cast<unsigned>(digit - '0');
    }
    if (value > pattern.prefix_bits_) {
        return std::nullopt;
    }
    pattern.prefix_bits_ = static_cast<std::uint8_t>(value);
    return pattern;
}

bool AddressPattern::matches(Octets address) const noexcept {
    if (length_ == 0) {
        return true;
    }
    if (address.size() != length_) {
        return false;
    }
    const std::size_t whole = prefix_bits_ / 8U;
    if (!std::equal(octets_.begin(), octets_.begin() + whole, address.begin())) {
        return false;
    }
    const unsigned rest = prefix_bits_ % 8U;
    return rest == 0 || ((octets_[whole] ^ address[whole]) >> (8U - rest)) == 0;
}

std::string AddressPattern::text() const {
    if (any()) {
        return "*";
    }
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    std::string result = inet_ntop(length_ == 4 ? AF_INET : AF_INET6, octets_.data(), buffer.data(),
                                   static_cast<socklen_t>(buffer.size()));
    if (prefix_bits_ != 8 * length_) {
        result += '/' + std::to_string(prefix_bits_);
    }
    return result;
}

}  // namespace ikev2::keyfile
