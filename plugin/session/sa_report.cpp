// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/sa_report.h"

#include <algorithm>
#include <map>
#include <utility>

#include "plugin/iana/auth_methods.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/session/message_layout.h"
#include "plugin/session/nat_watch.h"
#include "plugin/session/value_text.h"

namespace ikev2::session {

namespace {

using Unanswered = ExchangeTracker::Unanswered;
using LostFragments = SaJournal::LostFragments;

constexpr unsigned kSpiDigits = 16;

// What an IKE SA's conclusion is drawn from when no message decided.
struct Evidence {
    const SaJournal& journal;
    const SaHistory& history;
    const IkeSa& sa;
    std::vector<Unanswered> unanswered;
    std::vector<LostFragments> lost;
};

std::string name_of(std::uint8_t type, std::uint16_t id) {
    return transform_text(type, id, 0);
}

std::string exchange_name(std::uint8_t type) {
    const iana::Entry* entry = iana::exchange::registry.find(type);
    return entry != nullptr ? entry->name : "Exchange " + std::to_string(type);
}

std::string frame_text(std::uint32_t frame) {
    return "frame " + std::to_string(frame);
}

std::string times_text(const Unanswered& request) {
    if (request.transmissions == 1) {
        return "sent once, in " + frame_text(request.first->frame);
    }
    return "sent " + std::to_string(request.transmissions) + " times in " +
           seconds_text(request.last->time - request.first->time) + ", last in " +
           frame_text(request.last->frame);
}

std::string fragments_text(const LostFragments& lost) {
    return "of the " + exchange_name(lost.exchange_type) +
           (lost.response ? " response" : " request") + " with Message ID " +
           std::to_string(lost.message_id) + " only " + std::to_string(lost.seen) + " of " +
           std::to_string(lost.total) + " fragments were seen";
}

struct Conclusion {
    Cause cause{};
    Outcome outcome{};
    std::uint32_t frame = 0;
    std::string detail;
};

Conclusion concluded(Cause cause, std::uint32_t frame, std::string detail = {}) {
    return {cause, row_of(cause).outcome, frame, std::move(detail)};
}

// Why a negotiation did not get beyond IKE_SA_INIT.
Conclusion conclude_init(const Evidence& it) {
    const SaHistory& history = it.history;
    for (const Unanswered& request : it.unanswered) {
        if (makes_ike_sa(request.exchange_type)) {
            return concluded(Cause::no_reply, request.last->frame,
                             std::string("to ") +
                                 iana::exchange::registry.name(request.exchange_type) + ", " +
                                 times_text(request));
        }
    }
    if (history.last_round > history.init_request) {
        const bool cookie = history.last_round_notify == iana::notify::COOKIE;
        return concluded(cookie ? Cause::cookie_unanswered : Cause::invalid_ke_payload,
                         history.last_round);
    }
    return concluded(Cause::no_beginning, history.first_frame);
}

Conclusion conclude(const Evidence& it) {
    const SaHistory& history = it.history;
    if (history.verdict != nullptr) {
        const Verdict& verdict = *history.verdict;
        std::string detail = verdict.detail != nullptr ? verdict.detail : "";
        return {verdict.cause, verdict.outcome, verdict.frame, std::move(detail)};
    }
    const bool answered = history.auth_response != 0;
    for (const LostFragments& lost : it.lost) {
        if (lost.exchange_type == iana::exchange::IKE_AUTH &&
            !(answered && history.later_exchange != 0)) {
            return concluded(Cause::fragments_lost, lost.frame, fragments_text(lost));
        }
    }
    for (const Unanswered& request : it.unanswered) {
        if (request.exchange_type == iana::exchange::IKE_AUTH) {
            return concluded(Cause::no_reply, request.last->frame,
                             "to IKE_AUTH, " + times_text(request));
        }
    }
    if (answered && history.short_refusal) {
        return concluded(Cause::refused_unread, history.auth_response);
    }
    if (answered && history.auth_read) {
        return concluded(Cause::unfinished, history.auth_response);
    }
    if (answered) {
        return concluded(
            history.later_exchange != 0 ? Cause::seen_established : Cause::not_decrypted,
            history.auth_response);
    }
    if (history.init_response != 0) {
        return concluded(Cause::half_open, history.init_response);
    }
    if (history.init_request != 0 || history.last_round != 0) {
        return conclude_init(it);
    }
    return concluded(Cause::no_beginning, history.first_frame);
}

SideReport report_of(const SideHistory& side, const Side& known, Nat nat) {
    SideReport report;
    report.address = address_text(side.first_address, side.first_address_length);
    report.port = side.first_port;
    report.last_address = address_text(side.address, side.address_length);
    report.last_port = side.port;
    report.id = identity_text(known.id_body);
    if (side.auth.method != 0) {
        const char* name = iana::auth::registry.name(side.auth.method, nullptr);
        report.auth = name != nullptr ? name : "method " + std::to_string(side.auth.method);
    }
    if (side.auth.verified || side.auth.wrong) {
        report.verified = side.auth.verified;
        report.auth_by = source_text(side.auth);
    }
    report.nat = nat == Nat::unknown ? "" : nat == Nat::present ? "yes" : "no";
    report.fragmentation = side.supports_fragmentation;
    report.mobike = side.supports_mobike;
    report.window = side.window;
    report.liveness_checks = side.liveness_checks;
    return report;
}

ChildReport report_of(const ChildSa& child, const Capture& capture) {
    using namespace iana::transform_type;
    ChildReport report;
    const ChildHistory history = capture.journal().child(child.number);
    report.spis = child.spis;
    report.protocol = iana::protocol::registry.name(child.protocol);
    if (child.protocol == iana::protocol::ESP) {
        report.encr = name_of(ENCR, child.encr_id);
        report.key_bits = child.key_bits;
    }
    if (child.integ_id != 0) {
        report.integ = name_of(INTEG, child.integ_id);
    }
    report.esn = child.esn_id == iana::esn::ESN;
    report.transport_mode = child.transport_mode;
    if (child.answer != nullptr) {
        report.ts = {selector_texts(child.answer->tsi()), selector_texts(child.answer->tsr())};
    }
    report.packets = capture.esp().packets(child.number);
    report.octets = capture.esp().octets(child.number);
    report.pfs = child.key_exchange;
    if (child.key_exchange && child.response != nullptr) {
        report.dh_group = child.response->ke_method;
        report.dh_group_name = name_of(KE, report.dh_group);
    }
    report.narrowed = history.narrowed;
    report.frame = child.frame;
    report.deleted = history.deleted;
    if (history.replaces_known) {
        report.replaces = capture.children()[history.replaces].spis;
    }
    return report;
}

void set_suite(SaReport& report, const Suite& suite) {
    using namespace iana::transform_type;
    report.encr = name_of(ENCR, suite.encr_id);
    report.key_bits = suite.key_bits;
    if (suite.prf_id != 0) {
        report.prf = name_of(PRF, suite.prf_id);
    }
    if (suite.integ_id != 0) {
        report.integ = name_of(INTEG, suite.integ_id);
    }
    if (suite.ke_method != 0) {
        report.dh_group = suite.ke_method;
        report.dh_group_name = name_of(KE, suite.ke_method);
    }
}

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) {
        names.push_back(name);
    }
}

