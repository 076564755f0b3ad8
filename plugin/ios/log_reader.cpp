// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/log_reader.h"

#include <algorithm>
#include <limits>

#include "plugin/iana/exchange_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ios/names.h"
#include "plugin/ios/payload_lines.h"
#include "plugin/ios/scanner.h"

namespace ikev2::ios {

namespace {

constexpr std::uint32_t kNoNumber = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kMostSlots = 16;
constexpr std::size_t kMostSas = 65536;
constexpr std::size_t kMostPayloads = 1024;

// What the router says it does. The first entry that fits counts.
enum class Meaning : std::uint8_t {
    sending,
    encrypting,
    receiving,
    resending,
    nat_found,
    nat_not_found,
    authentication,
    error,
};

struct Phrase {
    std::string_view text;
    bool anywhere;  // or only at the start
    Meaning meaning;
};

constexpr Phrase phrases[] = {
    {"Building packet for encryption", false, Meaning::encrypting},
    {"Construct ", false, Meaning::sending},
    {"Got a packet from dispatcher", false, Meaning::receiving},
    {"Processing an item off the pak queue", false, Meaning::receiving},
    {"Retransmitting packet", false, Meaning::resending},
    {"No NAT found", false, Meaning::nat_not_found},
    {"NAT not found", false, Meaning::nat_not_found},
    {"NAT found", false, Meaning::nat_found},
    {"NAT INSIDE found", false, Meaning::nat_found},
    {"NAT OUTSIDE found", false, Meaning::nat_found},
    {"NAT detected", false, Meaning::nat_found},
    {"Verification of peer's authent", false, Meaning::authentication},
    {"Failed ", false, Meaning::error},
    {"Error ", false, Meaning::error},
    {" failed", true, Meaning::error},
    {" FAILED", true, Meaning::error},
    {"aximum number of retrans", true, Meaning::error},
};

std::optional<Meaning> meaning_of(std::string_view text) {
    text = Scanner::trimmed(text);
    const auto* found = std::find_if(std::begin(phrases), std::end(phrases), [&](const Phrase& it) {
        return it.anywhere ? text.find(it.text) != text.npos : text.starts_with(it.text);
    });
    return found == std::end(phrases) ? std::nullopt : std::optional(found->meaning);
}

bool read_spi(Scanner& scanner, PrintedSpi& spi) {
    scanner.blanks();
    scanner.literal("0x");
    const std::string_view left = scanner.left();
    if (!scanner.number(spi.value, 16)) {
        return false;
    }
    spi.text = left.substr(0, left.size() - scanner.left().size());
    return true;
}

// "10.0.0.2:500"; an IPv6 address has no brackets, so the last colon counts. ASA has brackets.
Endpoint read_endpoint(std::string_view text) {
    Endpoint endpoint;
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos || !Scanner(text.substr(colon + 1)).number(endpoint.port)) {
        return endpoint;
    }
    std::string_view address = text.substr(0, colon);
    if (address.starts_with('[') && address.ends_with(']')) {
        address = address.substr(1, address.size() - 2);
    }
    endpoint.address = address;
    return endpoint;
}

// "Next payload: P, version: 2.0 Exchange type: X, flags: F Message id: D, length: L"
bool read_header(std::string_view text, LogMessage& message) {
    Scanner scanner(text);
    std::string_view next;
    std::string_view version;
    std::string_view exchange;
    std::string_view flags;
    std::uint32_t length = 0;
    if (!scanner.next("Next payload:") || !scanner.until(", version:", next) ||
        !scanner.until("Exchange type:", version) || !scanner.until(", flags:", exchange) ||
        !scanner.until("Message id:", flags) || !scanner.number(message.message_id) ||
        !scanner.next(", length:") || !scanner.number(length)) {
        return false;
    }
    message.next_payload = payload_names.read(next);
    message.exchange = exchange_names.read(exchange);
    message.initiator = flags.find("INITIATOR") != std::string_view::npos;
    message.response = flags.find("MSG-RESPONSE") != std::string_view::npos;
    message.length = length;
    return true;
}

bool same_exchange(const LogMessage& a, const LogMessage& b) {
    return a.message_id == b.message_id && a.exchange.number == b.exchange.number;
}

bool ends(const std::vector<Payload>& payloads) {
    return !payloads.empty() && payloads.back().next.number == iana::payload::NONE;
}

}  // namespace

bool LogMessage::is_encrypted() const noexcept {
    return encrypted.has_value() || next_payload.number == iana::payload::SK ||
           next_payload.number == iana::payload::SKF;
}

