// What the SA payloads of the latest negotiation said.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "plugin/session/negotiation.h"
#include "plugin/session/suite.h"

namespace ikev2::session {

/// Reads SA payloads of IKE_SA_INIT messages. Those of a capture are mostly octet by octet like the
/// ones before, as the peers' configurations are, and to compare them is a small part of reading
/// them.
class ChoiceMemo {
  public:
    /// What `response` chose (Suite::chosen). Valid until the next call.
    [[nodiscard]] const Suite& suite_of(const Negotiation& response);

    /// Whether `response` chose what `request` offered (ike::is_choice_of).
    [[nodiscard]] bool is_choice_of(const Negotiation& request, const Negotiation& response);

  private:
    std::vector<std::uint8_t> chosen_;  // empty: nothing was read
    Suite suite_;

    std::vector<std::uint8_t> offer_;
    std::vector<std::uint8_t> choice_;
    bool is_choice_ = true;  // of an empty offer, an empty one is
};

}  // namespace ikev2::session
