// Distinguished names (X.501) as text.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "plugin/base/octets.h"

namespace ikev2::crypto {

/// The DER of a Name in the form of RFC 4514: the last RDN first, "CN=hub.example.org,O=Example".
/// Attribute types without a short name are written in dots, other values than text as "#" and hex.
/// Octets outside printable ASCII become "\" and two hex digits, so that the text is always ASCII.
/// At most kLongestNameText characters; a longer text is cut and ends in "...". Empty if it is no
/// Name.
[[nodiscard]] std::string to_text(Octets name);

constexpr std::size_t kLongestNameText = 512;

}  // namespace ikev2::crypto
