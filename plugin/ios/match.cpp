// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/match.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "plugin/ios/difference.h"

namespace ikev2::ios {

namespace {

using std::chrono::nanoseconds;

// How far a log's message may lie from a captured one that only exchange and Message ID name.
constexpr std::int64_t kFarthest = nanoseconds(std::chrono::seconds(30)).count();

std::string to_text(const Endpoint& endpoint) {
    return endpoint.address + ":" + std::to_string(endpoint.port);
}

class Orderer {
  public:
    explicit Orderer(OrderedCapture& capture) : capture_(capture) {}

    void take(const CaptureMessage& message) {
        const std::size_t sa = sa_of(message);
        take_hashes(message, capture_.sas[sa]);
        if (message.copy_of != 0) {
            if (const auto first = by_frame_.find(message.copy_of); first != by_frame_.end()) {
                capture_.messages[first->second].copies.push_back(message.frame);
                return;
            }
        }
        if (message.fragment) {
            const auto key = std::tuple(sa, message.exchange.number, message.message_id,
                                        message.response, message.initiator);
            if (const auto known = fragments_.find(key); known != fragments_.end()) {
                if (message.opened) {
                    capture_.messages[known->second].shown = &message;
                }
                return;
            }
            fragments_[key] = capture_.messages.size();
        }
        by_frame_[message.frame] = capture_.messages.size();
        capture_.messages.push_back({&message, message.frame, message.time, {message.frame}, sa});
    }

  private:
    // The first request has no responder's SPI yet.
    std::size_t sa_of(const CaptureMessage& message) {
        auto& known = by_initiator_[message.spis.initiator];
        for (const std::size_t sa : known) {
            SpiPair& spis = capture_.sas[sa].spis;
            if (spis.responder == message.spis.responder || message.spis.responder == 0 ||
                spis.responder == 0) {
                spis.responder = std::max(spis.responder, message.spis.responder);
                return sa;
            }
        }
        known.push_back(capture_.sas.size());
        CaptureSa& sa = capture_.sas.emplace_back();
        sa.spis = message.spis;
        sa.first_frame = message.frame;
        sa.first_time = message.time;
        return capture_.sas.size() - 1;
    }

    static void take_hashes(const CaptureMessage& message, CaptureSa& sa) {
        for (const auto& fits : {message.source_hash_fits, message.destination_hash_fits}) {
            sa.hashes_seen = sa.hashes_seen || fits.has_value();
            if (fits == false && !sa.nat) {
                sa.nat = true;
                sa.nat_frame = message.frame;
                sa.nat_addresses = to_text(message.source) + " to " + to_text(message.destination);
            }
        }
    }

    using FragmentKey = std::tuple<std::size_t, std::int32_t, std::uint32_t, std::optional<bool>,
                                   std::optional<bool>>;

    OrderedCapture& capture_;
    std::map<std::uint64_t, std::vector<std::size_t>> by_initiator_;
    std::map<std::uint32_t, std::size_t> by_frame_;
    std::map<FragmentKey, std::size_t> fragments_;
};

class Matcher {
  public:
    Matcher(const OrderedCapture& capture, const DebugLog& log) : capture_(capture), log_(log) {
        result_.captured_of.resize(log.messages().size());
        result_.logged_of.resize(capture.messages.size());
        result_.capture_sa.resize(log.sas().size());
        router_.resize(log.sas().size());
        for (const LoggedMessage& message : log.messages()) {
            result_.copies.push_back(message.copies);
        }
        for (std::size_t i = 0; i < capture.messages.size(); ++i) {
            const CaptureMessage& message = *capture.messages[i].shown;
            const Exchange exchange{message.exchange.number, message.message_id};
            by_exchange_[exchange].push_back(i);
            by_sa_[{capture.messages[i].sa, exchange}].push_back(i);
        }
        bind_by_spis();
    }

    Matching match() {
        match_all([&](const LoggedMessage& it) { return bound(it); }, true);
        find_offset();
        if (!result_.offset) {
            // Lengths alone, where they leave no choice, tell how the clocks differ.
            match_all([&](const LoggedMessage& it) { return !bound(it) && is_alone(it); }, true);
            find_offset();
        }
        match_all([](const LoggedMessage&) { return true; }, false);
        find_offset();
        merge_copies();
        match_lone_payloads();
        return std::move(result_);
    }

  private:
    using Exchange = std::pair<std::int32_t, std::uint32_t>;  // its type and Message ID

    [[nodiscard]] bool bound(const LoggedMessage& message) const {
        return result_.capture_sa[message.sa].has_value();
    }

