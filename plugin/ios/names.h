// Cisco's names and the numbers of the IANA registries.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "plugin/base/octets.h"
#include "plugin/iana/registry.h"
#include "plugin/ios/message.h"

namespace ikev2::ios {

/// One of Cisco's names. Several may mean one number: the first is the one that is written.
struct CiscoName {
    std::uint16_t number;
    const char* name;
};

/// What Cisco calls the values of one registry.
class NameTable {
  public:
    constexpr NameTable(std::span<const CiscoName> names, const iana::Registry* registry) noexcept
        : names_(names), registry_(registry) {}

    /// The value that `text` names: in Cisco's words, as "Unknown - 28675", or as IANA has it.
    /// Otherwise a Value with that text and no number.
    [[nodiscard]] Value read(std::string_view text) const;

    /// What a router prints for a number: Cisco's name, the registry's, or "Unknown - 28675".
    [[nodiscard]] std::string write(std::int32_t number) const;

    [[nodiscard]] std::span<const CiscoName> names() const noexcept { return names_; }

  private:
    std::span<const CiscoName> names_;
    const iana::Registry* registry_;
};

extern const NameTable payload_names;
extern const NameTable exchange_names;
extern const NameTable protocol_names;
extern const NameTable notify_names;
extern const NameTable id_names;
extern const NameTable auth_names;
extern const NameTable cert_names;
extern const NameTable cfg_names;
extern const NameTable attribute_names;
extern const NameTable ts_names;

/// The names of the Transform IDs of a Transform Type: "SHA256" means different numbers for PRF and
/// for INTEG. A table without names if the type has none.
[[nodiscard]] const NameTable& transform_names(std::uint8_t type) noexcept;

/// What Cisco calls a Vendor ID when it receives it; "(CUSTOM)" for any that it has no name for.
[[nodiscard]] const char* vendor_name(Octets vendor_id) noexcept;

}  // namespace ikev2::ios