LogReader::LogReader(LogSink& sink)
    : sink_(sink),
      lines_([this](std::uint32_t number, std::string_view line) { take_line(number, line); }),
      current_slot_(kNoNumber) {}

void LogReader::finish() {
    lines_.finish();
    counts_.lines = lines_.count();
    for (auto& [number, slot] : slots_) {
        give_unsent(slot);
        give(slot);
    }
    give_announced();
    slots_.clear();
}

void LogReader::take_line(std::uint32_t number, std::string_view line) {
    counts_.lines = lines_.count();
    record_.read(line);
    for (;;) {
        const std::size_t next = glued_record(record_.text);
        if (next == std::string_view::npos) {
            take_record(number);
            return;
        }
        const std::string rest = record_.text.substr(next);
        const std::optional<Stamp> stamp = record_.stamp;
        record_.text.resize(next);
        take_record(number);
        record_.read(rest);
        if (!record_.stamp) {
            record_.stamp = stamp;
        }
    }
}

LogReader::Slot& LogReader::slot_of_record() {
    if (record_.numbered) {
        current_slot_ = *record_.sa_id;
    } else if (record_.tag != Tag::none && record_.tag != Tag::asa) {
        current_slot_ = kNoNumber;
    }
    if (slots_.size() >= kMostSlots && slots_.find(current_slot_) == slots_.end()) {
        for (auto& [key, slot] : slots_) {
            give_unsent(slot);
            give(slot);
        }
        slots_.clear();
    }
    return slots_[current_slot_];
}

void LogReader::take_record(std::uint32_t number) {
    const std::string_view text = Scanner::trimmed(record_.text);
    if (text.empty() && record_.tag == Tag::none) {
        return;
    }
    Slot& slot = slot_of_record();
    if (take_header(slot, number) || take_contents(slot, number) || take_payload(slot, number) ||
        take_detail(slot, number) || take_summary(slot, number) || take_platform(slot, number) ||
        take_state(slot, number) || take_names(slot, number)) {
        return;
    }
    if (record_.tag != Tag::none || record_.sa_id || meaning_of(text)) {
        take_note(slot, number);
        return;
    }
    ++counts_.other_lines;
    sink_.take_other_line(number, record_.text);
}

LogReader::Draft LogReader::new_draft(std::uint32_t number) const {
    Draft draft;
    draft.stamp = record_.stamp;
    draft.session_id = record_.session_id;
    draft.sa_id = record_.sa_id;
    draft.first_line = number;
    draft.last_line = number;
    return draft;
}

bool LogReader::take_header(Slot& slot, std::uint32_t number) {
    Draft draft = new_draft(number);
    if (!read_header(record_.text, draft)) {
        return false;
    }
    draft.full_header = true;
    std::optional<Draft>& open = slot.draft;
    if (open && open->form != DumpForm::dump && !open->full_header && !open->contents_shown &&
        open->message_id == draft.message_id) {
        draft.direction = open->direction;
        draft.spis = open->spis;
        draft.local = open->local;
        draft.remote = open->remote;
        draft.first_line = open->first_line;
        draft.resent = open->resent;
        if (!draft.stamp) {
            draft.stamp = open->stamp;
        }
        if (!draft.sa_id) {
            draft.sa_id = open->sa_id;
        }
        open.reset();
    }
    give(slot);
    if (slot.unsent && !draft.is_encrypted()) {
        give_unsent(slot);
    }
    open = std::move(draft);
    return true;
}

bool LogReader::take_contents(Slot& slot, std::uint32_t number) {
    constexpr std::string_view kContents = "Payload contents:";
    const std::string_view text = Scanner::trimmed(record_.text);
    const bool encrypting = meaning_of(text) == Meaning::encrypting;
    if (!text.starts_with(kContents) && !encrypting) {
        return false;
    }
    std::optional<Draft>& open = slot.draft;
    if (open && !open->contents_shown && !encrypting) {
        open->contents_shown = true;
        open->last_line = number;
        return true;
    }
    if (slot.unsent && slot.unsent->payloads.empty()) {
        return true;
    }
    give(slot);
    give_unsent(slot);
    Draft draft = new_draft(number);
    draft.header_missing = true;
    draft.contents_shown = true;
    draft.direction = Direction::sent;
    slot.unsent = std::move(draft);
    return true;
}

// What the payloads that are printed now belong to.
LogReader::Draft* LogReader::listing(Slot& slot) {
    if (slot.draft) {
        return &*slot.draft;
    }
    return slot.unsent ? &*slot.unsent : nullptr;
}