// The names of error notifies come first, then what else went wrong.
void set_errors(SaReport& report, const Evidence& it) {
    for (const std::uint16_t type : it.history.errors) {
        const char* name = iana::notify::name(type, nullptr);
        add_once(report.errors, name != nullptr ? name : std::to_string(type));
    }
    if (report.outcome == Outcome::failed) {
        add_once(report.errors, report.cause);
    }
    if (std::ranges::any_of(report.sides, [](const SideReport& side) {
            return side.verified.has_value() && !*side.verified;
        })) {
        add_once(report.errors, "AUTH_WRONG");
    }
    if (it.history.integrity_failures != 0) {
        add_once(report.errors, "INTEGRITY_CHECK_FAILED");
    }
    if (!it.lost.empty()) {
        add_once(report.errors, row_of(Cause::fragments_lost).name);
    }
    if (!it.unanswered.empty()) {
        add_once(report.errors, "NO_RESPONSE");
    }
    for (const EventReport& event : report.events) {
        if (event.weight == Weight::warning) {
            add_once(report.errors, event.name);
        }
    }
}

// Events that the end of the capture tells.
void add_late_events(SaReport& report, const Evidence& it) {
    for (const Unanswered& request : it.unanswered) {
        report.events.push_back({request.last->frame, "NO_RESPONSE", Weight::warning,
                                 "No response to " + exchange_name(request.exchange_type) +
                                     " with Message ID " + std::to_string(request.message_id) +
                                     ", " + times_text(request)});
    }
    for (const LostFragments& lost : it.lost) {
        report.events.push_back(
            {lost.frame, row_of(Cause::fragments_lost).name, Weight::warning,
             std::string(row_of(Cause::fragments_lost).text) + ": " + fragments_text(lost)});
    }
    std::ranges::stable_sort(report.events, {}, &EventReport::frame);
}

