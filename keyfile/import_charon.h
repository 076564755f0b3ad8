// Reads the log of strongSwan's charon, 5.9 and 6.x.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "keyfile/charon_line.h"
#include "keyfile/esp_entry.h"
#include "keyfile/importer.h"
#include "keyfile/secret_kind.h"
#include "plugin/base/secret.h"
#include "plugin/base/spi.h"

namespace ikev2::keyfile {

/// The secrets that charon logs with `ike = 4` and `chd = 4`. Their lines do not name the IKE SA.
/// Its SPIs come from other dumps: NAT detection hashes them in the same job, and the octets that
/// AUTH signs start with the header of an IKE_SA_INIT message, beside the SK_p that signs them.
/// Where neither is in the log the SPIs remain open.
class CharonImporter : public Importer {
  public:
    explicit CharonImporter(Findings& findings) noexcept : findings_(findings) {}

    [[nodiscard]] const char* name() const noexcept override { return "strongSwan log"; }
    [[nodiscard]] bool has_other_lines() const noexcept override { return true; }
    [[nodiscard]] bool take(std::string_view line, std::uint32_t number) override;
    void finish() override;

    /// What a dump is; only those that are used.
    enum class Dump : std::uint8_t {
        none,
        key_exchange,             ///< g^ir
        additional_key_exchange,  ///< of RFC 9370
        skeyseed,
        sk,           ///< a key of prf+ (SKEYSEED, ...)
        ppk,          ///< what SK_d, SK_pi and SK_pr are derived from anew (RFC 8784)
        spis,         ///< SPIi | SPIr | ...
        id,           ///< body of an ID payload
        sk_p,         ///< SK_pi or SK_pr
        auth_octets,  ///< what AUTH signs: an IKE_SA_INIT message, ...
        auth_secret,  ///< the PSK or MSK
        child_seed,
        child_encr_i,
        child_encr_r,
        child_integ_i,
        child_integ_r,
    };

  private:
    struct Value {
        Secret octets;
        std::uint32_t line = 0;
    };

    /// The keys of one IKE SA.
    struct Block {
        Value g_ir;
        Value additional;
        Value skeyseed;
        std::array<Value, kSecretKinds> sk;  ///< by kind, of SK_* only
        Secret unmixed_pi;                   ///< SK_pi as it was before a PPK was mixed in
        Secret unmixed_pr;                   ///< likewise
        SpiPair spis;                        ///< 0: not known
        std::string sa;                      ///< host and unique identifier, or ""
    };

    /// What signs octets that start with these SPIs.
    struct Signer {
        Secret sk_p;
        SpiPair spis;
    };

    /// The g^ir of a CHILD_SA.
    struct ChildSecret {
        Value g_ir;
        Value additional;
        std::string sa;
    };

    /// The SPI and addresses of an ESP SA.
    struct ChildSpi {
        std::uint32_t spi = 0;
        AddressPattern source;
        AddressPattern destination;
    };

    struct Child {
        std::optional<std::uint16_t> encr_id;
        std::optional<std::uint16_t> integ_id;
        std::uint8_t unchecked_icv = 0;
        std::optional<bool> esn;
        std::array<Value, 2> encr;   ///< of what the exchange's initiator, responder sends
        std::array<Value, 2> integ;  ///< likewise
        std::optional<ChildSpi> in;
        std::optional<ChildSpi> out;
        bool has_keys = false;
    };

    enum class AuthKind : std::uint8_t { unknown, psk, eap };

    /// What one thread of charon is at.
    struct Thread {
        Dump dump = Dump::none;
        SecretKind kind{};  ///< of Dump::sk
        std::uint32_t octets = 0;
        Value value;
        bool open = false;  ///< rows of a dump are to come

        // Of the message that is handled.
        SpiPair spis;
        bool create_child_sa = false;
        std::optional<bool> initiator;  ///< of the exchange
        Value g_ir;
        Value additional;
        bool ppk = false;
        std::optional<std::size_t> block;

        Secret id;
        Secret sk_p;
        SpiPair auth_spis;
        AuthKind auth_kind = AuthKind::unknown;  ///< of the own AUTH, named before its dumps
        Value auth_secret;                       ///< not yet known to be a PSK or an MSK

        Child child;
        std::optional<bool> inbound;  ///< of the SPI line that comes next
    };

    Thread& thread_of(const CharonLine& line);
    void take_text(Thread& thread, const CharonLine& line, std::uint32_t number);
    void take_plain(Thread& thread, std::string_view text);
    void end_dump(Thread& thread, std::string_view sa);
    void start_message(Thread& thread);
    void take_sk(Thread& thread, std::string_view sa);
    Block& new_block(Thread& thread, std::string_view sa);
    [[nodiscard]] std::optional<std::size_t> authenticated_block(const Thread& thread,
                                                                 std::string_view sa) const;
    [[nodiscard]] std::string sa_tag(std::string_view sa) const;
    void take_auth_secret(Thread& thread, AuthKind kind);
    void take_child_spi(Thread& thread, std::string_view text);
    void take_proposal(Thread& thread, std::string_view text);
    void end_child(Thread& thread);
    void add_child(const Child& child, bool initiator);
    void find_spis();
    void add_block(const Block& block);
    void add_child_secret(const ChildSecret& secret);

    Findings& findings_;
    std::map<std::string, Thread, std::less<>> threads_;
    std::string last_key_;
    Thread* last_ = nullptr;
    std::string journal_sa_;
    bool in_journal_ = false;
    std::uint32_t first_line_ = 0;  ///< 0: no line yet
    std::vector<Block> blocks_;
    std::vector<Signer> signers_;
    std::vector<ChildSecret> child_secrets_;
};

}  // namespace ikev2::keyfile