bool LogReader::take_payload(Slot& slot, std::uint32_t number) {
    Payload payload;
    bool parsed = false;
    if (!read_payload_line(record_.text, payload, parsed)) {
        return false;
    }
    payload.line = number;
    Draft* draft = listing(slot);
    if (draft == nullptr || (draft->header_missing && ends(draft->payloads))) {
        // The log begins inside a dump, or lines are missing.
        give_unsent(slot);
        slot.unsent = new_draft(number);
        slot.unsent->header_missing = true;
        draft = &*slot.unsent;
    }
    if (payload.type.number == iana::payload::SK || payload.type.number == iana::payload::SKF) {
        draft->encrypted = std::move(payload);
        if (slot.unsent && draft != &*slot.unsent) {
            draft->payloads = std::move(slot.unsent->payloads);
            draft->first_line = slot.unsent->first_line;
            slot.unsent.reset();
        }
    } else if (draft->payloads.size() < kMostPayloads) {
        if (slot.unsent && draft != &*slot.unsent && draft->payloads.empty()) {
            // Payloads after a header were received: those before it were sent with another one.
            give_unsent(slot);
            draft = listing(slot);
        }
        draft->payloads.push_back(std::move(payload));
    }
    draft->parsed = draft->parsed || parsed;
    draft->contents_shown = true;
    draft->last_line = number;
    return true;
}

bool LogReader::take_detail(Slot& slot, std::uint32_t number) {
    if (record_.tag != Tag::none && record_.tag != Tag::asa) {
        return false;
    }
    Draft* draft = listing(slot);
    Payload nothing;
    Payload* payload = &nothing;
    if (draft != nullptr && !draft->payloads.empty()) {
        payload = &draft->payloads.back();
        // After the ENCR line of a sent message come details of nothing but that.
        if (draft->encrypted && draft->encrypted->line > payload->line) {
            payload = &*draft->encrypted;
        }
    }
    const DumpLine line = read_detail_line(record_.text, *payload);
    if (line == DumpLine::none || (draft == nullptr && line == DumpLine::octets)) {
        return false;
    }
    if (draft != nullptr) {
        draft->last_line = number;
    }
    return true;
}

bool LogReader::take_summary(Slot& slot, std::uint32_t number) {
    Scanner scanner(Scanner::trimmed(record_.text));
    std::optional<Draft>& open = slot.draft;
    const bool sent = scanner.literal("Sending Packet [To ");
    if (sent || scanner.literal("Received Packet [From ")) {
        const Direction direction = sent ? Direction::sent : Direction::received;
        if (!open || open->form != DumpForm::platform || open->contents_shown ||
            open->direction != direction) {
            give(slot);
            open = new_draft(number);
        }
        open->form = DumpForm::summary;
        open->direction = direction;
        open->resent = slot.resending;
        slot.resending = false;
        std::string_view remote;
        std::string_view local;
        if (scanner.until(sent ? "/From " : "/To ", remote) &&
            (scanner.until("/VRF", local) || scanner.until("]", local))) {
            open->remote = read_endpoint(remote);
            open->local = read_endpoint(local);
        }
        return true;
    }
    if (scanner.literal("Initiator SPI")) {
        if (!open || open->form == DumpForm::dump || open->contents_shown) {
            give(slot);
            open = new_draft(number);
            open->form = DumpForm::summary;
        }
        PrintedSpis spis;
        if (scanner.next(":") && read_spi(scanner, spis.initiator) && scanner.next("-") &&
            scanner.next("Responder SPI") && scanner.next(":") &&
            read_spi(scanner, spis.responder)) {
            if (scanner.next("Message id:")) {
                scanner.number(open->message_id);
            }
            open->spis = std::move(spis);
        }
        open->last_line = number;
        return true;
    }
    std::string_view exchange;
    if (scanner.literal("IKEv2 ") && scanner.until(" Exchange ", exchange) &&
        (scanner.at("REQUEST") || scanner.at("RESPONSE"))) {
        if (!open || open->contents_shown || open->full_header) {
            give(slot);
            open = new_draft(number);
            open->form = DumpForm::summary;
        }
        open->exchange = exchange_names.read(exchange);
        open->response = scanner.at("RESPONSE");
        open->last_line = number;
        return true;
    }
    return false;
}

