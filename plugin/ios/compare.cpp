// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/compare.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <tuple>
#include <utility>

#include "plugin/ios/difference.h"
#include "plugin/ios/log_writer.h"
#include "plugin/ios/match.h"
#include "plugin/ios/names.h"

namespace ikev2::ios {

namespace {

constexpr std::int64_t kSecond = std::chrono::nanoseconds(std::chrono::seconds(1)).count();
// What a router does about a message takes it less.
constexpr std::int64_t kBefore = kSecond;
constexpr std::int64_t kAtEnd = kSecond / 2;
// A router gives up after about as long.
constexpr std::int64_t kAfterCapture = 60 * kSecond;

// Of a frame; a router goes through fewer. And how many of all IKE SAs are looked at for that.
constexpr std::size_t kMostStates = 32;
constexpr std::ptrdiff_t kFarthestState = 4096;

constexpr const char* kNotCaptured =
    "it was lost between the router and the point of capture, or a filter dropped it";
constexpr const char* kNeverArrived =
    "the router sent it, and it never came to the point of capture: look for what drops it between";
constexpr const char* kNotLogged =
    "the router did not get it, or its debug lost lines: look for what drops it behind the capture";
constexpr const char* kNotSent = "the debug lost lines, or another device sent it";
constexpr const char* kRetransmitted =
    "copies or their answers were lost on the way, or came too late";
constexpr const char* kNat =
    "a NAT changed addresses or ports between the point of capture and one of the peers";
constexpr const char* kDigits = "the debug lost digits of this SPI when it was printed or copied";
constexpr const char* kHeaderLost = "the debug shows its payloads, but lost the line of its header";

std::string title(const Message& message) {
    std::string text = message.exchange.known() ? exchange_names.write(message.exchange.number)
                                                : message.exchange.text;
    if (message.response) {
        text += *message.response ? " response" : " request";
    }
    return text + ", ID " + std::to_string(message.message_id);
}

std::string description(const Message& message, const std::vector<Payload>& payloads) {
    std::string text = message.length ? "length " + std::to_string(*message.length) : "shown";
    if (const std::string names = write_names(payloads); !names.empty()) {
        text += ": " + names;
    }
    return text;
}

std::string times(std::size_t count) {
    return count == 1 ? "once" : std::to_string(count) + " times";
}

class LogComparison {
  public:
    LogComparison(const OrderedCapture& capture, const DebugLog& log, std::size_t index,
                  Comparison& result)
        : capture_(capture),
          log_(log),
          index_(index),
          result_(result),
          matching_(match(capture, log)) {}

    LogSummary compare() {
        summary_.clock_offset = matching_.offset;
        const bool any = std::any_of(matching_.captured_of.begin(), matching_.captured_of.end(),
                                     [](const auto& it) { return it.has_value(); });
        if (!any) {
            summary_.outside_capture = static_cast<std::uint32_t>(log_.messages().size());
            summary_.outside_log = static_cast<std::uint32_t>(capture_.messages.size());
            return summary_;
        }
        shows_inside_ =
            std::any_of(log_.messages().begin(), log_.messages().end(), [](const auto& it) {
                return it.direction == Direction::sent && !it.payloads.empty() &&
                       (it.header_missing || it.encrypted);
            });
        for (std::size_t i = 0; i < log_.messages().size(); ++i) {
            take_logged(i);
        }
        for (std::size_t i = 0; i < capture_.messages.size(); ++i) {
            take_captured(i);
        }
        compare_nat();
        name_damaged_spis();
        return summary_;
    }

  private:
    void add(FindingKind kind, std::uint32_t frame, std::uint32_t line, std::string what,
             std::string in_capture, std::string in_debug, const char* meaning) {
        result_.findings.push_back({kind, frame, index_, line, std::move(what),
                                    std::move(in_capture), std::move(in_debug), meaning});
    }

