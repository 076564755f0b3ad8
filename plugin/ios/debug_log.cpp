// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/debug_log.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "plugin/iana/exchange_types.h"

namespace ikev2::ios {

namespace {

// A router answers within a window of a few messages; older ones are not sent again.
constexpr std::size_t kRecent = 16;

// An SA without its number: outside of any that a router gives.
constexpr std::uint32_t kNoSaId = 0xffffffff;

bool is_first_request(const LogMessage& message) {
    return message.exchange.number == iana::exchange::IKE_SA_INIT && message.response == false &&
           !message.header_missing;
}

bool same_payloads(const LogMessage& a, const LogMessage& b) {
    return std::equal(a.payloads.begin(), a.payloads.end(), b.payloads.begin(), b.payloads.end(),
                      [](const Payload& one, const Payload& other) {
                          return one.type.number == other.type.number &&
                                 one.kind.number == other.kind.number && one.length == other.length;
                      });
}

}  // namespace

DebugLog::DebugLog(std::string name, int year)
    : name_(std::move(name)), year_(year), reader_(*this) {}

void DebugLog::finish() {
    reader_.finish();
    // A message comes when all of it was shown: those of other IKE SAs may have come between.
    std::stable_sort(messages_.begin(), messages_.end(),
                     [](const auto& a, const auto& b) { return a.first_line < b.first_line; });
}

// Stamps without a year start again in January.
std::optional<std::int64_t> DebugLog::take_time(const std::optional<Stamp>& stamp) {
    if (!stamp) {
        return std::nullopt;
    }
    std::int64_t time = stamp->time(year_);
    if (stamp->year == 0 && stamp->month != 0 && last_time_) {
        constexpr std::int64_t kHalfYear =
            std::chrono::nanoseconds(std::chrono::hours(24 * 180)).count();
        if (*last_time_ - time > kHalfYear) {
            ++year_;
            time = stamp->time(year_);
        }
    }
    if (!first_time_) {
        first_time_ = time;
    }
    last_time_ = time;
    return time;
}

std::size_t DebugLog::new_sa(std::uint32_t line, std::optional<std::int64_t> time) {
    LogSa& sa = sas_.emplace_back();
    sa.first_line = line;
    sa.first_time = time;
    return sas_.size() - 1;
}

std::optional<std::size_t> DebugLog::find_sa(SpiPair spis) const {
    const auto found = by_initiator_.find(spis.initiator);
    if (found == by_initiator_.end()) {
        return std::nullopt;
    }
    const auto& candidates = found->second;
    const auto it = std::find_if(candidates.rbegin(), candidates.rend(), [&](std::size_t sa) {
        const std::uint64_t responder = sas_[sa].spis.responder;
        return responder == 0 || spis.responder == 0 || responder == spis.responder;
    });
    return it == candidates.rend() ? std::nullopt : std::optional(*it);
}

std::size_t DebugLog::sa_of_id(std::uint32_t sa_id, std::uint32_t line,
                               std::optional<std::int64_t> time) {
    const auto found = current_.find(sa_id);
    if (found != current_.end()) {
        return found->second;
    }
    return current_[sa_id] = new_sa(line, time);
}

// Whether a first request under the SA's number begins a new negotiation.
bool DebugLog::is_set_up(std::size_t sa) const {
    const auto recent = recent_.find(sa);
    return recent != recent_.end() &&
           (sas_[sa].spis.responder != 0 ||
            std::any_of(recent->second.begin(), recent->second.end(),
                        [&](std::size_t index) { return messages_[index].message_id != 0; }));
}

std::size_t DebugLog::sa_of(const LogMessage& message, std::optional<std::int64_t> time) {
    const std::uint32_t id = message.sa_id.value_or(kNoSaId);
    if (message.spis && message.spis->initiator.usable()) {
        const SpiPair spis{message.spis->initiator.value,
                           message.spis->responder.whole() ? message.spis->responder.value : 0};
        const auto known = find_sa(spis);
        const std::size_t sa = known ? *known : new_sa(message.first_line, time);
        learn_spis(sa, *message.spis, message.first_line);
        if (message.sa_id) {
            current_[id] = sa;
        }
        return sa;
    }
    if (message.sa_id) {
        const auto known = current_.find(id);
        if (is_first_request(message) && known != current_.end() && is_set_up(known->second)) {
            return current_[id] = new_sa(message.first_line, time);
        }
        const std::size_t sa = sa_of_id(id, message.first_line, time);
        if (message.spis) {
            learn_spis(sa, *message.spis, message.first_line);
        }
        return sa;
    }
    // The responder's first dump comes before its IKE SA has a number.
    const std::size_t sa = new_sa(message.first_line, time);
    if (is_first_request(message)) {
        nameless_ = sa;
    }
    return sa;
}

void DebugLog::note_damage(std::size_t sa, const PrintedSpi& spi, bool initiator,
                           std::uint32_t line) {
    const auto known = std::find_if(damaged_.begin(), damaged_.end(), [&](const DamagedSpi& it) {
        return it.text == spi.text && it.initiator == initiator && it.sa == sa;
    });
    if (known != damaged_.end()) {
        ++known->count;
        return;
    }
    damaged_.push_back({spi.text, initiator, line, 1, sa});
}

void DebugLog::learn_spis(std::size_t sa, const PrintedSpis& spis, std::uint32_t line) {
    LogSa& it = sas_[sa];
    if (spis.initiator.usable()) {
        if (it.spis.initiator == 0) {
            it.spis.initiator = spis.initiator.value;
            by_initiator_[spis.initiator.value].push_back(sa);
        }
    } else if (!spis.initiator.whole()) {
        note_damage(sa, spis.initiator, true, line);
        it.damaged_initiator = spis.initiator.text;
    }
    if (spis.responder.usable()) {
        it.spis.responder = spis.responder.value;
    } else if (!spis.responder.whole()) {
        note_damage(sa, spis.responder, false, line);
    }
}

bool DebugLog::is_copy(const LoggedMessage& of, const LoggedMessage& message) const {
    return of.exchange.number == message.exchange.number && of.message_id == message.message_id &&
           of.response == message.response && of.initiator == message.initiator &&
           of.direction == message.direction && of.length == message.length &&
           of.form == message.form && of.header_missing == message.header_missing &&
           same_payloads(of, message);
}

void DebugLog::take_message(LogMessage&& message) {
    LoggedMessage it;
    static_cast<LogMessage&>(it) = std::move(message);
    it.time = take_time(it.stamp);
    it.sa = sa_of(it, it.time);
    it.copies.push_back({it.first_line, it.last_line});
    std::vector<std::size_t>& recent = recent_[it.sa];
    if (!it.header_missing) {
        const auto copied = std::find_if(recent.begin(), recent.end(), [&](std::size_t index) {
            return is_copy(messages_[index], it);
        });
        if (copied != recent.end()) {
            LoggedMessage& first = messages_[*copied];
            first.copies.push_back({it.first_line, it.last_line});
            if (it.resent && first.unshown_copies != 0) {
                --first.unshown_copies;
            }
            return;
        }
    }
    if (recent.size() == kRecent) {
        recent.erase(recent.begin());
    }
    recent.push_back(messages_.size());
    messages_.push_back(std::move(it));
}

void DebugLog::take_state(const LogEvent& event, std::optional<std::int64_t> time) {
    if (!event.spis) {
        return;
    }
    const std::uint32_t id = event.sa_id.value_or(kNoSaId);
    const SpiPair spis{event.spis->initiator.usable() ? event.spis->initiator.value : 0,
                       event.spis->responder.whole() ? event.spis->responder.value : 0};
    std::optional<std::size_t> sa;
    if (const auto known = current_.find(id); known != current_.end()) {
        const SpiPair& has = sas_[known->second].spis;
        const bool fits =
            (has.initiator == 0 || spis.initiator == 0 || has.initiator == spis.initiator) &&
            (has.responder == 0 || spis.responder == 0 || has.responder == spis.responder);
        if (fits) {
            sa = known->second;
        }
    }
    if (!sa && spis.initiator != 0) {
        sa = find_sa(spis);
    }
    if (!sa && nameless_ && event.role == 'R' && event.message_id == 0) {
        sa = nameless_;
        nameless_.reset();
    }
    if (!sa) {
        sa = new_sa(event.line, time);
    }
    current_[id] = *sa;
    learn_spis(*sa, *event.spis, event.line);
    std::string& last = last_state_[*sa];
    if (last != event.state) {
        last = event.state;
        states_.push_back({*sa, event.line, last, std::string(event.event)});
    }
}

void DebugLog::take_event(const LogEvent& event) {
    const std::optional<std::int64_t> time = take_time(event.stamp);
    if (event.kind == LogEventKind::state) {
        take_state(event, time);
        return;
    }
    if (!event.sa_id) {
        return;
    }
    const std::size_t sa = sa_of_id(*event.sa_id, event.line, time);
    if (event.kind == LogEventKind::nat_found || event.kind == LogEventKind::nat_not_found) {
        sas_[sa].nat = event.kind == LogEventKind::nat_found;
        sas_[sa].nat_line = event.line;
    } else if (event.kind == LogEventKind::retransmission) {
        const std::vector<std::size_t>& recent = recent_[sa];
        const auto sent = std::find_if(recent.rbegin(), recent.rend(), [&](std::size_t index) {
            return messages_[index].direction == Direction::sent;
        });
        if (sent != recent.rend()) {
            ++messages_[*sent].unshown_copies;
        }
    }
}

void DebugLog::take_other_line(std::uint32_t line, std::string_view text) {
    if (others_.size() < most_other_lines_) {
        others_.push_back({line, std::string(text)});
    }
}

}  // namespace ikev2::ios