// "SENT PKT [IKE_SA_INIT] [10.0.0.1]:500->[10.0.0.2]:500 InitSPI=0x... RespSPI=0x... MID=00000000"
bool LogReader::take_platform(Slot& slot, std::uint32_t number) {
    Scanner scanner(Scanner::trimmed(record_.text));
    const bool sent = scanner.literal("SENT PKT [");
    if (!sent && !scanner.literal("RECV PKT [")) {
        return false;
    }
    Draft draft = new_draft(number);
    draft.form = DumpForm::platform;
    draft.direction = sent ? Direction::sent : Direction::received;
    std::string_view exchange;
    std::string_view source;
    std::string_view destination;
    PrintedSpis spis;
    if (!scanner.until("]", exchange) || !scanner.until("->", source) ||
        !scanner.until("InitSPI=", destination) || !read_spi(scanner, spis.initiator) ||
        !scanner.next("RespSPI=") || !read_spi(scanner, spis.responder) || !scanner.next("MID=") ||
        !scanner.number(draft.message_id, 16)) {
        return false;
    }
    draft.exchange = exchange_names.read(exchange);
    draft.spis = std::move(spis);
    draft.local = read_endpoint(sent ? source : destination);
    draft.remote = read_endpoint(sent ? destination : source);
    if (!sent && !record_.numbered) {
        give_announced();
        announced_ = std::move(draft);
        return true;
    }
    const auto is_it = [&](const LogMessage& other) {
        return same_exchange(other, draft) &&
               (other.direction == draft.direction || other.direction == Direction::unknown);
    };
    // The platform says once more what the dump before it has shown.
    if (slot.draft && slot.draft->form != DumpForm::platform && is_it(*slot.draft)) {
        slot.draft->direction = draft.direction;
        if (!slot.draft->spis) {
            slot.draft->spis = draft.spis;
        }
        if (slot.draft->local.address.empty()) {
            slot.draft->local = draft.local;
            slot.draft->remote = draft.remote;
        }
        return true;
    }
    if (sent && slot.last && is_it(*slot.last)) {
        slot.last.reset();
        return true;
    }
    give(slot);
    slot.draft = std::move(draft);
    return true;
}

bool LogReader::take_names(Slot& slot, std::uint32_t number) {
    std::optional<Draft>& open = slot.draft;
    if (!open || open->full_header || !open->contents_shown || record_.tag == Tag::ikev2) {
        return false;
    }
    std::vector<Payload> names;
    if (!read_names_line(record_.text, names)) {
        return false;
    }
    for (Payload& payload : names) {
        payload.line = number;
        if (payload.type.number == iana::payload::SK || payload.type.number == iana::payload::SKF) {
            open->encrypted = std::move(payload);
        } else if (open->payloads.size() < kMostPayloads) {
            open->payloads.push_back(std::move(payload));
        }
    }
    open->last_line = number;
    return true;
}

// "SM Trace-> SA: I_SPI=%016X R_SPI=%016X (I) MsgID = %08d CurState: S Event: E"
bool LogReader::take_state(Slot& slot, std::uint32_t number) {
    Scanner scanner(Scanner::trimmed(record_.text));
    if (!scanner.literal("SM Trace->")) {
        return false;
    }
    LogEvent event;
    event.kind = LogEventKind::state;
    event.text = Scanner::trimmed(record_.text);
    PrintedSpis spis;
    std::string_view role;
    if (scanner.next("SA:") && scanner.next("I_SPI=") && read_spi(scanner, spis.initiator) &&
        scanner.next("R_SPI=") && read_spi(scanner, spis.responder)) {
        remember_spis(spis);
        event.spis = std::move(spis);
    }
    if (scanner.next("(") && scanner.until(")", role) && role.size() == 1) {
        event.role = role.front();
    }
    if (scanner.next("MsgID =")) {
        scanner.number(event.message_id);
    }
    if (scanner.next("CurState:")) {
        event.state = scanner.word();
    }
    if (scanner.next("Event:")) {
        event.event = scanner.word();
    }
    end_dump(slot);
    give_event(event, number);
    return true;
}

void LogReader::remember_spis(const PrintedSpis& spis) {
    if (!record_.sa_id) {
        return;
    }
    if (spis_.size() >= kMostSas && spis_.find(*record_.sa_id) == spis_.end()) {
        spis_.clear();
    }
    spis_[*record_.sa_id] = spis;
}

void LogReader::take_note(Slot& slot, std::uint32_t number) {
    LogEvent event;
    event.text = Scanner::trimmed(record_.text);
    if (record_.tag == Tag::error) {
        event.kind = LogEventKind::error;
    }
    end_dump(slot);
    switch (meaning_of(event.text).value_or(Meaning::encrypting)) {
        case Meaning::sending:
            slot.doing = Doing::sending;
            break;
        case Meaning::receiving:
            slot.doing = Doing::receiving;
            break;
        case Meaning::resending:
            slot.doing = Doing::sending;
            slot.resending = true;
            event.kind = LogEventKind::retransmission;
            break;
        case Meaning::nat_found:
            event.kind = LogEventKind::nat_found;
            break;
        case Meaning::nat_not_found:
            event.kind = LogEventKind::nat_not_found;
            break;
        case Meaning::authentication:
            event.kind = LogEventKind::authentication;
            break;
        case Meaning::error:
            event.kind = LogEventKind::error;
            break;
        case Meaning::encrypting:
            break;
    }
    give_event(event, number);
}

