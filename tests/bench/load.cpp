// Makes a capture of many IKE SAs and its keys: load CAPTURE COUNT SPIS DIRECTORY
//
// Each IKE SA repeats the first four messages of captures/CAPTURE with SPIs, nonces, addresses and
// keys of its own, and so with NAT detection hashes, AUTH data and ICVs that are right. SPIS is
// "random", "counting", or "low" or "high": SPIs that differ in that half alone. DIRECTORY gets
// capture.pcap, keys.txt and, for Wireshark's own dissector, ikev2_decryption_table.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

#include "plugin/crypto/auth.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/crypto/key_schedule.h"
#include "plugin/crypto/nat_detection.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_sk.h"
#include "plugin/session/negotiation.h"
#include "plugin/session/sk_cipher.h"
#include "plugin/session/suite.h"
#include "tests/unit/captures.h"
#include "tests/unit/cmocka_cpp.h"
#include "tests/unit/sealed_message.h"
#include "tests/unit/test_keyfile_support.h"

namespace ikev2::tests {
namespace {

constexpr std::uint16_t kPort = 500;
constexpr std::array<std::uint8_t, 4> kResponder = {198, 51, 100, 1};

// Values that look random and are the same in each run: splitmix64.
class Random {
  public:
    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t value = state_;
        value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27U)) * 0x94d049bb133111eb;
        return value ^ (value >> 31U);
    }
    void fill(Bytes& octets, std::size_t offset, std::size_t length) {
        for (std::size_t i = 0; i < length; ++i) {
            octets.at(offset + i) = static_cast<std::uint8_t>(next());
        }
    }

  private:
    std::uint64_t state_ = 0;
};

// Names of the built-in dissector's table.
struct BuiltinNames {
    std::string encryption;
    const char* integrity;
};

BuiltinNames builtin_names(const session::Suite& suite) {
    const std::string bits = std::to_string(suite.key_bits);
    if (suite.encr->is_aead()) {
        return {"AES-GCM-" + bits + " with 16 octet ICV [RFC5282]", "NONE [RFC4306]"};
    }
    return {"AES-CBC-" + bits + " [RFC3602]", "HMAC_SHA1_96 [RFC2404]"};
}

// A message of the template, in clear.
struct Template {
    Bytes octets;    // of IKE_SA_INIT the message, of IKE_AUTH the payloads inside SK
    unsigned first;  // type of the first payload
    HeaderFields header;
};

ike::Chain chain_of(Octets octets, unsigned first, std::size_t from) {
    return {octets, static_cast<std::uint8_t>(first), static_cast<std::uint32_t>(from),
            static_cast<std::uint32_t>(octets.size())};
}

// Calls `see` with each payload.
template <typename See>
void each_payload(Octets octets, unsigned first, std::size_t from, const See& see) {
    ike::Chain chain = chain_of(octets, first, from);
    for (ike::Payload payload; chain.next(payload);) {
        see(payload);
    }
}

class Load {
  public:
    Load(const std::string& capture, const std::string& directory)
        : facts_(capture),
          g_ir_(facts_.hex("$.ike_sas[0].g_ir")),
          pcap_(directory + "/capture.pcap", std::ios::binary),
          keys_(directory + "/keys.txt"),
          table_(directory + "/ikev2_decryption_table") {
        const std::vector<Frame> frames = ike_frames(capture);
        const session::Negotiation response = negotiation(frames.at(1).octets);
        suite_ = session::Suite::chosen(response.sa());
        names_ = builtin_names(suite_);
        for (std::size_t i = 0; i < messages_.size(); ++i) {
            messages_.at(i) = i < 2 ? in_clear(frames.at(i)) : opened(frames.at(i), i == 2);
        }
        take_psk(capture);
        // pcap, version 2.4, Ethernet
        for (const std::uint32_t word : {0xa1b2c3d4U, 0x00040002U, 0U, 0U, 65535U, 1U}) {
            write_word(word);
        }
    }

