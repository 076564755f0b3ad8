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
    void take(const Negotiation& response);

    std::vector<std::uint8_t> choice_;
    Suite suite_;                      // that of choice_; of none, if that is empty
    std::vector<std::uint8_t> offer_;  // that choice_ was held against, if it was
    bool compared_ = false;
    bool is_choice_ = false;
};

}  // namespace ikev2::session
