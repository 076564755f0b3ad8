// Identities and secrets as the configuration files of VPN programs write them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "keyfile/findings.h"
#include "keyfile/identity.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

/// An identity as strongSwan and libreswan write it: an address, `@hub.example.org`, `@@a@b`,
/// `@#6b6964`, `keyid:text` and the other typed forms, `%any`. A name with a `*` and a
/// distinguished name stand for every identity; nothing if `text` is none at all.
[[nodiscard]] std::optional<Identity> config_identity(std::string_view text);

/// A secret: 0x and hex digits, 0s and Base64, or else the text itself. Nothing if the digits are
/// none.
[[nodiscard]] std::optional<Secret> config_secret(std::string_view text);

/// Adds a PSK that every two of `ids` share; with one ID, that it shares with everybody; with none,
/// that everybody has.
void add_shared_psk(Findings& findings, const std::vector<Identity>& ids, Octets psk,
                    std::uint32_t line);

}  // namespace ikev2::keyfile