    void add_sa(SpiPair spis) {
        ++count_;
        std::array<Bytes, 2> init = {messages_[0].octets, messages_[1].octets};
        for (std::size_t i = 0; i < init.size(); ++i) {
            renew_init(init.at(i), i == 0 ? SpiPair{spis.initiator, 0} : spis, i == 0);
            send(init.at(i), i == 0);
        }
        const session::Negotiation request = negotiation(init[0]);
        const session::Negotiation response = negotiation(init[1]);
        const crypto::Prf& prf = *suite_.prf;
        const Secret skeyseed =
            *crypto::derive_skeyseed(prf, request.nonce(), response.nonce(), g_ir_);
        const crypto::SkKeys sk = *crypto::derive_sk(prf, skeyseed, request.nonce(),
                                                     response.nonce(), spis, *suite_.sk_lengths());
        for (std::size_t i = 0; i < 2; ++i) {
            const bool initiator = i == 0;
            Template message = messages_.at(2 + i);
            renew_auth(message, initiator ? init[0] : init[1],
                       initiator ? response.nonce() : request.nonce(), initiator ? sk.pi : sk.pr);
            message.header.spis = spis;
            send(seal(message.header,
                      {suite_, to_bytes(initiator ? sk.ei : sk.er),
                       to_bytes(initiator ? sk.ai : sk.ar)},
                      message.first, message.octets),
                 initiator);
        }
        write_keys(spis, skeyseed, sk);
    }

    [[nodiscard]] std::uint64_t random() { return random_.next(); }
    [[nodiscard]] bool finish() {
        return pcap_.flush().good() && keys_.flush().good() && table_.flush().good();
    }

  private:
    static session::Negotiation negotiation(Octets message) {
        return session::Negotiation::read(message,
                                          chain_of(message, message[16], ike::kHeaderLength));
    }

    static Template in_clear(const Frame& frame) { return {frame.octets, frame.octets.at(16), {}}; }

    Template opened(const Frame& frame, bool initiator) {
        const char* side = initiator ? "i" : "r";
        const auto key = [&](const char* name) {
            return suite_.encr->is_aead() && name[3] == 'a'
                       ? Bytes()
                       : facts_.hex("$.ike_sas[0]." + (std::string(name) + side));
        };
        auto cipher = session::SkCipher::make(suite_, key("SK_e"), key("SK_a"));
        assert_true(cipher.has_value());
        Template it{Bytes(frame.octets.size()), 0, {}};
        each_payload(frame.octets, frame.octets.at(16), ike::kHeaderLength,
                     [&](const ike::Payload& payload) {
                         assert_int_equal(payload.type, iana::payload::SK);
                         it.first = payload.next.value;
                         const session::SkLocation where{payload.offset + ike::kPayloadHeaderLength,
                                                         payload.end};
                         assert_true(cipher->open(frame.octets, where, it.octets) ==
                                     session::OpenResult::opened);
                         it.octets.resize(cipher->ciphertext_length(where));
                     });
        it.octets.resize(it.octets.size() - 1 - it.octets.back());  // Padding, Pad Length
        it.header.flags = initiator ? ike::kFlagInitiator : ike::kFlagResponse;
        return it;
    }

    // The template's PSK lines serve each IKE SA: the identities stay the same.
    void take_psk(const std::string& capture) {
        std::ifstream file(capture_file(capture, "keys.txt"));
        for (std::string line; std::getline(file, line);) {
            if (line.starts_with("PSK ")) {
                keys_ << line << '\n';
                const std::size_t from = line.find('"') + 1;
                psk_.assign(line.begin() + static_cast<std::ptrdiff_t>(from), line.end() - 1);
            }
        }
    }

    std::array<std::uint8_t, 4> initiator() const {
        return {10, static_cast<std::uint8_t>(count_ >> 16U),
                static_cast<std::uint8_t>(count_ >> 8U), static_cast<std::uint8_t>(count_)};
    }

    void renew_init(Bytes& message, SpiPair spis, bool from_initiator) {
        put(message, 0, spis.initiator, 8);
        put(message, 8, spis.responder, 8);
        const session::Negotiation it = negotiation(message);
        random_.fill(message, it.nonce_offset, it.nonce_length);
        each_payload(
            Bytes(message), message[16], ike::kHeaderLength, [&](const ike::Payload& payload) {
                if (payload.type != iana::payload::N) {
                    return;
                }
                const std::uint32_t body = payload.offset + ike::kPayloadHeaderLength;
                const unsigned type = message.at(body + 2) * 256U + message.at(body + 3);
                const bool source = type == iana::notify::NAT_DETECTION_SOURCE_IP;
                if (source || type == iana::notify::NAT_DETECTION_DESTINATION_IP) {
                    crypto::NatDetectionHash hash{};
                    assert_true(crypto::nat_detection_hash(
                        spis, source == from_initiator ? initiator() : kResponder, kPort, hash));
                    std::copy(hash.begin(), hash.end(),
                              message.begin() + static_cast<std::ptrdiff_t>(body) + 4);
                }
            });
    }

