// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ios/log_writer.h"

#include <sstream>

#include "plugin/iana/payload_types.h"
#include "plugin/ios/names.h"
#include "plugin/ios/stamp.h"

namespace ikev2::ios {

namespace {

std::string name_of(const NameTable& table, const Value& value) {
    return value.known() ? table.write(value.number) : value.text;
}

const char* flags_of(const Message& message) {
    const bool initiator = message.initiator.value_or(false);
    if (message.response.value_or(false)) {
        return initiator ? "INITIATOR MSG-RESPONSE" : "RESPONDER MSG-RESPONSE";
    }
    return initiator ? "INITIATOR" : "RESPONDER";
}

const char* vendor_of(const Payload& payload) {
    return payload.vendor.empty() ? "(CUSTOM)" : payload.vendor.c_str();
}

class Writer {
  public:
    explicit Writer(const LogContext& context)
        : context_(context), stamp_(write_stamp(context.time) + ":") {}

    void write(const Message& message);
    [[nodiscard]] std::string text() const { return out_.str(); }

  private:
    std::ostream& record() { return out_ << stamp_ << " IKEv2:"; }
    void write_constructed(const Message& message);
    void write_header(const Message& message);
    void write_payloads(const std::vector<Payload>& payloads, bool parsed);
    void write_generic(const Payload& payload);
    void write_details(const Payload& payload);
    void write_sa(const Payload& payload);
    void write_proposal(const Proposal& proposal);
    void write_cfg(const Payload& payload);
    void write_ts(const Payload& payload);

