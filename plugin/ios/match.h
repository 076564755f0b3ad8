// Finding out which message of a capture is which message of a log.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plugin/base/spi.h"
#include "plugin/ios/capture_message.h"
#include "plugin/ios/debug_log.h"

namespace ikev2::ios {

/// A message of a capture with all the frames that carry it: its copies, and its fragments.
struct CapturedMessage {
    const CaptureMessage* shown = nullptr;  ///< the frame with all its payloads, or the first one
    std::uint32_t frame = 0;                ///< the first one
    std::int64_t time = 0;                  ///< of that
    std::vector<std::uint32_t> copies;  ///< frames that carry it, each copy one; from the first on
    std::size_t sa = 0;                 ///< index of the CaptureSa
};

struct CaptureSa {
    SpiPair spis;  ///< the responder's is 0 if it never answered
    std::uint32_t first_frame = 0;
    std::int64_t first_time = 0;
    bool hashes_seen = false;  ///< NAT detection hashes were compared with the addresses
    bool nat = false;          ///< one does not fit
    std::uint32_t nat_frame = 0;
    std::string nat_addresses;
};

/// A capture, put in order.
struct OrderedCapture {
    std::vector<CapturedMessage> messages;
    std::vector<CaptureSa> sas;
    std::int64_t first_time = 0;
    std::int64_t last_time = 0;

    explicit OrderedCapture(std::span<const CaptureMessage> all);
};

/// Indices into a log's messages and SAs, and a capture's.
struct Matching {
    std::vector<std::optional<std::size_t>> captured_of;  ///< of each message of the log
    std::vector<std::optional<std::size_t>> logged_of;    ///< of each message of the capture
    std::vector<std::optional<std::size_t>> capture_sa;   ///< of each SA of the log
    std::vector<std::vector<LineRange>> copies;           ///< of each message of the log
    /// What is added to a time of the log to get that of the capture; absent if nothing tells.
    std::optional<std::int64_t> offset;
};

/// Matches messages by SPIs where the log has them, exchange, Message ID, flags and direction, then
/// by length, payloads and time.
[[nodiscard]] Matching match(const OrderedCapture& capture, const DebugLog& log);

/// 16 hex digits in upper case, as routers print an SPI.
[[nodiscard]] std::string write_spi(std::uint64_t spi);

/// Whether `digits` is `spi` in hex with one or more digits missing.
[[nodiscard]] bool lacks_digits(const std::string& digits, std::uint64_t spi);

}  // namespace ikev2::ios