void set_verdict(SaReport& report, const Evidence& it) {
    Conclusion conclusion = conclude(it);
    const CauseRow& row = row_of(conclusion.cause);
    // The refusing side may have shown what it accepts only later.
    const auto& offer = it.sa.side(Sender::initiator).init;
    const SideHistory& refuser = it.history.side(Sender::responder);
    if (conclusion.cause == Cause::no_proposal_chosen && offer != nullptr &&
        it.history.auth_response == 0) {
        std::string closest =
            it.journal.closest_to(*offer, refuser.address, refuser.address_length);
        if (!closest.empty()) {
            conclusion.detail = std::move(closest);
        }
    }
    report.outcome = conclusion.outcome;
    report.verdict = name_of(conclusion.outcome);
    report.cause = row.name;
    report.verdict_frame = conclusion.frame;
    report.verdict_text = conclusion.outcome == Outcome::partial
                              ? std::string("IKE SA established, its CHILD_SA not: ") + row.text
                              : row.text;
    if (!conclusion.detail.empty()) {
        report.verdict_text += ": " + conclusion.detail;
    }
}

}  // namespace

std::vector<SaReport> report_of(const Capture& capture) {
    const SaJournal& journal = capture.journal();
    std::map<std::uint32_t, std::vector<Unanswered>> unanswered;
    for (const Unanswered& request : capture.exchanges().unanswered()) {
        unanswered[request.sa].push_back(request);
    }
    std::map<std::uint32_t, std::vector<EventReport>> events;
    for (const Finding& finding : journal.findings()) {
        const FindingRow& row = row_of(finding.kind);
        std::string text = row.text;
        if (finding.detail != nullptr) {
            text += std::string(": ") + finding.detail;
        }
        events[finding.sa].push_back({finding.frame, row.name, row.weight, std::move(text)});
    }
    std::map<std::uint32_t, std::vector<ChildReport>> children;
    for (const ChildSa& child : capture.children()) {
        children[child.ike->number].push_back(report_of(child, capture));
    }

    std::vector<SaReport> reports;
    capture.ike_sas().for_each([&](const IkeSa& sa) {
        const SaHistory* history = journal.history(sa.number);
        if (history == nullptr || (history->messages == 0 && history->verdict == nullptr)) {
            return;
        }
        const Evidence evidence{journal, *history, sa, std::move(unanswered[sa.number]),
                                journal.lost_fragments(sa.number)};
        SaReport& report = reports.emplace_back();
        report.number = sa.number;
        report.lineage = sa.lineage;
        report.spi_i = hex_text(sa.spis.initiator, kSpiDigits);
        report.spi_r = hex_text(sa.spis.responder, kSpiDigits);
        const std::array<Nat, 2> nat = nat_of(*history, sa.spis);
        for (const Sender side : {Sender::initiator, Sender::responder}) {
            report.sides[index_of(side)] =
                report_of(history->side(side), sa.side(side), nat.at(index_of(side)));
        }
        if (sa.suite) {
            set_suite(report, *sa.suite);
        }
        report.eap = history->eap;
        report.nat_t = history->nat_t;
        report.fragments = history->fragments;
        report.auth_lifetime = history->auth_lifetime;
        report.messages = history->messages;
        report.encrypted = history->encrypted;
        report.decrypted = history->decrypted;
        report.retransmissions = history->retransmissions;
        report.duplicates = history->duplicates;
        report.first_frame = history->first_frame;
        report.last_frame = history->last_frame;
        report.duration = history->last_time - history->first_time;
        if (sa.rekeyed_from != nullptr) {
            report.rekeyed_from = sa.rekeyed_from->number;
            report.rekeyed_from_spis = spis_text(sa.rekeyed_from->spis);
        }
        if (history->rekeyed_to != nullptr) {
            report.rekeyed_to = history->rekeyed_to->number;
        }
        report.deleted = history->deleted;
        if (history->deleted != 0) {
            report.deleted_by = role_of(history->deleted_by);
        }
        set_verdict(report, evidence);
        report.events = std::move(events[sa.number]);
        add_late_events(report, evidence);
        report.children = std::move(children[sa.number]);
        set_errors(report, evidence);
    });
    return reports;
}

}  // namespace ikev2::session