    // AUTH for the messages of this IKE SA, and a new SPI for each proposal of the CHILD_SA.
    void renew_auth(Template& message, Octets init, Octets peer_nonce, Octets sk_p) {
        Bytes id;
        const Bytes before = message.octets;
        each_payload(before, message.first, 0, [&](const ike::Payload& payload) {
            const std::uint32_t body = payload.offset + ike::kPayloadHeaderLength;
            if (payload.type == iana::payload::IDi || payload.type == iana::payload::IDr) {
                // The response has only IDr; in the request IDi comes first.
                if (id.empty()) {
                    id = to_bytes(payload.body.value);
                }
            } else if (payload.type == iana::payload::AUTH) {
                const Secret auth =
                    *crypto::shared_key_auth(*suite_.prf, psk_, init, peer_nonce, sk_p, id);
                std::copy(auth.begin(), auth.end(),
                          message.octets.begin() + static_cast<std::ptrdiff_t>(body) + 4);
            } else if (payload.type == iana::payload::SA) {
                constexpr std::uint32_t kProposalHeaderLength = 8;
                random_.fill(message.octets, body + kProposalHeaderLength, 4);
            }
        });
    }

    void write_keys(SpiPair spis, Octets skeyseed, const crypto::SkKeys& sk) {
        using keyfile::test::hex;
        const std::string spi_i = hex(number(spis.initiator, 8));
        const std::string spi_r = hex(number(spis.responder, 8));
        keys_ << "SKEYSEED " << spi_i << ' ' << spi_r << ' ' << hex(skeyseed) << '\n';
        table_ << spi_i << ',' << spi_r << ',' << hex(sk.ei) << ',' << hex(sk.er) << ",\""
               << names_.encryption << "\"," << hex(sk.ai) << ',' << hex(sk.ar) << ",\""
               << names_.integrity << "\"\n";
    }

    void send(const Bytes& message, bool from_initiator) {
        const auto source = from_initiator ? initiator() : kResponder;
        const auto destination = from_initiator ? kResponder : initiator();
        Bytes ip = concat({number(0x4500, 2), number(20 + 8 + message.size(), 2), number(0, 4),
                           number(64 * 256 + 17, 2), number(0, 2), source, destination});
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < ip.size(); i += 2) {
            sum += ip[i] * 256U + ip[i + 1];
        }
        put(ip, 10, ~((sum & 0xffffU) + (sum >> 16U)), 2);
        const Bytes frame = concat({number(0x020000000001, 6), number(0x020000000002, 6),
                                    number(0x0800, 2), ip, number(kPort, 2), number(kPort, 2),
                                    number(8 + message.size(), 2), number(0, 2), message});
        const auto length = static_cast<std::uint32_t>(frame.size());
        constexpr std::uint32_t kFrom = 1384194634;
        constexpr std::uint32_t kPerSecond = 1000;
        write_word(kFrom + frames_ / kPerSecond);
        write_word(frames_ % kPerSecond * 1000);
        write_word(length);
        write_word(length);
        write(frame);
        ++frames_;
    }

    void write_word(std::uint32_t word) {
        Bytes octets = number(word, 4);
        std::reverse(octets.begin(), octets.end());
        write(octets);
    }
    void write(const Bytes& octets) {
        pcap_.write(reinterpret_cast<const char*>(octets.data()),
                    static_cast<std::streamsize>(octets.size()));
    }

    Facts facts_;
    Bytes g_ir_;
    Bytes psk_;
    session::Suite suite_;
    BuiltinNames names_;
    std::array<Template, 4> messages_;
    Random random_;
    std::uint32_t count_ = 0;
    std::uint32_t frames_ = 0;
    std::ofstream pcap_;
    std::ofstream keys_;
    std::ofstream table_;
};

}  // namespace
}  // namespace ikev2::tests

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() != 4 || !ikev2::crypto::init_gcrypt()) {
        static_cast<void>(
            std::fputs("usage: load CAPTURE COUNT random|counting|low|high DIRECTORY\n", stderr));
        return 2;
    }
    ikev2::tests::Load load(arguments[0], arguments[3]);
    const std::string& spis = arguments[2];
    const unsigned long count = std::stoul(arguments[1]);
    for (std::uint64_t i = 1; i <= count; ++i) {
        // No half is zero: a responder's SPI is not.
        constexpr unsigned kHalf = 32;
        constexpr std::uint64_t kSame = 0x55aa55aa;
        const std::uint64_t spi = spis == "low"    ? kSame << kHalf | i
                                  : spis == "high" ? i << kHalf | kSame
                                                   : i;
        load.add_sa(spis == "random" ? ikev2::SpiPair{load.random(), load.random()}
                                     : ikev2::SpiPair{spi, spi});
    }
    return load.finish() ? 0 : 1;
}