    void take_logged(std::size_t i) {
        const LoggedMessage& logged = log_.messages()[i];
        const auto& index = matching_.captured_of[i];
        if (!index) {
            take_uncaptured(logged);
            return;
        }
        if (matching_.logged_of[*index] != i) {
            return;  // a copy of another
        }
        const CapturedMessage& captured = capture_.messages[*index];
        const std::size_t before = result_.findings.size();
        if (logged.header_missing) {
            add(FindingKind::debug_inconsistent, captured.frame, logged.first_line,
                title(*captured.shown), description(*captured.shown, captured.shown->payloads),
                "payloads without a header: " + write_names(logged.payloads), kHeaderLost);
        }
        for (Difference& it : contradictions(logged, shows_inside_)) {
            it.in_capture =
                description(*captured.shown, captured.shown->opened ? captured.shown->payloads
                                                                    : std::vector<Payload>());
            add(it, logged, captured);
        }
        for (Difference& it : differences(*captured.shown, logged)) {
            add(it, logged, captured);
        }
        compare_copies(i, captured);
        ++summary_.compared;
        summary_.equal += result_.findings.size() == before ? 1 : 0;
        add_frames(i, captured);
        last_frame_ = captured.frame;
    }

    void add(Difference& it, const LoggedMessage& logged, const CapturedMessage& captured) {
        std::string what = title(*captured.shown);
        if (!it.where.empty()) {
            what += ": " + it.where;
        } else if (it.kind == FindingKind::length) {
            what += ": length";
        } else if (it.kind == FindingKind::payloads) {
            what += ": payloads";
        }
        const std::uint32_t line = it.line != 0 ? it.line : logged.first_line;
        add(it.kind, captured.frame, line, std::move(what), std::move(it.in_capture),
            std::move(it.in_debug), it.meaning);
    }

    void compare_copies(std::size_t i, const CapturedMessage& captured) {
        const LoggedMessage& logged = log_.messages()[i];
        const std::size_t shown = matching_.copies[i].size() + logged.unshown_copies;
        if (shown != captured.copies.size() && !captured.shown->fragment) {
            const std::uint32_t frame =
                captured.copies.size() > 1 ? captured.copies[1] : captured.frame;
            const std::uint32_t line = matching_.copies[i].back().first;
            add(FindingKind::retransmit, frame, line, title(*captured.shown),
                times(captured.copies.size()), times(shown), kRetransmitted);
        }
    }

    void add_frames(std::size_t i, const CapturedMessage& captured) {
        const LoggedMessage& logged = log_.messages()[i];
        const std::vector<LineRange>& copies = matching_.copies[i];
        for (std::size_t k = 0; k < captured.copies.size(); ++k) {
            const LineRange lines = copies[std::min(k, copies.size() - 1)];
            result_.frames.push_back({captured.copies[k], index_, lines, logged.direction,
                                      logged.sa, states_after(logged.sa, lines)});
        }
    }

    // The states between this message and the next of its IKE SA.
    [[nodiscard]] std::vector<StateChange> states_after(std::size_t sa, LineRange lines) const {
        const auto by_line = [](const auto& it, std::uint32_t line) { return line_of(it) < line; };
        std::vector<StateChange> states;
        const auto& messages = log_.messages();
        auto next = std::lower_bound(messages.begin(), messages.end(), lines.last + 1, by_line);
        auto state =
            std::lower_bound(log_.states().begin(), log_.states().end(), lines.first, by_line);
        const auto last =
            state + std::min(kFarthestState, std::distance(state, log_.states().end()));
        for (; state != last && states.size() < kMostStates; ++state) {
            while (next != messages.end() && (next->sa != sa || next->first_line <= lines.last)) {
                ++next;
            }
            if (next != messages.end() && state->line >= next->first_line) {
                break;
            }
            if (state->sa == sa) {
                states.push_back(*state);
            }
        }
        return states;
    }

    static std::uint32_t line_of(const LoggedMessage& message) { return message.first_line; }
    static std::uint32_t line_of(const StateChange& state) { return state.line; }

    // The time of a log's message on the capture's clock.
    [[nodiscard]] std::optional<std::int64_t> capture_time(
        const std::optional<std::int64_t>& time) const {
        if (!time || !matching_.offset) {
            return std::nullopt;
        }
        return *time + *matching_.offset;
    }

