// Everything that is known of the IKE SAs of one capture.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <unordered_map>

#include "keyfile/store.h"
#include "plugin/base/flat_map.h"
#include "plugin/base/mix.h"
#include "plugin/base/octets.h"
#include "plugin/base/pool.h"
#include "plugin/base/shelf.h"
#include "plugin/base/sparse_array.h"
#include "plugin/base/spi.h"
#include "plugin/crypto/auth.h"
#include "plugin/crypto/mac.h"
#include "plugin/ike/header.h"
#include "plugin/session/auth_check.h"
#include "plugin/session/certificate_file.h"
#include "plugin/session/child_sa.h"
#include "plugin/session/choice_memo.h"
#include "plugin/session/dh_work.h"
#include "plugin/session/esp_traffic.h"
#include "plugin/session/exchange_tracker.h"
#include "plugin/session/ike_sa.h"
#include "plugin/session/imported_esp.h"
#include "plugin/session/message.h"
#include "plugin/session/message_content.h"
#include "plugin/session/message_view.h"
#include "plugin/session/sa_journal.h"

namespace ikev2::session {

/// The state of a capture. It is made on the first pass over its messages, in their order, and
/// only read afterwards.
class Capture {
  public:
    /// `certificates` verify AUTH payloads whose message has no certificate. `keys_may_come` is
    /// false if no message will be given secrets: then nothing is kept for them to be used with.
    explicit Capture(CertificateFile certificates = {}, bool keys_may_come = true);

    /// Whether a key is known for what the sender of `message` encrypts.
    [[nodiscard]] bool has_key(const Message& message) const noexcept;

    /// Whether lines that come after those of `store` may help to open `message`: the keys of its
    /// sender are not known, and what `store` has does not give them for sure.
    [[nodiscard]] bool may_need_more_secrets(const Message& message,
                                             const keyfile::Store& store) const noexcept;

    /// Says that `message` comes next, whose digest need not be known yet: what is remembered of
    /// its IKE SA is fetched from memory meanwhile.
    void expect(const Message& message) const noexcept;

    /// The view that first_pass gave of the frame's message with this `key`; null: none.
    [[nodiscard]] const MessageView* find(const Place& place, std::uint32_t key) const noexcept;

    /// Whether set_repeats was called for this frame, which has messages that are the same.
    [[nodiscard]] bool has_repeats(const Place& place) const noexcept;
    void set_repeats(const Place& place) noexcept;

    /// Takes in a message on the first pass. If its SK payload can be opened, the plaintext goes
    /// to the start of `plaintext`, which has as many octets as the message.
    /// The result stays valid as long as this object.
    const MessageView* first_pass(const Message& message, const keyfile::Store& store,
                                  MutableOctets plaintext);

    /// Takes in, on the first pass, what the fragments of a message held together. `view` is that
    /// of the fragment that completed it, `message` the fragment itself.
    void take_reassembled(const MessageView& view, const Message& message, Octets payloads,
                          const keyfile::Store& store);

    /// Opens again, on a later pass, a message that `view` says was opened.
    [[nodiscard]] static bool open_again(const MessageView& view, const Message& message,
                                         MutableOctets plaintext) noexcept;

    /// The keys that the IKE SA had when it opened the message of `view`; null if it did not. Valid
    /// until the next message is taken in.
    [[nodiscard]] const crypto::SkKeys* keys_of(const MessageView& view) const noexcept;

    /// The CHILD_SAs that were seen, in the order of their numbers.
    [[nodiscard]] const KeptDeque<ChildSa>& children() const noexcept { return children_; }

    /// The IKE SAs that were seen, in the order of their numbers.
    [[nodiscard]] const Shelf<IkeSa>& ike_sas() const noexcept { return sas_; }

    /// What happened to them.
    [[nodiscard]] const SaJournal& journal() const noexcept { return journal_; }
    [[nodiscard]] const ExchangeTracker& exchanges() const noexcept { return exchanges_; }

    /// The ESP packets of the CHILD_SAs.
    [[nodiscard]] EspTraffic& esp() noexcept { return esp_; }
    [[nodiscard]] const EspTraffic& esp() const noexcept { return esp_; }

    /// Those whose keys the key file has.
    [[nodiscard]] ImportedEsp& imported_esp() noexcept { return imported_esp_; }

  private:
    // What a message is remembered by: what others see of it, and how to open it again. Every view
    // that is given out is the base of one.
    struct Record : MessageView {
        bool sent_before = false;        // it is from before the IKE SA's keys changed
        bool repeats = false;            // of the frame's last: the frame has_repeats
        std::uint32_t message_key = 0;   // Message::key
        const Record* before = nullptr;  // in the same frame; null: it is the frame's first
        std::shared_ptr<SkCipher> cipher;
    };

    // An IKE_SA_INIT request waits here for the response that names the responder's SPI. Different
    // initiators may have chosen the same SPI.
    struct HalfOpenKey {
        std::uint64_t initiator_spi = 0;
        Address initiator{};
        auto operator<=>(const HalfOpenKey&) const = default;
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(initiator, mix(initiator_spi ^ seed));
        }
    };

