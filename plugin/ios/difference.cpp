// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/difference.h"

#include <algorithm>
#include <utility>

#include "plugin/iana/payload_types.h"
#include "plugin/iana/transform_types.h"
#include "plugin/ios/log_writer.h"
#include "plugin/ios/names.h"

namespace ikev2::ios {

namespace {

constexpr const char* kPayloadsMean =
    "the message was changed on the way, or capture and debug are of different messages";
constexpr const char* kProposalMeans =
    "the two ends do not see the same proposal: the capture may be of another negotiation";
constexpr const char* kGroupMeans = "the peers do not use the same Diffie-Hellman group";
constexpr const char* kTsMeans =
    "the traffic selectors differ: one end narrowed them, or its access list is another one";
constexpr const char* kCfgMeans = "the configuration that was asked for or given differs";
constexpr const char* kNotifyMeans = "another notification was sent than the router shows";
constexpr const char* kIdentityMeans =
    "the peer names itself differently; profile and key are chosen by that";
constexpr const char* kAuthMeans = "the peers authenticate differently than the router shows";
constexpr const char* kValueMeans = "capture and debug do not show the same message";
constexpr const char* kLengthMeans =
    "octets were added or lost on the way, or capture and debug show different messages";

// A number that only one side knows cannot be compared.
bool differs(const Value& captured, const Value& logged) {
    return captured.known() && logged.known() && captured.number != logged.number;
}

template <typename T>
bool differs(const std::optional<T>& captured, const std::optional<T>& logged) {
    return captured && logged && *captured != *logged;
}

std::string text_of(const NameTable& table, const Value& value) {
    return value.known() ? table.write(value.number) : value.text;
}

bool same_payload(const Payload& a, const Payload& b) {
    return !differs(a.type, b.type) &&
           (a.type.number != iana::payload::N || !differs(a.kind, b.kind));
}

bool same_types(const std::vector<Payload>& a, const std::vector<Payload>& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const Payload& one, const Payload& other) { return !differs(one.type, other.type); });
}

std::string text_of(const Transform& transform) {
    std::string text = text_of(transform_names(transform.type), transform.id);
    if (transform.type < iana::transform_type::ENCR || transform.type > iana::transform_type::ESN) {
        text = "type " + std::to_string(transform.type) + " " + text;
    }
    constexpr std::uint16_t kWithoutAttribute = 8;
    if (transform.length > kWithoutAttribute) {
        text += " with attribute";
    }
    return text;
}

std::string text_of(const TrafficSelector& selector) {
    std::string text;
    if (selector.start_address.empty()) {
        text = text_of(ts_names, selector.type);
    } else {
        text = selector.start_address + "-" + selector.end_address;
    }
    if (selector.start_port && selector.end_port) {
        text += " port " + std::to_string(*selector.start_port) + "-" +
                std::to_string(*selector.end_port);
    }
    return text + " protocol " + std::to_string(selector.protocol);
}

std::string text_of(const ConfigAttribute& attribute) {
    return text_of(attribute_names, attribute.type) + " (" + std::to_string(attribute.length) + ")";
}

template <typename T>
std::string list_of(const std::vector<T>& items) {
    std::string text;
    for (const T& item : items) {
        text += (text.empty() ? "" : ", ") + text_of(item);
    }
    return text;
}

bool differs(const Transform& a, const Transform& b) {
    return a.type != b.type || differs(a.id, b.id) || a.length != b.length;
}

bool differs(const TrafficSelector& a, const TrafficSelector& b) {
    return differs(a.type, b.type) || a.protocol != b.protocol ||
           differs(a.start_port, b.start_port) || differs(a.end_port, b.end_port) ||
           (!a.start_address.empty() && !b.start_address.empty() &&
            (a.start_address != b.start_address || a.end_address != b.end_address));
}

bool differs(const ConfigAttribute& a, const ConfigAttribute& b) {
    return differs(a.type, b.type) || a.length != b.length;
}

// Compares one payload with the same one of the debug.
class PayloadComparison {
  public:
    PayloadComparison(const Payload& captured, const Payload& logged,
                      std::vector<Difference>& found)
        : captured_(captured), logged_(logged), found_(found) {}

    void compare() {
        const std::size_t before = found_.size();
        compare_details();
        if (found_.size() == before && differs(captured_.length, logged_.length)) {
            add(FindingKind::length, "length", std::to_string(*captured_.length),
                std::to_string(*logged_.length), kLengthMeans);
        }
    }

  private:
    void add(FindingKind kind, const char* what, std::string in_capture, std::string in_debug,
             const char* meaning) {
        std::string where = write_name(logged_);
        if (what[0] != 0) {
            where += std::string(": ") + what;
        }
        found_.push_back({kind, logged_.line, std::move(where), std::move(in_capture),
                          std::move(in_debug), meaning});
    }
    void add(const char* what, std::string in_capture, std::string in_debug, const char* meaning) {
        add(FindingKind::value, what, std::move(in_capture), std::move(in_debug), meaning);
    }
    void compare(const char* what, const NameTable& table, const Value& captured,
                 const Value& logged, const char* meaning) {
        if (differs(captured, logged)) {
            add(what, text_of(table, captured), text_of(table, logged), meaning);
        }
    }
    void compare(const char* what, const std::optional<std::uint16_t>& captured,
                 const std::optional<std::uint16_t>& logged, const char* meaning) {
        if (differs(captured, logged)) {
            add(what, std::to_string(*captured), std::to_string(*logged), meaning);
        }
    }

