// The Vendor ID payload (RFC 7296, section 3.12).
// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstring>

#include "plugin/epan/layout.h"
#include "plugin/epan/payload_table.h"
#include "plugin/ike/vendor_ids.h"

namespace ikev2::epan {

namespace {

int hf_vid_bytes = -1;
int hf_vid_string = -1;
int hf_cp_product = -1;
int hf_cp_version = -1;
int hf_cp_timestamp = -1;
int hf_cp_reserved = -1;
int hf_cp_features = -1;
int hf_cisco_unity_major = -1;
int hf_cisco_unity_minor = -1;
int hf_ms_nt5_isakmpoakley = -1;
int hf_aruba_via_auth_profile = -1;
int hf_fortigate_release = -1;
int hf_fortigate_build = -1;
int hf_fragmentation = -1;
int hf_dpd_major = -1;
int hf_dpd_minor = -1;

const value_string cp_products[] = {
    {1, "Firewall-1"}, {2, "SecuRemote/SecureClient"}, {0, nullptr}};

const value_string cp_versions[] = {
    {2, "4.1"},
    {3, "4.1 SP-1"},
    {4002, "4.1 (SP-2 or above)"},
    {5000, "NG"},
    {5001, "NG Feature Pack 1"},
    {5002, "NG Feature Pack 2"},
    {5003, "NG Feature Pack 3"},
    {5004, "NG with Application Intelligence"},
    {5005, "NG with Application Intelligence R55"},
    {5006, "NG with Application Intelligence R56"},
    {0, nullptr},
};

// [MS-IKEE], section 1.7.
const value_string windows_versions[] = {
    {2, "Windows 2000"},
    {3, "Windows XP"},
    {4, "Windows XP SP2, Windows Server 2003"},
    {5, "Windows Vista"},
    {6, "Windows Server 2008"},
    {7, "Windows 7"},
    {8, "Windows Server 2008 R2"},
    {9, "Windows 8 and later"},
    {0, nullptr},
};

hf_register_info fields[] = {
    {&hf_vid_bytes,
     {"Vendor ID", "ikev2.vid_bytes", FT_BYTES, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_vid_string,
     {"Vendor ID", "ikev2.vid_string", FT_STRING, BASE_NONE, nullptr, 0x0, nullptr, HFILL}},
    {&hf_cp_product,
     {"Check Point Product", "ikev2.vid.cp.product", FT_UINT32, BASE_DEC, VALS(cp_products), 0x0,
      nullptr, HFILL}},
    {&hf_cp_version,
     {"Check Point Version", "ikev2.vid.cp.version", FT_UINT32, BASE_DEC, VALS(cp_versions), 0x0,
      nullptr, HFILL}},
    {&hf_cp_timestamp,
     {"Check Point Timestamp", "ikev2.vid.cp.timestamp", FT_UINT32, BASE_DEC, nullptr, 0x0,
      "NGX only; zero in 4.1 and NG", HFILL}},
    {&hf_cp_reserved,
     {"Check Point Reserved", "ikev2.vid.cp.reserved", FT_UINT32, BASE_HEX, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_cp_features,
     {"Check Point Features", "ikev2.vid.cp.features", FT_UINT32, BASE_HEX, nullptr, 0x0, nullptr,
      HFILL}},
    {&hf_cisco_unity_major,
     {"CISCO-UNITY Major version", "ikev2.vid.cisco_unity.major", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_cisco_unity_minor,
     {"CISCO-UNITY Minor version", "ikev2.vid.cisco_unity.minor", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_ms_nt5_isakmpoakley,
     {"MS NT5 ISAKMPOAKLEY", "ikev2.vid.ms_nt5_isakmpoakley", FT_UINT32, BASE_DEC,
      VALS(windows_versions), 0x0, "Version", HFILL}},
    {&hf_aruba_via_auth_profile,
     {"Auth Profile", "ikev2.vid.aruba_via_auth_profile", FT_STRING, BASE_NONE, nullptr, 0x0,
      "Aruba Networks Auth Profile for VIA Client", HFILL}},
    {&hf_fortigate_release,
     {"Release", "ikev2.vid.fortinet.fortigate.release", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Release of FortiGate", HFILL}},
    {&hf_fortigate_build,
     {"Build", "ikev2.vid.fortinet.fortigate.build", FT_UINT16, BASE_DEC, nullptr, 0x0,
      "Build of FortiGate", HFILL}},
    {&hf_fragmentation,
     {"FRAGMENTATION capabilities", "ikev2.vid.fragmentation.capabilities", FT_UINT32, BASE_HEX,
      nullptr, 0x0, nullptr, HFILL}},
    {&hf_dpd_major,
     {"Dead Peer Detection Major version", "ikev2.vid.dpd.major", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_dpd_minor,
     {"Dead Peer Detection Minor version", "ikev2.vid.dpd.minor", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
};

// What follows a Vendor ID that is known by `key`, the string whose hash it is or else its name,
// from `offset` on. A version is appended to the payload's item.
struct Trailer {
    const char* key;
    std::uint32_t offset;
    Part parts[5];
    bool version;
};
constexpr Trailer trailers[] = {
    {"CryptoPro/GOST 0.1 / Check Point R65",
     20,
     {number(&hf_cp_product, 4), number(&hf_cp_version, 4), number(&hf_cp_timestamp, 4),
      number(&hf_cp_reserved, 4), number(&hf_cp_features, 4)},
     false},
    {"CISCO-UNITY",
     14,
     {number(&hf_cisco_unity_major, 1), number(&hf_cisco_unity_minor, 1), {}, {}, {}},
     true},
    {"MS NT5 ISAKMPOAKLEY", 16, {number(&hf_ms_nt5_isakmpoakley, 4), {}, {}, {}, {}}, true},
    {"VIA Auth Profile (Aruba Networks)",
     19,
     {text(&hf_aruba_via_auth_profile), {}, {}, {}, {}},
     true},
    {"FORTIGATE",
     12,
     {number(&hf_fortigate_release, 2), number(&hf_fortigate_build, 2), {}, {}, {}},
     true},
    {"FRAGMENTATION", 16, {number(&hf_fragmentation, 4), {}, {}, {}, {}}, false},
    {"Dead Peer Detection (RFC 3706)",
     14,
     {number(&hf_dpd_major, 1), number(&hf_dpd_minor, 1), {}, {}, {}},
     true},
};

const Trailer* find_trailer(const ike::VendorId& known) {
    const char* key = known.hashed != nullptr ? known.hashed : known.name;
    for (const Trailer& row : trailers) {
        if (std::strcmp(row.key, key) == 0) {
            return &row;
        }
    }
    return nullptr;
}

void draw_trailer(const Draw& draw, const Trailer& trailer, const ike::At<Octets>& body) {
    // No length is promised: what is there is drawn.
    ike::Reader reader(draw.octets, body.offset, body.end());
    reader.skip(trailer.offset);
    const char* separator = " ";
    for (const Part& part : trailer.parts) {
        if (part.field == nullptr || reader.remaining() < part.length) {
            return;
        }
        proto_item* item =
            add(draw, draw.tree, *part.field,
                part.length != 0 ? reader.octets(part.length) : reader.rest(), part.encoding);
        if (trailer.version && item != nullptr) {
            append_text(draw.item, separator,
                        proto_item_get_display_repr(draw.message->pinfo->pool, item));
            separator = ".";
        }
    }
}

void draw_name(const Draw& draw, const ike::At<Octets>& body, const char* name) {
    proto_tree_add_string(draw.tree, hf_vid_string, draw.tvb, static_cast<int>(body.offset),
                          static_cast<int>(body.length), name);
    append_text(draw.item, ": ", name);
}

}  // namespace

void draw_vendor_id(const Draw& draw, const ike::Payload& payload) {
    ike::Reader reader = payload.reader(draw.octets);
    const auto body = reader.rest();
    add(draw, draw.tree, hf_vid_bytes, body);
    if (const ike::VendorId* known = ike::find_vendor_id(body.value); known != nullptr) {
        draw_name(draw, body, known->name);
        if (const Trailer* trailer = find_trailer(*known); trailer != nullptr) {
            draw_trailer(draw, *trailer, body);
        }
    } else if (is_printable(body.value)) {
        // Many products send their name as it is.
        draw_name(draw, body, printable_text(draw, body));
    } else if (body.present()) {
        draw_name(draw, body, "Unknown Vendor ID");
    }
}

void register_vendor_id(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
