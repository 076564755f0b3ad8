// The captures of this repository: their IKE messages, their secrets and what they decode to.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "keyfile/store.h"
#include "plugin/base/octets.h"
#include "plugin/base/spi.h"
#include "plugin/session/message.h"
#include "tests/unit/json_file.h"
#include "tests/unit/message_builder.h"

// Of json-glib, which takes long to read.
namespace ikev2::tests {

/// An IKE message of a capture, and the datagram's addresses.
struct Frame {
    unsigned number;  ///< counts from 1, as Wireshark does; its time is as many microseconds
    Bytes octets;
    session::Address source;
    session::Address destination;
    std::uint8_t address_length = 0;

    [[nodiscard]] session::Message message() const;
};

std::string capture_file(const std::string& capture, const char* file);

std::string read_whole(const std::string& path);

Octets octets_of(std::string_view text);

/// The value of `length` octets at `offset`, the first one the lowest, as pcap files have them.
std::uint32_t little_endian(Octets octets, std::size_t offset, std::size_t length);

/// The IKE message that an Ethernet frame carries over IPv4 or IPv6 and UDP; without octets if it
/// carries none.
Frame ike_frame(unsigned number, Octets ethernet);

/// The IKE messages of captures/NAME, in their order.
std::vector<Frame> ike_frames(const std::string& capture);

keyfile::Store store_of(std::string_view lines);

keyfile::Store keys_of(const std::string& capture, const char* file = "keys.txt");

/// captures/NAME/facts.json: what the generator, which shares no code with the plugin, says of the
/// capture. Values are named by JSONPath, "$.ike_sas[0].SK_ei"; one that is absent fails the test,
/// null is an empty text and 0.
class Facts {
  public:
    explicit Facts(const std::string& capture);

    [[nodiscard]] std::size_t count(const std::string& path) const;
    [[nodiscard]] std::string text(const std::string& path) const;
    [[nodiscard]] Bytes hex(const std::string& path) const;
    [[nodiscard]] SpiPair spis(const std::string& path) const;
    [[nodiscard]] std::uint32_t number(const std::string& path) const;
    /// Whether one of the texts at `path` is `text`.
    [[nodiscard]] bool has(const std::string& path, const std::string& text) const;
    [[nodiscard]] bool flag(const std::string& path) const;

  private:
    JsonFile file_;
};

/// The JSONPath of a frame's SK or SKF payload.
std::string encrypted_payload(unsigned frame);

/// Whether a frame has an SK or SKF payload, and so an entry for what it holds.
bool is_encrypted(const Facts& facts, unsigned frame);

/// Whether `plaintext` is what a frame's SK or SKF payload holds: payloads, Padding of any octets,
/// Pad Length.
bool is_plaintext_of(const Facts& facts, unsigned frame, Octets plaintext);

}  // namespace ikev2::tests