    void take_uncaptured(const LoggedMessage& logged) {
        const auto time = capture_time(logged.time);
        const bool known_sa = matching_.capture_sa[logged.sa].has_value();
        const bool before = time && *time < capture_.first_time - kBefore;
        const bool after =
            time && *time > capture_.last_time + (known_sa ? kAfterCapture : kBefore);
        const bool lone = logged.header_missing;
        // What is left of a dump at the start of a log says nothing.
        const bool cut = lone && &logged == &log_.messages().front();
        if (before || after || cut || (!known_sa && !time) || !captures_peer(logged)) {
            ++summary_.outside_capture;
            return;
        }
        if (lone) {
            add(FindingKind::debug_inconsistent, 0, logged.first_line, "payloads without a header",
                {}, write_names(logged.payloads), kHeaderLost);
            result_.findings.back().after_frame = last_frame_;
            return;
        }
        add(FindingKind::missing_in_capture, 0, logged.first_line, title(logged), {},
            description(logged, logged.payloads),
            logged.direction == Direction::sent ? kNeverArrived : kNotCaptured);
        result_.findings.back().after_frame = last_frame_;
    }

    // Whether the capture has anything of the peer that a message was printed with.
    [[nodiscard]] bool captures_peer(const LoggedMessage& logged) const {
        if (logged.remote.address.empty() || matching_.capture_sa[logged.sa]) {
            return true;
        }
        return std::any_of(capture_.messages.begin(), capture_.messages.end(),
                           [&](const CapturedMessage& it) {
                               return it.shown->source.address == logged.remote.address ||
                                      it.shown->destination.address == logged.remote.address;
                           });
    }

    void take_captured(std::size_t i) {
        if (matching_.logged_of[i]) {
            return;
        }
        const CapturedMessage& captured = capture_.messages[i];
        if (!in_log_window(i)) {
            ++summary_.outside_log;
            return;
        }
        const CaptureMessage& message = *captured.shown;
        const bool to_router = !router_.empty() && message.destination.address == router_;
        add(FindingKind::missing_in_debug, captured.frame, 0, title(message),
            description(message, message.opened ? message.payloads : std::vector<Payload>()), {},
            to_router ? kNotLogged : kNotSent);
    }

    [[nodiscard]] bool in_log_window(std::size_t i) {
        const CapturedMessage& captured = capture_.messages[i];
        for (std::size_t sa = 0; sa < log_.sas().size(); ++sa) {
            if (matching_.capture_sa[sa] != captured.sa) {
                continue;
            }
            const auto first = capture_time(log_.sas()[sa].first_time);
            const auto begin = capture_time(log_.first_time());
            const auto end = capture_time(log_.last_time());
            const bool timed = first && begin && end;
            if (timed ? captured.time >= std::max(*first - kBefore, *begin - kAtEnd) &&
                            captured.time <= *end + kAtEnd
                      : between_matches(captured)) {
                find_router(captured.sa);
                return true;
            }
        }
        return false;
    }

    // Without a clock: behind the first message of the IKE SA that the log shows, and not behind
    // the last one but for the answer to it.
    [[nodiscard]] bool between_matches(const CapturedMessage& captured) const {
        bool before = false;
        bool after = false;
        for (std::size_t j = 0; j < capture_.messages.size(); ++j) {
            const CapturedMessage& other = capture_.messages[j];
            if (!matching_.logged_of[j] || other.sa != captured.sa) {
                continue;
            }
            before = before || other.frame < captured.frame;
            after = after || other.frame > captured.frame ||
                    (captured.shown->response == true && other.shown->response == false &&
                     other.shown->exchange.number == captured.shown->exchange.number &&
                     other.shown->message_id == captured.shown->message_id);
        }
        return before && after;
    }

    // The address of the router that wrote the log, as the capture has it.
    void find_router(std::size_t sa) {
        router_.clear();
        for (std::size_t j = 0; j < capture_.messages.size(); ++j) {
            const auto& logged = matching_.logged_of[j];
            if (logged && capture_.messages[j].sa == sa) {
                const CaptureMessage& message = *capture_.messages[j].shown;
                switch (log_.messages()[*logged].direction) {
                    case Direction::sent:
                        router_ = message.source.address;
                        return;
                    case Direction::received:
                        router_ = message.destination.address;
                        return;
                    case Direction::unknown:
                        break;
                }
            }
        }
    }

