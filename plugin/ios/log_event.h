// What a log holds: messages, and what else a router says about them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "plugin/ios/message.h"
#include "plugin/ios/stamp.h"

namespace ikev2::ios {

/// An SPI as a log prints it. Digits can be missing: the value is then not the SPI.
struct PrintedSpi {
    static constexpr std::size_t kDigits = 16;

    std::uint64_t value = 0;
    std::string text;

    [[nodiscard]] bool whole() const noexcept { return text.size() == kDigits; }
    /// Whole and not zero.
    [[nodiscard]] bool usable() const noexcept { return whole() && value != 0; }
};

struct PrintedSpis {
    PrintedSpi initiator;
    PrintedSpi responder;  ///< its value is 0 as long as there is none
};

/// "10.0.0.2:500". Without an address if none was printed.
struct Endpoint {
    std::string address;
    std::uint16_t port = 0;
};

/// Which of a router's forms a message was printed in.
enum class DumpForm : std::uint8_t {
    dump,      ///< header line and payloads with their lengths
    summary,   ///< "Sending Packet" and the names of payloads
    platform,  ///< "SENT PKT" of ASA alone
};

/// A message as a log shows it.
struct LogMessage : Message {
    DumpForm form = DumpForm::dump;
    Direction direction = Direction::unknown;
    std::optional<Stamp> stamp;
    std::optional<std::uint32_t> session_id;
    std::optional<std::uint32_t> sa_id;
    std::optional<PrintedSpis> spis;  ///< printed with it, or the last ones printed for its SA ID
    Endpoint local;                   ///< the router that wrote the log
    Endpoint remote;
    std::uint32_t first_line = 0;  ///< from 1
    std::uint32_t last_line = 0;
    bool header_missing = false;  ///< only payloads were printed
    bool contents_shown = false;  ///< "Payload contents:" was printed
    bool resent = false;          ///< the router said that it sends it again

    [[nodiscard]] bool is_encrypted() const noexcept;
};

enum class LogEventKind : std::uint8_t {
    state,  ///< "SM Trace->"
    nat_found,
    nat_not_found,
    authentication,  ///< how the peer's authentication went
    retransmission,  ///< "Retransmitting packet"
    error,
    note,  ///< any other record of IKEv2
};

struct LogEvent {
    LogEventKind kind = LogEventKind::note;
    std::optional<Stamp> stamp;
    std::optional<std::uint32_t> session_id;
    std::optional<std::uint32_t> sa_id;
    std::uint32_t line = 0;
    std::string_view text;  ///< valid during the call

    std::optional<PrintedSpis> spis;  ///< state only, as are the next
    char role = 0;                    ///< 'I' or 'R', of the router in this exchange
    std::uint32_t message_id = 0;
    std::string_view state;
    std::string_view event;
};

/// Takes what a log holds, in its order. A message comes when the log has shown all of it.
class LogSink {
  public:
    LogSink() = default;
    LogSink(const LogSink&) = delete;
    LogSink& operator=(const LogSink&) = delete;
    virtual ~LogSink() = default;

    virtual void take_message(LogMessage&& message) = 0;
    virtual void take_event(const LogEvent& event) = 0;
    /// A line that is nothing of IKEv2, or not understood; valid during the call.
    virtual void take_other_line(std::uint32_t /*line*/, std::string_view /*text*/) {}
};

}  // namespace ikev2::ios