    // Item by item if there are as many, the lists as a whole otherwise.
    template <typename T>
    void compare(const char* what, const std::vector<T>& captured, const std::vector<T>& logged,
                 const char* meaning) {
        if (captured.size() != logged.size()) {
            add(what, list_of(captured), list_of(logged), meaning);
            return;
        }
        for (std::size_t i = 0; i < captured.size(); ++i) {
            if (differs(captured[i], logged[i])) {
                add(what, text_of(captured[i]), text_of(logged[i]), meaning);
            }
        }
    }

    void compare_proposal(const Proposal& captured, const Proposal& logged) {
        const std::size_t before = found_.size();
        if (captured.number != logged.number) {
            add("proposal number", std::to_string(captured.number), std::to_string(logged.number),
                kProposalMeans);
        }
        compare("protocol", protocol_names, captured.protocol, logged.protocol, kProposalMeans);
        if (captured.spi_size != logged.spi_size) {
            add("SPI size", std::to_string(captured.spi_size), std::to_string(logged.spi_size),
                kProposalMeans);
        }
        // Where the dump has fewer than it announces, it was found to contradict itself.
        if (logged.transforms.size() == logged.transform_count) {
            compare("transform", captured.transforms, logged.transforms, kProposalMeans);
        }
        if (found_.size() == before && captured.length != logged.length) {
            add(FindingKind::length, "proposal length", std::to_string(captured.length),
                std::to_string(logged.length), kLengthMeans);
        }
    }

    void compare_sa() {
        if (captured_.proposals.size() != logged_.proposals.size()) {
            add("proposals", std::to_string(captured_.proposals.size()),
                std::to_string(logged_.proposals.size()), kProposalMeans);
            return;
        }
        for (std::size_t i = 0; i < captured_.proposals.size(); ++i) {
            compare_proposal(captured_.proposals[i], logged_.proposals[i]);
        }
    }

    // Where lines were lost, the dump was found to contradict itself.
    [[nodiscard]] bool attributes_complete() const {
        std::uint32_t sum = 8;
        for (const ConfigAttribute& attribute : logged_.attributes) {
            sum += 4U + attribute.length;
        }
        return logged_.length == sum;
    }
    [[nodiscard]] bool selectors_complete() const {
        std::uint32_t sum = 8;
        for (const TrafficSelector& selector : logged_.selectors) {
            sum += selector.length;
        }
        return logged_.length == sum;
    }

    void compare_details() {
        if (!logged_.length) {
            // Only its name was printed.
            if (captured_.type.number == iana::payload::N) {
                compare("type", notify_names, captured_.kind, logged_.kind, kNotifyMeans);
            }
            return;
        }
        switch (captured_.type.number) {
            case iana::payload::SA:
                compare_sa();
                break;
            case iana::payload::KE:
                compare("DH group", captured_.group, logged_.group, kGroupMeans);
                break;
            case iana::payload::IDi:
            case iana::payload::IDr:
                compare("ID type", id_names, captured_.kind, logged_.kind, kIdentityMeans);
                break;
            case iana::payload::AUTH:
                compare("method", auth_names, captured_.kind, logged_.kind, kAuthMeans);
                compare("data length", captured_.data_length, logged_.data_length, kLengthMeans);
                break;
            case iana::payload::CERT:
            case iana::payload::CERTREQ:
                compare("encoding", cert_names, captured_.kind, logged_.kind, kAuthMeans);
                compare("data length", captured_.data_length, logged_.data_length, kLengthMeans);
                break;
            case iana::payload::N:
                compare("type", notify_names, captured_.kind, logged_.kind, kNotifyMeans);
                compare("protocol", protocol_names, captured_.protocol, logged_.protocol,
                        kNotifyMeans);
                compare("SPI size", captured_.spi_size, logged_.spi_size, kNotifyMeans);
                break;
            case iana::payload::D:
                compare("protocol", protocol_names, captured_.protocol, logged_.protocol,
                        kValueMeans);
                compare("SPI size", captured_.spi_size, logged_.spi_size, kValueMeans);
                compare("number of SPIs", captured_.spi_count, logged_.spi_count, kValueMeans);
                break;
            case iana::payload::CP:
                compare("type", cfg_names, captured_.kind, logged_.kind, kCfgMeans);
                if (attributes_complete()) {
                    compare("attribute", captured_.attributes, logged_.attributes, kCfgMeans);
                }
                break;
            case iana::payload::TSi:
            case iana::payload::TSr:
                if (selectors_complete()) {
                    compare("", captured_.selectors, logged_.selectors, kTsMeans);
                }
                break;
            default:
                break;
        }
    }

    const Payload& captured_;
    const Payload& logged_;
    std::vector<Difference>& found_;
};

