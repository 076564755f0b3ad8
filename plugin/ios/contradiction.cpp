// What a dump says against itself.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <numeric>

#include "plugin/iana/payload_types.h"
#include "plugin/ios/difference.h"
#include "plugin/ios/log_writer.h"

namespace ikev2::ios {

namespace {

// Octets of the parts that a debug prints the lengths of (RFC 7296, sections 3.1 to 3.15).
constexpr std::uint32_t kHeader = 28;
constexpr std::uint32_t kGenericHeader = 4;
constexpr std::uint32_t kProposalHeader = 8;
constexpr std::uint32_t kTsHeader = 8;
constexpr std::uint32_t kCfgHeader = 8;
constexpr std::uint32_t kAttributeHeader = 4;
/// The shortest IV and ICV, and the Pad Length octet (RFC 5282).
constexpr std::uint32_t kLeastProtection = 8 + 8 + 1;

constexpr const char* kOmitted =
    "lines of the debug were lost or cut out; its log buffer or the terminal was too slow";
constexpr const char* kSums = "a line of the debug is damaged, or lines were lost";

struct Checker {
    const LogMessage& message;
    std::vector<Difference> found;

    void add(std::uint32_t line, std::string where, std::string in_debug, const char* meaning) {
        found.push_back({FindingKind::debug_inconsistent,
                         line,
                         std::move(where),
                         {},
                         std::move(in_debug),
                         meaning});
    }

    void check_sum(const Payload& payload, std::uint32_t sum, const char* parts) {
        if (payload.length && *payload.length != sum) {
            add(payload.line, write_name(payload),
                "length " + std::to_string(*payload.length) + ", but " + parts + " add up to " +
                    std::to_string(sum),
                kSums);
        }
    }

    void check_sa(const Payload& payload) {
        std::uint32_t sum = kGenericHeader;
        for (const Proposal& proposal : payload.proposals) {
            sum += proposal.length;
            std::uint32_t inside = kProposalHeader + proposal.spi_size;
            for (const Transform& transform : proposal.transforms) {
                inside += transform.length;
            }
            if (proposal.transform_count != proposal.transforms.size()) {
                add(payload.line, write_name(payload),
                    "proposal " + std::to_string(proposal.number) + " has " +
                        std::to_string(proposal.transform_count) + " transforms, " +
                        std::to_string(proposal.transforms.size()) + " are printed",
                    kOmitted);
                return;
            }
            if (proposal.length != inside) {
                add(payload.line, write_name(payload),
                    "length of proposal " + std::to_string(proposal.number) + ": " +
                        std::to_string(proposal.length) + ", but its transforms add up to " +
                        std::to_string(inside),
                    kSums);
                return;
            }
        }
        check_sum(payload, sum, "its proposals");
    }

    void check_cfg(const Payload& payload) {
        std::uint32_t sum = kCfgHeader;
        for (const ConfigAttribute& attribute : payload.attributes) {
            sum += kAttributeHeader + attribute.length;
        }
        check_sum(payload, sum, "its attributes");
    }

    void check_ts(const Payload& payload) {
        std::uint32_t sum = kTsHeader;
        for (const TrafficSelector& selector : payload.selectors) {
            sum += selector.length;
        }
        check_sum(payload, sum, "its traffic selectors");
    }

    void check_payload(const Payload& payload) {
        if (!payload.length) {
            return;
        }
        switch (payload.type.number) {
            case iana::payload::SA:
                check_sa(payload);
                break;
            case iana::payload::CP:
                check_cfg(payload);
                break;
            case iana::payload::TSi:
            case iana::payload::TSr:
                check_ts(payload);
                break;
            default:
                break;
        }
    }

    // Whether each payload is the one that the one before it announces.
    bool check_chain(const Value& first) {
        Value expected = first;
        std::string announced_by = message.encrypted ? "ENCR" : "the header";
        std::uint32_t line = message.encrypted ? message.encrypted->line : message.first_line;
        for (const Payload& payload : message.payloads) {
            if (expected.known() && payload.type.known() &&
                expected.number != payload.type.number) {
                add(payload.line, write_name(payload),
                    announced_by + " announces " + expected.text + ", " + write_name(payload) +
                        " is printed",
                    kOmitted);
                return false;
            }
            expected = payload.next;
            announced_by = write_name(payload);
            line = payload.line;
        }
        if (expected.known() && expected.number != iana::payload::NONE) {
            add(line, announced_by,
                announced_by + " announces " + expected.text + ", no payload is printed after it",
                kOmitted);
            return false;
        }
        return true;
    }

    void check_lengths() {
        std::uint32_t inside = 0;
        for (const Payload& payload : message.payloads) {
            inside += payload.length.value_or(0);
        }
        const bool encrypted = message.is_encrypted();
        const std::uint32_t length = message.length.value_or(0);
        std::string sum;
        if (!encrypted && length != kHeader + inside) {
            sum = "its payloads add up to " + std::to_string(kHeader + inside);
        } else if (message.encrypted && message.encrypted->length &&
                   length != kHeader + *message.encrypted->length) {
            sum = "ENCR has " + std::to_string(*message.encrypted->length);
        } else if (encrypted && length < kHeader + kGenericHeader + kLeastProtection + inside) {
            sum = "the payloads inside add up to " + std::to_string(inside);
        }
        if (!sum.empty()) {
            add(message.first_line, {}, "length " + std::to_string(length) + ", but " + sum, kSums);
        }
    }
};

}  // namespace

std::vector<Difference> contradictions(const LogMessage& message, bool shows_inside) {
    Checker checker{message, {}};
    if (message.form != DumpForm::dump) {
        return {};
    }
    for (const Payload& payload : message.payloads) {
        checker.check_payload(payload);
    }
    if (message.header_missing) {
        return std::move(checker.found);
    }
    bool complete = true;
    if (message.encrypted) {
        const bool announced = message.encrypted->next.number != iana::payload::NONE;
        if (message.payloads.empty() && announced) {
            complete = false;
            if (shows_inside) {
                checker.check_chain(message.encrypted->next);
            }
        } else {
            complete = checker.check_chain(message.encrypted->next);
        }
    } else if (message.is_encrypted()) {
        complete = message.payloads.empty() || checker.check_chain({});
    } else if (message.contents_shown) {
        complete = checker.check_chain(message.next_payload);
    }
    if (complete && checker.found.empty()) {
        checker.check_lengths();
    }
    return std::move(checker.found);
}

}  // namespace ikev2::ios
