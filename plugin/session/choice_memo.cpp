// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/choice_memo.h"

#include <algorithm>

#include "plugin/ike/sa_rules.h"

namespace ikev2::session {

const Suite& ChoiceMemo::suite_of(const Negotiation& response) {
    const Octets body = response.sa_body();
    if (!std::ranges::equal(body, chosen_)) {
        chosen_.assign(body.begin(), body.end());
        suite_ = Suite::chosen(response.sa());
    }
    return suite_;
}

bool ChoiceMemo::is_choice_of(const Negotiation& request, const Negotiation& response) {
    const Octets offer = request.sa_body();
    const Octets choice = response.sa_body();
    if (!std::ranges::equal(choice, choice_) || !std::ranges::equal(offer, offer_)) {
        offer_.assign(offer.begin(), offer.end());
        choice_.assign(choice.begin(), choice.end());
        is_choice_ = ike::is_choice_of(request.sa(), response.sa());
    }
    return is_choice_;
}

}  // namespace ikev2::session
