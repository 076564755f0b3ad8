// SPDX-License-Identifier: GPL-2.0-or-later
#include <fstream>  // first: CMocka has a macro fail()

#include "tests/unit/captures.h"

#include <json-glib/json-glib.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "tests/unit/test_keyfile_support.h"

namespace ikev2::tests {
namespace {

struct UnrefNode {
    void operator()(JsonNode* node) const { json_node_unref(node); }
};
using Node = std::unique_ptr<JsonNode, UnrefNode>;

Node query(JsonParser* parser, const std::string& path) {
    return Node(json_path_query(path.c_str(), json_parser_get_root(parser), nullptr));
}

JsonArray* one(const Node& all, const std::string& path) {
    JsonArray* array = json_node_get_array(all.get());
    if (json_array_get_length(array) != 1) {
        fail_msg("facts.json: not one %s", path.c_str());
    }
    return array;
}

}  // namespace

session::Message Frame::message() const {
    ike::Reader reader = reader_of(octets);
    session::Message it{ike::read_header(reader), octets, source, destination};
    it.address_length = address_length;
    it.frame = number;
    it.time = number * std::int64_t{1000};
    return it;
}

std::string capture_file(const std::string& capture, const char* file) {
    return IKEV2_CAPTURES "/" + capture + "/" + file;
}

std::string read_whole(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        fail_msg("%s: not readable", path.c_str());
    }
    return {std::istreambuf_iterator<char>(file), {}};
}

Octets octets_of(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::uint32_t little_endian(Octets octets, std::size_t offset, std::size_t length) {
    std::uint32_t value = 0;
    for (std::size_t i = length; i-- > 0;) {
        value = value << 8U | octets[offset + i];
    }
    return value;
}

Frame ike_frame(unsigned number, Octets ethernet) {
    constexpr std::size_t kEthernetLength = 14;
    constexpr std::size_t kUdpLength = 8;
    constexpr unsigned kNatTraversalPort = 4500;  // "Non-ESP Marker": RFC 3948, section 2.2
    const auto big_endian = [&](std::size_t offset) {
        return ethernet[offset] * 256U + ethernet[offset + 1];
    };
    const auto address = [&](std::size_t offset, std::size_t length) {
        session::Address it{};
        std::copy_n(ethernet.begin() + static_cast<std::ptrdiff_t>(offset), length, it.begin());
        return it;
    };

    Frame frame{number, {}, {}, {}};
    std::size_t udp = 0;
    if (big_endian(12) == 0x0800) {
        udp = kEthernetLength + (ethernet[kEthernetLength] & 0x0fU) * std::size_t{4};
        frame.address_length = 4;
        frame.source = address(kEthernetLength + 12, 4);
        frame.destination = address(kEthernetLength + 16, 4);
    } else {
        udp = kEthernetLength + 40;
        frame.address_length = 16;
        frame.source = address(kEthernetLength + 8, 16);
        frame.destination = address(kEthernetLength + 24, 16);
    }
    constexpr unsigned kUdp = 17;
    const std::size_t protocol_at = kEthernetLength + (big_endian(12) == 0x0800 ? 9 : 6);
    if (ethernet[protocol_at] != kUdp) {
        return frame;
    }
    Octets data = ethernet.subspan(udp + kUdpLength, big_endian(udp + 4) - kUdpLength);
    if (big_endian(udp) == kNatTraversalPort || big_endian(udp + 2) == kNatTraversalPort) {
        if (data.size() < 4 || !equal(data.first(4), Bytes(4))) {
            return frame;
        }
        data = data.subspan(4);
    }
    frame.octets = to_bytes(data);
    return frame;
}

std::vector<Frame> ike_frames(const std::string& capture) {
    constexpr std::size_t kFileHeaderLength = 24;
    constexpr std::size_t kRecordHeaderLength = 16;
    const std::string text = read_whole(capture_file(capture, "capture.pcap"));
    Octets left = octets_of(text);
    assert_true(left.size() > kFileHeaderLength);
    assert_int_equal(little_endian(left, 0, 4), 0xa1b2c3d4);
    std::vector<Frame> frames;
    unsigned number = 0;
    for (left = left.subspan(kFileHeaderLength); !left.empty();) {
        const std::uint32_t captured = little_endian(left, 8, 4);
        Frame frame = ike_frame(++number, left.subspan(kRecordHeaderLength, captured));
        if (!frame.octets.empty()) {
            frames.push_back(std::move(frame));
        }
        left = left.subspan(kRecordHeaderLength + captured);
    }
    return frames;
}

keyfile::Store store_of(std::string_view lines) {
    return keyfile::test::read(lines).store;
}

keyfile::Store keys_of(const std::string& capture, const char* file) {
    return store_of(read_whole(capture_file(capture, file)));
}

Facts::Facts(const std::string& capture) : file_(read_json(capture_file(capture, "facts.json"))) {}

std::size_t Facts::count(const std::string& path) const {
    return json_array_get_length(json_node_get_array(query(file_.get(), path).get()));
}

std::string Facts::text(const std::string& path) const {
    const Node all = query(file_.get(), path);
    const char* value = json_array_get_string_element(one(all, path), 0);
    return value != nullptr ? value : "";
}

Bytes Facts::hex(const std::string& path) const {
    return from_hex(text(path).c_str());
}

SpiPair Facts::spis(const std::string& path) const {
    const auto spi = [&](const char* member) {
        return g_ascii_strtoull(text(path + member).c_str(), nullptr, 16);
    };
    return {spi(".spi_i"), spi(".spi_r")};
}

std::uint32_t Facts::number(const std::string& path) const {
    const Node all = query(file_.get(), path);
    JsonArray* array = one(all, path);
    return json_array_get_null_element(array, 0) != 0
               ? 0
               : static_cast<std::uint32_t>(json_array_get_int_element(array, 0));
}

bool Facts::has(const std::string& path, const std::string& text) const {
    const Node all = query(file_.get(), path);
    JsonArray* array = json_node_get_array(all.get());
    for (guint i = 0; i < json_array_get_length(array); ++i) {
        if (text == json_array_get_string_element(array, i)) {
            return true;
        }
    }
    return false;
}

bool Facts::flag(const std::string& path) const {
    const Node all = query(file_.get(), path);
    return json_array_get_boolean_element(one(all, path), 0) != 0;
}

std::string encrypted_payload(unsigned frame) {
    return "$.frames[" + std::to_string(frame - 1) + "].ike.payloads[*]";
}

bool is_encrypted(const Facts& facts, unsigned frame) {
    return facts.count(encrypted_payload(frame) + ".plaintext") != 0;
}

bool is_plaintext_of(const Facts& facts, unsigned frame, Octets plaintext) {
    const std::string path = encrypted_payload(frame);
    const Bytes payloads = facts.hex(path + ".plaintext");
    const std::uint32_t padding = facts.number(path + ".pad_length");
    return plaintext.size() == payloads.size() + padding + 1 && plaintext.back() == padding &&
           equal(plaintext.first(payloads.size()), payloads);
}

}  // namespace ikev2::tests