    // A NAT is one finding, whatever else shows it.
    void compare_nat() {
        for (std::size_t i = 0; i < log_.sas().size(); ++i) {
            const LogSa& sa = log_.sas()[i];
            if (!matching_.capture_sa[i]) {
                continue;
            }
            const CaptureSa& captured = capture_.sas[*matching_.capture_sa[i]];
            if (sa.nat && captured.hashes_seen && *sa.nat != captured.nat) {
                add(FindingKind::value, captured.nat ? captured.nat_frame : captured.first_frame,
                    sa.nat_line, "NAT",
                    captured.nat ? "NAT, the hashes do not fit " + captured.nat_addresses
                                 : "no NAT, the hashes fit the addresses",
                    *sa.nat ? "NAT found" : "no NAT found", kNat);
            } else {
                compare_addresses(i);
            }
        }
    }

    void compare_addresses(std::size_t sa) {
        for (std::size_t i = 0; i < log_.messages().size(); ++i) {
            const LoggedMessage& logged = log_.messages()[i];
            if (logged.sa != sa || !matching_.captured_of[i] || logged.local.address.empty() ||
                logged.direction == Direction::unknown) {
                continue;
            }
            const CapturedMessage& captured = capture_.messages[*matching_.captured_of[i]];
            const bool sent = logged.direction == Direction::sent;
            const std::string in_debug =
                path(sent ? logged.local : logged.remote, sent ? logged.remote : logged.local);
            const std::string in_capture =
                path(captured.shown->source, captured.shown->destination);
            if (in_debug != in_capture) {
                add(FindingKind::value, captured.frame, logged.first_line,
                    title(*captured.shown) + ": addresses", in_capture, in_debug, kNat);
                return;
            }
        }
    }

    // IPv6 addresses are printed in upper case.
    static std::string path(const Endpoint& source, const Endpoint& destination) {
        std::string text = source.address + ":" + std::to_string(source.port) + " to " +
                           destination.address + ":" + std::to_string(destination.port);
        std::transform(text.begin(), text.end(), text.begin(), [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        });
        return text;
    }

    void name_damaged_spis() {
        for (const DamagedSpi& spi : log_.damaged_spis()) {
            const auto& sa = matching_.capture_sa[spi.sa];
            if (!sa) {
                continue;
            }
            const CaptureSa& captured = capture_.sas[*sa];
            const std::uint64_t whole =
                spi.initiator ? captured.spis.initiator : captured.spis.responder;
            std::string in_debug = spi.text + ", " + std::to_string(spi.text.size()) + " digits";
            if (spi.count > 1) {
                in_debug += ", in " + std::to_string(spi.count) + " lines";
            }
            add(FindingKind::debug_inconsistent, captured.first_frame, spi.line,
                spi.initiator ? "Initiator SPI" : "Responder SPI", write_spi(whole),
                std::move(in_debug), kDigits);
        }
    }

    const OrderedCapture& capture_;
    const DebugLog& log_;
    std::size_t index_;
    Comparison& result_;
    Matching matching_;
    LogSummary summary_;
    bool shows_inside_ = false;
    std::uint32_t last_frame_ = 0;
    std::string router_;
};

}  // namespace

Comparison compare(std::span<const CaptureMessage> messages,
                   std::span<const DebugLog* const> logs) {
    Comparison result;
    const OrderedCapture capture(messages);
    for (std::size_t i = 0; i < logs.size(); ++i) {
        result.logs.push_back(LogComparison(capture, *logs[i], i, result).compare());
        result.compared += result.logs.back().compared;
        result.equal += result.logs.back().equal;
    }
    std::stable_sort(result.findings.begin(), result.findings.end(),
                     [](const Finding& a, const Finding& b) {
                         return std::tie(a.log, a.frame, a.line) < std::tie(b.log, b.frame, b.line);
                     });
    std::stable_sort(result.frames.begin(), result.frames.end(),
                     [](const FrameLines& a, const FrameLines& b) {
                         return std::tie(a.frame, a.log, a.lines.first) <
                                std::tie(b.frame, b.log, b.lines.first);
                     });
    return result;
}

std::string write_summary(const Comparison& comparison) {
    return std::to_string(comparison.compared) + " messages compared, " +
           std::to_string(comparison.equal) + " equal, " +
           std::to_string(comparison.findings.size()) + " findings";
}

}  // namespace ikev2::ios
