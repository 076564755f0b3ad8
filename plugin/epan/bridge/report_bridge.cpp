// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/report_bridge.h"

#include "plugin/epan/bridge/state.h"
#include "plugin/session/sa_text.h"

namespace ikev2::epan {

SaReports bridge_make_reports() noexcept {
    try {
        State* state = bridge_state();
        if (state == nullptr || state->capture == nullptr) {
            return {};
        }
        state->reports = session::report_of(*state->capture);
        return {state->reports.data(), state->reports.size()};
    } catch (...) {
        return {};
    }
}

const char* bridge_report_text(const session::SaReport& report) noexcept {
    try {
        State* state = bridge_state();
        if (state == nullptr) {
            return "";
        }
        state->report_text = session::to_text(report);
        return state->report_text.c_str();
    } catch (...) {
        return "";
    }
}

std::uint64_t bridge_spi(std::uint32_t sa, bool initiator) noexcept {
    const State* state = bridge_state();
    if (state == nullptr || state->capture == nullptr || sa >= state->capture->ike_sas().size()) {
        return 0;
    }
    const SpiPair& spis = state->capture->ike_sas()[sa].spis;
    return initiator ? spis.initiator : spis.responder;
}

}  // namespace ikev2::epan
