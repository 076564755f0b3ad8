// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/choice_memo.h"

#include <algorithm>

#include "plugin/ike/sa_rules.h"

namespace ikev2::session {

void ChoiceMemo::take(const Negotiation& response) {
    const Octets body = response.sa_body();
    if (!std::ranges::equal(body, choice_)) {
        choice_.assign(body.begin(), body.end());
        suite_ = Suite::chosen(response.sa());
        compared_ = false;
    }
}

const Suite& ChoiceMemo::suite_of(const Negotiation& response) {
    take(response);
    return suite_;
}

bool ChoiceMemo::is_choice_of(const Negotiation& request, const Negotiation& response) {
    take(response);
    const Octets offer = request.sa_body();
    if (!compared_ || !std::ranges::equal(offer, offer_)) {
        offer_.assign(offer.begin(), offer.end());
        is_choice_ = ike::is_choice_of(request.sa(), response.sa());
        compared_ = true;
    }
    return is_choice_;
}

}  // namespace ikev2::session