    void bind_by_spis() {
        std::map<std::uint64_t, std::vector<std::size_t>> by_initiator;
        for (std::size_t i = 0; i < capture_.sas.size(); ++i) {
            by_initiator[capture_.sas[i].spis.initiator].push_back(i);
        }
        for (std::size_t i = 0; i < log_.sas().size(); ++i) {
            const LogSa& sa = log_.sas()[i];
            std::vector<std::size_t> fitting;
            const auto take = [&](const std::vector<std::size_t>& same_initiator) {
                for (const std::size_t it : same_initiator) {
                    const std::uint64_t responder = capture_.sas[it].spis.responder;
                    if (sa.spis.responder == 0 || responder == 0 ||
                        sa.spis.responder == responder) {
                        fitting.push_back(it);
                    }
                }
            };
            if (sa.spis.initiator != 0) {
                if (const auto known = by_initiator.find(sa.spis.initiator);
                    known != by_initiator.end()) {
                    take(known->second);
                }
            } else if (!sa.damaged_initiator.empty()) {
                for (const auto& [initiator, sas] : by_initiator) {
                    if (lacks_digits(sa.damaged_initiator, initiator)) {
                        take(sas);
                    }
                }
            }
            if (fitting.size() == 1) {
                result_.capture_sa[i] = fitting.front();
            }
        }
    }

    // What the capture has of the exchange; of the IKE SA alone, if that is known.
    [[nodiscard]] const std::vector<std::size_t>& candidates(const LoggedMessage& logged) const {
        static const std::vector<std::size_t> kNone;
        const Exchange exchange{logged.exchange.number, logged.message_id};
        const auto find = [](const auto& table,
                             const auto& key) -> const std::vector<std::size_t>& {
            const auto found = table.find(key);
            return found == table.end() ? kNone : found->second;
        };
        if (const auto& sa = result_.capture_sa[logged.sa]) {
            return find(by_sa_, std::pair(*sa, exchange));
        }
        return find(by_exchange_, exchange);
    }

    // Whether they can be the same message at all.
    [[nodiscard]] bool can_be(const LoggedMessage& logged, const CapturedMessage& captured) const {
        const CaptureMessage& message = *captured.shown;
        const auto& sa = result_.capture_sa[logged.sa];
        if (sa ? *sa != captured.sa : has_other_spis(log_.sas()[logged.sa], captured)) {
            return false;
        }
        if ((logged.initiator && message.initiator && *logged.initiator != *message.initiator) ||
            (logged.response && message.response && *logged.response != *message.response)) {
            return false;
        }
        const std::string& router = router_[logged.sa];
        if (!router.empty() && logged.direction != Direction::unknown) {
            const Endpoint& own =
                logged.direction == Direction::sent ? message.source : message.destination;
            return own.address == router;
        }
        return true;
    }

    [[nodiscard]] bool has_other_spis(const LogSa& sa, const CapturedMessage& captured) const {
        return sa.spis.initiator != 0 &&
               sa.spis.initiator != capture_.sas[captured.sa].spis.initiator;
    }

    [[nodiscard]] static bool has_other_length(const LoggedMessage& logged,
                                               const CapturedMessage& captured) {
        return logged.length && captured.shown->length &&
               *logged.length != *captured.shown->length && !captured.shown->fragment;
    }

    // How far apart they are; the lowest is the best.
    using Cost = std::tuple<bool, bool, std::int64_t, std::size_t>;
    [[nodiscard]] Cost cost(const LoggedMessage& logged, std::size_t index) const {
        const CapturedMessage& captured = capture_.messages[index];
        const bool list = captured.shown->opened && !logged.payloads.empty() &&
                          logged.form == DumpForm::dump &&
                          !same_payload_list(*captured.shown, logged);
        return {has_other_length(logged, captured), list, distance(logged, captured).value_or(0),
                index};
    }

    [[nodiscard]] std::optional<std::int64_t> distance(const LoggedMessage& logged,
                                                       const CapturedMessage& captured) const {
        if (!result_.offset || !logged.time) {
            return std::nullopt;
        }
        return std::abs(captured.time - *logged.time - *result_.offset);
    }

    [[nodiscard]] std::optional<std::size_t> best(const LoggedMessage& logged, bool by_length,
                                                  bool used) const {
        if (logged.header_missing) {
            return std::nullopt;
        }
        std::optional<std::size_t> found;
        Cost lowest;
        for (const std::size_t index : candidates(logged)) {
            const CapturedMessage& captured = capture_.messages[index];
            if (result_.logged_of[index].has_value() != used || !can_be(logged, captured)) {
                continue;
            }
            const Cost its = cost(logged, index);
            if (!bound(logged)) {
                // Nothing but length and time tells these from another SA's.
                const auto far = distance(logged, captured);
                if ((std::get<0>(its) && (by_length || !far)) || (far && *far > kFarthest)) {
                    continue;
                }
            }
            if (!found || its < lowest) {
                found = index;
                lowest = its;
                if (its == Cost(false, false, 0, index)) {
                    break;  // the others that are as near come later
                }
            }
        }
        return found;
    }