void compare_payload(const Payload& captured, const Payload& logged,
                     std::vector<Difference>& found) {
    PayloadComparison(captured, logged, found).compare();
}

// Whether the debug printed all payloads that the message has in its own view.
bool list_complete(const LogMessage& logged) {
    if (logged.form != DumpForm::dump) {
        return true;
    }
    if (logged.payloads.empty()) {
        return true;
    }
    const Value* expected = nullptr;
    if (logged.encrypted) {
        expected = &logged.encrypted->next;
    } else if (!logged.is_encrypted() && !logged.header_missing) {
        expected = &logged.next_payload;
    }
    for (const Payload& payload : logged.payloads) {
        if (expected != nullptr && differs(*expected, payload.type)) {
            return false;
        }
        expected = &payload.next;
    }
    return !expected->known() || expected->number == iana::payload::NONE;
}

// Whether what the message holds can be compared: both sides have it.
bool contents_known(const CaptureMessage& captured, const LogMessage& logged) {
    if (!captured.opened || !logged.contents_shown || logged.form == DumpForm::platform) {
        return false;
    }
    if (logged.is_encrypted() && logged.payloads.empty()) {
        // The level of the debug decides whether a sent one is printed.
        return logged.encrypted ? logged.encrypted->next.number == iana::payload::NONE
                                : logged.direction == Direction::received;
    }
    return true;
}

// The pairs of payloads of two lists, in order, that are most alike.
std::vector<std::pair<std::size_t, std::size_t>> align(const std::vector<Payload>& a,
                                                       const std::vector<Payload>& b) {
    constexpr unsigned kSameType = 1;
    constexpr unsigned kSameLength = 1;
    const auto likeness = [&](std::size_t i, std::size_t j) -> unsigned {
        if (!same_payload(a[i], b[j])) {
            return 0;
        }
        return differs(a[i].length, b[j].length) ? kSameType : kSameType + kSameLength;
    };
    // best[i][j]: of what is left of a from i and of b from j.
    std::vector<std::vector<unsigned>> best(a.size() + 1, std::vector<unsigned>(b.size() + 1));
    for (std::size_t i = a.size(); i-- > 0;) {
        for (std::size_t j = b.size(); j-- > 0;) {
            const unsigned pair = likeness(i, j);
            best[i][j] = std::max(
                {best[i + 1][j], best[i][j + 1], pair != 0 ? pair + best[i + 1][j + 1] : 0});
        }
    }
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        const unsigned pair = likeness(i, j);
        if (pair != 0 && best[i][j] == pair + best[i + 1][j + 1]) {
            pairs.emplace_back(i++, j++);
        } else if (best[i][j] == best[i + 1][j]) {
            ++i;
        } else {
            ++j;
        }
    }
    return pairs;
}

void compare_contents(const CaptureMessage& captured, const LogMessage& logged,
                      std::vector<Difference>& found) {
    if (same_types(captured.payloads, logged.payloads)) {
        for (std::size_t i = 0; i < captured.payloads.size(); ++i) {
            compare_payload(captured.payloads[i], logged.payloads[i], found);
        }
        return;
    }
    if (list_complete(logged)) {
        found.push_back({FindingKind::payloads, logged.first_line, "",
                         write_names(captured.payloads), write_names(logged.payloads),
                         kPayloadsMean});
    }
    for (const auto& [one, other] : align(captured.payloads, logged.payloads)) {
        compare_payload(captured.payloads[one], logged.payloads[other], found);
    }
}

void compare_frame(const CaptureMessage& captured, const LogMessage& logged,
                   std::vector<Difference>& found) {
    if (differs(captured.length, logged.length) && !captured.fragment) {
        found.push_back({FindingKind::length, logged.first_line, "",
                         std::to_string(*captured.length), std::to_string(*logged.length),
                         kLengthMeans});
        return;
    }
    if (captured.encrypted && logged.encrypted &&
        differs(captured.encrypted->length, logged.encrypted->length) && !captured.fragment) {
        found.push_back({FindingKind::length, logged.encrypted->line, "ENCR",
                         std::to_string(*captured.encrypted->length),
                         std::to_string(*logged.encrypted->length), kLengthMeans});
        return;
    }
    if (differs(captured.next_payload, logged.next_payload) && !captured.fragment) {
        found.push_back({FindingKind::value, logged.first_line, "Next payload",
                         text_of(payload_names, captured.next_payload),
                         text_of(payload_names, logged.next_payload), kValueMeans});
    }
}

}  // namespace

std::vector<Difference> differences(const CaptureMessage& captured, const LogMessage& logged) {
    std::vector<Difference> found;
    if (contents_known(captured, logged)) {
        compare_contents(captured, logged, found);
    }
    if (found.empty() && !logged.header_missing) {
        compare_frame(captured, logged, found);
    }
    return found;
}

bool same_payload_list(const Message& captured, const Message& logged) {
    return std::equal(captured.payloads.begin(), captured.payloads.end(), logged.payloads.begin(),
                      logged.payloads.end(), [](const Payload& a, const Payload& b) {
                          return same_payload(a, b) && !differs(a.length, b.length);
                      });
}

}  // namespace ikev2::ios