    // An exchange: a CREATE_CHILD_SA request waits for its response, and no exchange makes a second
    // CHILD_SA when its messages are sent again.
    struct ExchangeKey {
        std::uint32_t sa = 0;
        std::uint32_t message_id = 0;
        Sender requester{};
        auto operator<=>(const ExchangeKey&) const = default;
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(mix(seed ^ (std::uint64_t{sa} << 32U | message_id)) ^ index_of(requester));
        }
    };

    // Fragments of the same message have the same Message ID, sender and total (RFC 7383, section
    // 2.6.1). Only the first of them says which payload comes first.
    struct FragmentedKey {
        std::uint32_t sa = 0;
        std::uint32_t message_id = 0;
        Sender sender{};
        std::uint16_t total = 0;
        auto operator<=>(const FragmentedKey&) const = default;
    };

    // What links IKE_FOLLOWUP_KE to the exchange before it: octets that its responder chose.
    struct LinkKey {
        std::uint32_t sa = 0;
        std::vector<std::uint8_t> link;
        auto operator<=>(const LinkKey&) const = default;
    };

    // Keys that opened messages: those of the IKE SA, or, if it has others by now, `former`.
    struct KeySet {
        const IkeSa* sa = nullptr;
        std::unique_ptr<const crypto::SkKeys> former;
    };

    struct SpiKey : SpiPair {
        [[nodiscard]] std::uint64_t mixed(std::uint64_t seed) const noexcept {
            return mix(mix(initiator ^ seed) ^ responder);
        }
    };

    // Whether the IKE_SA_INIT response that made `sa` chose what the request did not offer.
    [[nodiscard]] bool chose_unoffered(const IkeSa& sa, const Message& response);
    [[nodiscard]] Record* last_of(const Place& place) const noexcept;
    IkeSa& new_sa(SpiPair spis);
    IkeSa& sa_of(SpiPair spis);
    [[nodiscard]] std::shared_ptr<const Negotiation> negotiation_of(const Message& message) const;
    void take_init(const Message& message, Record& record);
    [[nodiscard]] IkeSa* resumed_by(const IkeSa* half_open) const;
    void take_ticket(const IkeSa& sa, const ike::Payload& payload, Octets payloads);
    IkeSa* take_init_request(const Message& message);
    IkeSa* take_init_response(const Message& message);
    void take_encrypted(const Message& message, const keyfile::Store& store,
                        MutableOctets plaintext, Record& record);
    void find_keys(IkeSa& sa, Sender sender, const Message& message, const keyfile::Store& store,
                   MutableOctets plaintext, Record& record);
    void take_keys(IkeSa& sa, Record& record);
    void keep_key_set(IkeSa& sa);
    void take_inside(IkeSa& sa, const Message& message, const keyfile::Store& store,
                     Octets payloads, Record& record);
    // Keeps what a request holds until its response comes, which gives both; else nothing.
    KeyExchangePair take_half(const IkeSa& sa, const Message& message, Octets payloads);
    void take_intermediate_ke(IkeSa& sa, const Message& message, Octets payloads,
                              const Record& record);
    static void take_ppk_id(IkeSa& sa, Sender sender, Octets ppk_id);
    void use_ppk(IkeSa& sa, Sender sender, const AuthVerdict& verdict, const keyfile::Store& store);
    void take_create_child_sa(IkeSa& sa, const Message& message, Octets payloads, Record& record);
    std::shared_ptr<FollowUps> follow_ups_of(const IkeSa& sa, const Negotiation& linked);
    void take_followup_ke(const IkeSa& sa, const Message& message, Octets payloads);
    void take_auth_child(IkeSa& sa, const Message& message, Octets payloads, Record& record);
    void add_child(const IkeSa& sa, const Message& response, std::optional<ChildSa>&& child,
                   Record& record);
    void write_journal(const Message& message, Record& record);
    [[nodiscard]] static ExchangeKey exchange_key(const IkeSa& sa, const Message& message);
    [[nodiscard]] static FragmentedKey fragmented_key(const MessageView& view,
                                                      const Message& message);
    [[nodiscard]] Record& record_of(const MessageView& view);
    KeyLine key_line(const char* kind, keyfile::Origin origin, const keyfile::Store& store);
    const char* kept(const std::string& text);

    // The first member: when it ends, all others have given their handles and memory back.
    struct Spares {
        Spares() = default;
        Spares(const Spares&) = delete;
        Spares(Spares&&) = default;
        Spares& operator=(const Spares&) = delete;
        Spares& operator=(Spares&&) = default;
        ~Spares() {
            crypto::Mac::close_spares();
            crypto::EncrKey::close_spares();
            Pool::trim();
        }
    };
    Spares spares_;

    CertificateFile certificates_;
    bool keys_may_come_ = true;
    Shelf<Record> records_;
    SparseArray<Record> last_of_frame_;
    KeptDeque<AuthView> auths_;
    Shelf<IkeSa> sas_;
    KeptDeque<ChildSa> children_;
    KeptDeque<KeySet> key_sets_;
    crypto::SharedKeyPads pads_;
    DhWork dh_;
    ChoiceMemo choices_;
    EspTraffic esp_;
    ImportedEsp imported_esp_;
    FlatMap<SpiKey, IkeSa*> by_spis_;
    FlatMap<HalfOpenKey, IkeSa*> half_open_;
    std::unordered_map<ExchangeKey, std::shared_ptr<const Negotiation>, SeededHash<ExchangeKey>>
        requests_;
    FlatMap<ExchangeKey, std::uint32_t> child_of_;
    std::map<std::vector<std::uint8_t>, IkeSa*> tickets_;
    std::map<LinkKey, std::shared_ptr<FollowUps>> follow_ups_;
    ExchangeTracker exchanges_;
    SaJournal journal_;
    MessageContent content_;  // of the message that is being taken in, as far as it can be read
    std::shared_ptr<const Negotiation> answered_offer_;  // by the message that is being taken in
    std::map<FragmentedKey, std::uint8_t> fragmented_;
    std::set<std::string, std::less<>> texts_;
    const std::string* last_text_ = nullptr;  // of those; most messages want the same again
};

}  // namespace ikev2::session
