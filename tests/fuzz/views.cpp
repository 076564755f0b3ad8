// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/views.h"

#include "plugin/iana/payload_types.h"
#include "plugin/ike/attribute.h"
#include "plugin/ike/cfg_encdns.h"
#include "plugin/ike/der.h"
#include "plugin/ike/general_name.h"
#include "plugin/ike/group_substructure.h"
#include "plugin/ike/notify_3gpp.h"
#include "plugin/ike/notify_auth_methods.h"
#include "plugin/ike/notify_ppk.h"
#include "plugin/ike/notify_redirect.h"
#include "plugin/ike/payload.h"
#include "plugin/ike/payload_auth.h"
#include "plugin/ike/payload_cert.h"
#include "plugin/ike/payload_cp.h"
#include "plugin/ike/payload_delete.h"
#include "plugin/ike/payload_id.h"
#include "plugin/ike/payload_ke.h"
#include "plugin/ike/payload_notify.h"
#include "plugin/ike/payload_sa.h"
#include "plugin/ike/payload_sk.h"
#include "plugin/ike/payload_ts.h"
#include "plugin/ike/signed_data.h"
#include "plugin/ike/ts_fc.h"
#include "plugin/ike/vendor_ids.h"

namespace ikev2::fuzz {

namespace {

using ike::Reader;

volatile std::uint32_t used = 0;

// Reads what `field` says, so that a sanitizer sees it if it is not there.
template <typename T>
void use(const ike::At<T>& field) {
    used = used + field.offset + static_cast<std::uint32_t>(field.value);
}
void use(const ike::At<Octets>& field) {
    for (const std::uint8_t octet : field.value) {
        used = used + octet;
    }
}

void read_attributes(Reader reader) {
    ike::Attribute attribute;
    while (ike::next_attribute(reader, attribute)) {
        use(attribute.value);
    }
}

void read_sa(Reader reader) {
    ike::Proposal proposal;
    while (ike::next_proposal(reader, proposal)) {
        use(proposal.spi);
        ike::Transform transform;
        while (ike::next_transform(proposal.transforms, transform)) {
            used = used + transform.key_length();
            read_attributes(transform.attributes);
        }
    }
}

void read_ts(Reader reader) {
    auto selectors = ike::TrafficSelectors::read(reader);
    ike::TrafficSelector selector;
    while (ike::next_traffic_selector(selectors.selectors, selector)) {
        use(selector.start_address);
        use(selector.end_address);
        use(selector.data);
    }
}

void read_cp(Reader reader) {
    static_cast<void>(ike::Configuration::read(reader));
    ike::Attribute attribute;
    while (ike::next_configuration_attribute(reader, attribute)) {
        use(attribute.value);
    }
}

void read_group(Reader reader) {
    ike::GroupSubstructure it;
    while (ike::next_group_substructure(reader, it)) {
        read_attributes(it.body);
        use(ike::WrappedKey::read(it.body).encrypted_key);
    }
}

// The bodies that notifies and configuration attributes may have.
void read_data(Octets octets, const ike::At<Octets>& data) {
    const Reader reader(octets, data.offset, data.end());
    Reader each = reader;
    static_cast<void>(ike::DeviceIdentity::read(each));
    each = reader;
    static_cast<void>(ike::EmergencyNumber::read(each));
    each = reader;
    static_cast<void>(ike::QosInfo::read(each));
    each = reader;
    static_cast<void>(ike::SNssai::read(each));
    each = reader;
    static_cast<void>(ike::PpkIdentity::read(each));
    each = reader;
    static_cast<void>(ike::Redirect::read(each));
    each = reader;
    static_cast<void>(ike::FibreChannelRange::read(each));
    each = reader;
    static_cast<void>(ike::EncryptedDns::read(each, 4));
    each = reader;
    static_cast<void>(ike::EncryptedDnsDigest::read(each));
    each = reader;
    ike::AuthMethodAnnouncement announcement;
    while (ike::next_announcement(each, announcement)) {
    }
    each = reader;
    use(ike::GeneralName::read(each).value);
    each = reader;
    use(ike::DerValue::read(each).contents);
    static_cast<void>(ike::SignedData::read(octets, data));
    static_cast<void>(ike::find_vendor_id(data.value));
}

struct View {
    std::uint8_t type;
    void (*read)(Reader reader);
};

constexpr View views[] = {
    {iana::payload::SA, read_sa},
    {iana::payload::KE, [](Reader reader) { use(ike::KeyExchange::read(reader).data); }},
    {iana::payload::IDi, [](Reader reader) { use(ike::Identification::read(reader).data); }},
    {iana::payload::CERT, [](Reader reader) { use(ike::Certificate::read(reader).data); }},
    {iana::payload::AUTH, [](Reader reader) { use(ike::Authentication::read(reader).data); }},
    {iana::payload::N, [](Reader reader) { use(ike::Notify::read(reader).data); }},
    {iana::payload::D, [](Reader reader) { static_cast<void>(ike::Delete::read(reader)); }},
    {iana::payload::TSi, read_ts},
    {iana::payload::CP, read_cp},
    {iana::payload::GSA, read_group},
    {iana::payload::KD, read_group},
};

}  // namespace

void read_payloads(Octets octets, std::uint8_t first, std::uint32_t from, std::uint32_t end) {
    ike::Chain chain(octets, first, from, end);
    ike::Payload payload;
    while (chain.next(payload)) {
        for (const View& view : views) {
            if (view.type == payload.type) {
                view.read(payload.reader(octets));
            }
        }
        read_data(octets, payload.body);
    }
}

}  // namespace ikev2::fuzz
