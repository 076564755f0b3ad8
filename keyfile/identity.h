// The identities of a PSK line.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/octets.h"

namespace ikev2::keyfile {

/// A pattern for the identity in an ID payload (RFC 7296, section 3.5). Owns its octets.
class Identity {
  public:
    enum class Form : std::uint8_t {
        any,     ///< `*`: every identity, of whatever type
        ipv4,    ///< ID_IPV4_ADDR
        ipv6,    ///< ID_IPV6_ADDR
        fqdn,    ///< ID_FQDN, without regard to ASCII case
        rfc822,  ///< ID_RFC822_ADDR, without regard to ASCII case
        octets,  ///< `0x...`: ID_KEY_ID, or the data of an identity of any other type
    };

    /// Longest text or octets of an identity that is accepted.
    static constexpr std::size_t kLongest = 1024;

    struct Parsed;

    /// Matches every identity.
    Identity() noexcept = default;

    /// Reads an identity as the key file writes it, quotation marks already removed.
    [[nodiscard]] static Parsed parse(std::string_view text);

    /// The identity in an ID payload: its type and the data without RESERVED octets.
    [[nodiscard]] static Identity of_payload(std::uint8_t id_type, Octets id_data);

    [[nodiscard]] Form form() const noexcept { return form_; }

    /// Whether the data (without type and RESERVED octets) of an ID payload of type `id_type`
    /// is this identity.
    [[nodiscard]] bool matches(std::uint8_t id_type, Octets id_data) const noexcept;

    /// The identity as the key file writes it; letters of an FQDN or e-mail address in lower case.
    [[nodiscard]] std::string text() const;

    auto operator<=>(const Identity&) const = default;

  private:
    Identity(Form form, std::vector<std::uint8_t> octets) noexcept;

    Form form_ = Form::any;
    std::vector<std::uint8_t> octets_;  ///< as in an ID payload; text in lower case
};

/// An identity, or why there is none.
struct Identity::Parsed {
    std::optional<Identity> identity;
    const char* reason = nullptr;  ///< null exactly if there is an identity; static storage
};

}  // namespace ikev2::keyfile