    const LogContext& context_;
    std::string stamp_;
    std::ostringstream out_;
    bool after_cfg_ = false;
};

constexpr const char* kContents = "Payload contents: \n";

void Writer::write(const Message& message) {
    const bool inside = message.encrypted && !message.payloads.empty();
    const bool opened =
        inside || (message.encrypted && message.encrypted->next.number == iana::payload::NONE);
    if (context_.direction == Direction::sent) {
        write_constructed(message);
        if (inside) {
            out_ << kContents;
            write_payloads(message.payloads, false);
        }
        write_header(message);
    } else {
        record() << "Got a packet from dispatcher\n";
        record() << "Processing an item off the pak queue\n";
        write_header(message);
    }
    out_ << kContents;
    if (message.encrypted && (context_.direction == Direction::sent || !opened)) {
        write_generic(*message.encrypted);
    } else {
        write_payloads(message.payloads, context_.direction == Direction::received);
    }
}

void Writer::write_constructed(const Message& message) {
    for (const Payload& payload : message.payloads) {
        // Cisco's own name of this one is shorter when it is built.
        constexpr std::string_view kCisco = "CISCO-";
        if (payload.type.number == iana::payload::V) {
            std::string_view vendor = vendor_of(payload);
            if (vendor.starts_with(kCisco)) {
                vendor.remove_prefix(kCisco.size());
            }
            record() << "Construct Vendor Specific Payload: " << vendor << '\n';
        } else if (payload.type.number == iana::payload::N) {
            record() << "Construct Notify Payload: " << name_of(notify_names, payload.kind) << '\n';
        }
    }
}

void Writer::write_header(const Message& message) {
    record();
    if (context_.sa_id) {
        out_ << "(SA ID = " << *context_.sa_id << "):";
    }
    out_ << "Next payload: " << name_of(payload_names, message.next_payload)
         << ", version: 2.0 Exchange type: " << name_of(exchange_names, message.exchange)
         << ", flags: " << flags_of(message) << " Message id: " << message.message_id
         << ", length: " << message.length.value_or(0) << " \n";
}

void Writer::write_payloads(const std::vector<Payload>& payloads, bool parsed) {
    for (const Payload& payload : payloads) {
        if (parsed && payload.type.number == iana::payload::V) {
            record() << "Parse Vendor Specific Payload: " << vendor_of(payload);
        } else if (parsed && payload.type.number == iana::payload::N) {
            record() << "Parse Notify Payload: " << name_of(notify_names, payload.kind);
        } else if (after_cfg_) {
            out_ << stamp_;
        }
        after_cfg_ = false;
        write_generic(payload);
        write_details(payload);
    }
}

void Writer::write_generic(const Payload& payload) {
    out_ << ' ' << write_name(payload) << "  Next payload: " << name_of(payload_names, payload.next)
         << ", reserved: 0x0, length: " << payload.length.value_or(0) << '\n';
}

void Writer::write_details(const Payload& payload) {
    switch (payload.type.number) {
        case iana::payload::SA:
            write_sa(payload);
            break;
        case iana::payload::KE:
            out_ << "    DH group: " << payload.group.value_or(0) << ", Reserved: 0x0\n";
            break;
        case iana::payload::IDi:
        case iana::payload::IDr:
            out_ << "    Id type: " << name_of(id_names, payload.kind) << ", Reserved: 0x0 0x0\n";
            break;
        case iana::payload::CERT:
        case iana::payload::CERTREQ:
            out_ << "    Cert encoding " << name_of(cert_names, payload.kind) << '\n';
            break;
        case iana::payload::AUTH:
            out_ << "    Auth method " << name_of(auth_names, payload.kind)
                 << ", reserved: 0x0, reserved 0x0\n";
            break;
        case iana::payload::N:
            out_ << "    Security protocol id: " << name_of(protocol_names, payload.protocol)
                 << ", spi size: " << payload.spi_size.value_or(0)
                 << ", type: " << name_of(notify_names, payload.kind) << '\n';
            break;
        case iana::payload::D:
            out_ << "    Security protocol id: " << name_of(protocol_names, payload.protocol)
                 << ", spi size: " << payload.spi_size.value_or(0)
                 << ", num of spi: " << payload.spi_count.value_or(0) << '\n';
            break;
        case iana::payload::CP:
            write_cfg(payload);
            break;
        case iana::payload::TSi:
        case iana::payload::TSr:
            write_ts(payload);
            break;
        default:
            break;
    }
}

void Writer::write_sa(const Payload& payload) {
    for (const Proposal& proposal : payload.proposals) {
        const bool last = &proposal == &payload.proposals.back();
        out_ << "  last proposal: " << (last ? "0x0" : "0x2")
             << ", reserved: 0x0, length: " << proposal.length << '\n';
        write_proposal(proposal);
    }
}

void Writer::write_proposal(const Proposal& proposal) {
    out_ << "  Proposal: " << proposal.number
         << ", Protocol id: " << name_of(protocol_names, proposal.protocol)
         << ", SPI size: " << proposal.spi_size << ", #trans: " << proposal.transform_count;
    if (proposal.transforms.empty()) {
        out_ << '\n';
    }
    for (const Transform& transform : proposal.transforms) {
        const bool last = &transform == &proposal.transforms.back();
        out_ << "    last transform: " << (last ? "0x0" : "0x3")
             << ", reserved: 0x0: length: " << transform.length << '\n'
             << "    type: " << unsigned{transform.type}
             << ", reserved: 0x0, id: " << name_of(transform_names(transform.type), transform.id)
             << '\n';
    }
}

// Each attribute is a record of its own; the one after a value that the router shows elsewhere has
// no stamp.
void Writer::write_cfg(const Payload& payload) {
    out_ << "    cfg type: " << name_of(cfg_names, payload.kind)
         << ", reserved: 0x0, reserved: 0x0\n";
    bool stamped = true;
    for (const ConfigAttribute& attribute : payload.attributes) {
        if (stamped) {
            out_ << stamp_;
        }
        out_ << "    attrib type: " << name_of(attribute_names, attribute.type)
             << ", length: " << attribute.length << '\n';
        stamped = attribute.length == 0;
    }
    after_cfg_ = true;
}

void Writer::write_ts(const Payload& payload) {
    out_ << "    Num of TSs: " << payload.ts_count.value_or(0) << ", reserved 0x0, reserved 0x0\n";
    for (const TrafficSelector& selector : payload.selectors) {
        out_ << "    TS type: " << name_of(ts_names, selector.type)
             << ", proto id: " << selector.protocol << ", length: " << selector.length << '\n';
        if (selector.start_port && selector.end_port) {
            out_ << "    start port: " << *selector.start_port
                 << ", end port: " << *selector.end_port << '\n';
        }
        if (!selector.start_address.empty()) {
            out_ << "    start addr: " << selector.start_address
                 << ", end addr: " << selector.end_address << '\n';
        }
    }
}

}  // namespace

std::string write_log(const Message& message, const LogContext& context) {
    Writer writer(context);
    writer.write(message);
    return writer.text();
}

std::string write_name(const Payload& payload) {
    std::string name = name_of(payload_names, payload.type);
    if (payload.type.number != iana::payload::N) {
        return name;
    }
    return name + '(' + name_of(notify_names, payload.kind) + ')';
}

std::string write_names(const std::vector<Payload>& payloads) {
    std::string names;
    for (const Payload& payload : payloads) {
        names += (names.empty() ? "" : " ") + write_name(payload);
    }
    return names;
}

}  // namespace ikev2::ios