    [[nodiscard]] bool is_alone(const LoggedMessage& logged) const {
        bool found = false;
        for (const std::size_t index : candidates(logged)) {
            const CapturedMessage& captured = capture_.messages[index];
            if (can_be(logged, captured) && !has_other_length(logged, captured)) {
                if (found) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    template <typename Which>
    void match_all(Which which, bool by_length) {
        // First those that are alike, so that one that is not cannot take another's place.
        for (const bool alike : {true, false}) {
            for (std::size_t i = 0; i < log_.messages().size(); ++i) {
                const LoggedMessage& logged = log_.messages()[i];
                if (result_.captured_of[i] || logged.header_missing || !which(logged)) {
                    continue;
                }
                const auto index = best(logged, by_length, false);
                if (index && (!alike || !std::get<0>(cost(logged, *index)))) {
                    join(i, *index);
                }
            }
        }
    }

    void join(std::size_t logged, std::size_t captured) {
        result_.captured_of[logged] = captured;
        result_.logged_of[captured] = logged;
        const LoggedMessage& message = log_.messages()[logged];
        const CapturedMessage& other = capture_.messages[captured];
        result_.capture_sa[message.sa] = other.sa;
        if (router_[message.sa].empty() && message.direction != Direction::unknown) {
            router_[message.sa] = message.direction == Direction::sent
                                      ? other.shown->source.address
                                      : other.shown->destination.address;
        }
    }

    void find_offset() {
        std::vector<std::int64_t> offsets;
        for (std::size_t i = 0; i < log_.messages().size(); ++i) {
            const LoggedMessage& message = log_.messages()[i];
            if (result_.captured_of[i] && message.time) {
                offsets.push_back(capture_.messages[*result_.captured_of[i]].time - *message.time);
            }
        }
        if (!offsets.empty()) {
            const auto middle = offsets.begin() + static_cast<std::ptrdiff_t>(offsets.size() / 2);
            std::nth_element(offsets.begin(), middle, offsets.end());
            result_.offset = *middle;
        }
    }

    // The responder shows the first request without any number, so its copies look like requests of
    // other IKE SAs.
    void merge_copies() {
        for (std::size_t i = 0; i < log_.messages().size(); ++i) {
            const LoggedMessage& message = log_.messages()[i];
            if (result_.captured_of[i] || bound(message) || message.sa_id) {
                continue;
            }
            const auto index = best(message, true, true);
            if (!index) {
                continue;
            }
            std::vector<LineRange>& copies = result_.copies[*result_.logged_of[*index]];
            if (copies.size() < capture_.messages[*index].copies.size()) {
                result_.captured_of[i] = *index;
                copies.insert(copies.end(), message.copies.begin(), message.copies.end());
            }
        }
    }

    // Payloads without their header: the message that lists the same ones at that time.
    void match_lone_payloads() {
        for (std::size_t i = 0; i < log_.messages().size(); ++i) {
            const LoggedMessage& message = log_.messages()[i];
            if (!message.header_missing) {
                continue;
            }
            std::optional<std::size_t> found;
            for (std::size_t j = 0; j < capture_.messages.size(); ++j) {
                const CapturedMessage& captured = capture_.messages[j];
                const auto far = distance(message, captured);
                if (result_.logged_of[j] || !captured.shown->opened || !captured.shown->encrypted ||
                    !same_payload_list(*captured.shown, message) || (far && *far > kFarthest)) {
                    continue;
                }
                if (!found || far < distance(message, capture_.messages[*found])) {
                    found = j;
                }
            }
            if (found) {
                result_.captured_of[i] = found;
                result_.logged_of[*found] = i;
            }
        }
    }

    const OrderedCapture& capture_;
    const DebugLog& log_;
    Matching result_;
    std::vector<std::string> router_;  // of each SA of the log: the router's address in the capture
    std::map<Exchange, std::vector<std::size_t>> by_exchange_;
    std::map<std::pair<std::size_t, Exchange>, std::vector<std::size_t>> by_sa_;
};

}  // namespace

OrderedCapture::OrderedCapture(std::span<const CaptureMessage> all) {
    Orderer orderer(*this);
    for (const CaptureMessage& message : all) {
        orderer.take(message);
    }
    if (!all.empty()) {
        const auto [first, last] = std::minmax_element(
            all.begin(), all.end(), [](const auto& a, const auto& b) { return a.time < b.time; });
        first_time = first->time;
        last_time = last->time;
    }
}

Matching match(const OrderedCapture& capture, const DebugLog& log) {
    return Matcher(capture, log).match();
}

std::string write_spi(std::uint64_t spi) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string text(PrintedSpi::kDigits, '0');
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, spi >>= 4U) {
        *digit = kDigits[spi & 0xfU];
    }
    return text;
}

bool lacks_digits(const std::string& digits, std::uint64_t spi) {
    const std::string whole = write_spi(spi);
    constexpr std::size_t kMostMissing = 4;
    if (digits.size() >= PrintedSpi::kDigits ||
        digits.size() < PrintedSpi::kDigits - kMostMissing) {
        return false;
    }
    const char* at = whole.c_str();
    for (const char digit : digits) {
        const char upper = static_cast<char>(std::toupper(static_cast<unsigned char>(digit)));
        while (*at != 0 && *at != upper) {
            ++at;
        }
        if (*at == 0) {
            return false;
        }
        ++at;
    }
    return true;
}

}  // namespace ikev2::ios