void LogReader::give_event(LogEvent& event, std::uint32_t number) {
    event.stamp = record_.stamp;
    event.session_id = record_.session_id;
    event.sa_id = record_.sa_id;
    event.line = number;
    ++counts_.events;
    sink_.take_event(event);
}

// A record that is no line of a dump ends the one before it, unless it is of another SA and the
// dump says that more payloads follow.
void LogReader::end_dump(Slot& slot) {
    if (!slot.draft) {
        return;
    }
    const Draft& draft = *slot.draft;
    const bool of_another = record_.sa_id && draft.sa_id && *record_.sa_id != *draft.sa_id;
    const bool goes_on = draft.full_header && !draft.encrypted && !ends(draft.payloads);
    if (!of_another || !goes_on) {
        give(slot);
    }
}

void LogReader::give_unsent(Slot& slot) {
    if (slot.unsent) {
        Draft draft = std::move(*slot.unsent);
        slot.unsent.reset();
        if (!draft.payloads.empty()) {
            give(slot, std::move(draft));
        }
    }
}

void LogReader::give_announced() {
    if (announced_) {
        Draft draft = std::move(*announced_);
        announced_.reset();
        give(slots_[kNoNumber], std::move(draft));
    }
}

// The platform receives a message before anybody knows which SA it is for; its dump comes later.
void LogReader::merge_announced(Draft& draft) {
    if (!announced_ || draft.direction == Direction::sent || !same_exchange(*announced_, draft)) {
        return;
    }
    draft.direction = Direction::received;
    if (!draft.spis) {
        draft.spis = std::move(announced_->spis);
    }
    if (draft.local.address.empty()) {
        draft.local = std::move(announced_->local);
        draft.remote = std::move(announced_->remote);
    }
    announced_.reset();
}

void LogReader::give(Slot& slot) {
    if (!slot.draft) {
        return;
    }
    Draft draft = std::move(*slot.draft);
    slot.draft.reset();
    if (slot.unsent && draft.is_encrypted() && draft.payloads.empty() && !draft.parsed &&
        draft.direction != Direction::received) {
        draft.payloads = std::move(slot.unsent->payloads);
        draft.first_line = slot.unsent->first_line;
        draft.direction = Direction::sent;
        slot.unsent.reset();
    }
    give(slot, std::move(draft));
}

void LogReader::give(Slot& slot, Draft&& draft) {
    if (!draft.header_missing && draft.exchange.empty()) {
        return;
    }
    merge_announced(draft);
    if (draft.direction == Direction::unknown) {
        if (draft.encrypted) {
            draft.direction = Direction::sent;
        } else if (draft.parsed || (draft.is_encrypted() && !draft.payloads.empty())) {
            draft.direction = Direction::received;
        } else if (slot.doing != Doing::nothing) {
            draft.direction = slot.doing == Doing::sending ? Direction::sent : Direction::received;
        }
    }
    if (!draft.header_missing) {
        draft.resent = draft.resent || (slot.resending && draft.direction == Direction::sent);
        slot.doing = Doing::nothing;
        slot.resending = false;
    }
    const auto known = draft.sa_id ? spis_.find(*draft.sa_id) : spis_.end();
    if (draft.spis) {
        if (draft.sa_id) {
            spis_[*draft.sa_id] = *draft.spis;
        }
    } else if (known != spis_.end()) {
        // The first request of an IKE SA has no responder's SPI: what was known is an older one's.
        const bool first = draft.exchange.number == iana::exchange::IKE_SA_INIT &&
                           draft.response == false && known->second.responder.value != 0;
        if (!first) {
            draft.spis = known->second;
        }
    }
    slot.last.reset();
    if (draft.form == DumpForm::platform) {
        ++counts_.messages;
        sink_.take_message(std::move(draft));
        return;
    }
    slot.last.emplace();
    slot.last->exchange = draft.exchange;
    slot.last->message_id = draft.message_id;
    slot.last->direction = draft.direction;
    ++counts_.messages;
    sink_.take_message(std::move(draft));
}

}  // namespace ikev2::ios
