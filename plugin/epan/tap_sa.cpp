// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/tap_sa.h"

#include "plugin/epan/bridge/report_bridge.h"
#include "plugin/epan/tap.h"

#include <epan/stat_groups.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>
#include <wsutil/json_dumper.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace ikev2::epan {

namespace {

using session::ChildReport;
using session::SaReport;
using session::SideReport;

// One -z option. It lives as long as the program, as its listener does.
struct Table {
    bool json;
    GHashTable* seen;  // numbers of the IKE SAs of which a message passed the filter
};

void reset(void* data) {
    g_hash_table_remove_all(static_cast<Table*>(data)->seen);
}

tap_packet_status take(void* data, packet_info* /*pinfo*/, epan_dissect_t* /*edt*/,
                       const void* tapped, tap_flags_t /*flags*/) {
    const auto* message = static_cast<const TapMessage*>(tapped);
    if (message->view == nullptr || !message->view->sa_known) {
        return TAP_PACKET_DONT_REDRAW;
    }
    g_hash_table_add(static_cast<Table*>(data)->seen, GUINT_TO_POINTER(message->view->sa));
    return TAP_PACKET_REDRAW;
}

// Whether a message of the IKE SA passed the filter; or, if it has none yet, one of the IKE SA that
// it came of.
bool is_selected(const Table& table, const SaReport& report) {
    const std::uint32_t number = report.messages == 0 && report.rekeyed_from.has_value()
                                     ? *report.rekeyed_from
                                     : report.number;
    return g_hash_table_contains(table.seen, GUINT_TO_POINTER(number)) != 0;
}

void add_text(json_dumper* json, const char* name, const char* value) {
    json_dumper_set_member_name(json, name);
    json_dumper_value_string(json, *value != '\0' ? value : nullptr);
}

void add_literal(json_dumper* json, const char* name, const char* value) {
    json_dumper_set_member_name(json, name);
    json_dumper_value_anyf(json, "%s", value);
}

void add_flag(json_dumper* json, const char* name, bool value) {
    add_literal(json, name, value ? "true" : "false");
}

void add_number(json_dumper* json, const char* name, std::uint64_t value) {
    json_dumper_set_member_name(json, name);
    json_dumper_value_anyf(json, "%" G_GUINT64_FORMAT, value);
}

// null for 0, which says that there is none.
void add_number_or_null(json_dumper* json, const char* name, std::uint64_t value) {
    if (value == 0) {
        add_literal(json, name, "null");
    } else {
        add_number(json, name, value);
    }
}

void add_verified(json_dumper* json, const char* name, const SideReport& side) {
    add_literal(json, name,
                !side.verified.has_value() ? "null"
                : *side.verified           ? "true"
                                           : "false");
}

void add_texts(json_dumper* json, const char* name, const std::vector<std::string>& texts) {
    json_dumper_set_member_name(json, name);
    json_dumper_begin_array(json);
    for (const std::string& text : texts) {
        json_dumper_value_string(json, text.c_str());
    }
    json_dumper_end_array(json);
}

void add_spi(json_dumper* json, const char* name, std::uint32_t spi) {
    char digits[9];
    static_cast<void>(std::snprintf(digits, sizeof(digits), "%08x", spi));
    add_text(json, name, digits);
}

void add_child(json_dumper* json, const ChildReport& child) {
    json_dumper_begin_object(json);
    add_spi(json, "spi_i", child.spis[0]);
    add_spi(json, "spi_r", child.spis[1]);
    add_text(json, "protocol", child.protocol);
    add_text(json, "encr", child.encr.c_str());
    add_number_or_null(json, "key_bits", child.key_bits);
    add_text(json, "integ", child.integ.c_str());
    add_flag(json, "esn", child.esn);
    add_text(json, "mode", child.transport_mode ? "transport" : "tunnel");
    add_texts(json, "ts_i", child.ts[0]);
    add_texts(json, "ts_r", child.ts[1]);
    add_number(json, "packets", child.packets);
    add_number(json, "octets", child.octets);
    add_flag(json, "pfs", child.pfs);
    add_flag(json, "narrowed", child.narrowed);
    add_number_or_null(json, "frame", child.frame);
    add_number_or_null(json, "deleted_frame", child.deleted);
    json_dumper_set_member_name(json, "rekeyed_from");
    if (child.replaces.has_value()) {
        char spis[18];
        static_cast<void>(std::snprintf(spis, sizeof(spis), "%08x_%08x", (*child.replaces)[0],
                                        (*child.replaces)[1]));
        json_dumper_value_string(json, spis);
    } else {
        json_dumper_value_anyf(json, "null");
    }
    add_number_or_null(json, "dh_group", child.dh_group);
    json_dumper_end_object(json);
}

void add_events(json_dumper* json, const SaReport& report) {
    json_dumper_set_member_name(json, "events");
    json_dumper_begin_array(json);
    for (const session::EventReport& event : report.events) {
        json_dumper_begin_object(json);
        add_number(json, "frame", event.frame);
        add_text(json, "name", event.name);
        add_text(json, "text", event.text.c_str());
        json_dumper_end_object(json);
    }
    json_dumper_end_array(json);
}

// The members up to "errors" are fixed: programs rely on them.
void print_json(const SaReport& report) {
    // json_dumper holds a state for each level of nesting, which is much for a stack frame.
    auto* json = g_new0(json_dumper, 1);
    json->output_file = stdout;
    const SideReport& i = report.sides[0];
    const SideReport& r = report.sides[1];
    json_dumper_begin_object(json);
    add_text(json, "spi_i", report.spi_i.c_str());
    add_text(json, "spi_r", report.spi_r.c_str());
    add_text(json, "initiator", i.address.c_str());
    add_text(json, "responder", r.address.c_str());
    add_text(json, "encr", report.encr.c_str());
    add_number_or_null(json, "key_bits", report.key_bits);
    add_text(json, "prf", report.prf.c_str());
    add_text(json, "integ", report.integ.c_str());
    add_number_or_null(json, "dh_group", report.dh_group.value_or(0));
    add_text(json, "id_i", i.id.c_str());
    add_text(json, "id_r", r.id.c_str());
    add_text(json, "auth_i", i.auth.c_str());
    add_text(json, "auth_r", r.auth.c_str());
    add_verified(json, "auth_i_verified", i);
    add_verified(json, "auth_r_verified", r);
    add_number(json, "messages", report.messages);
    add_number(json, "encrypted", report.encrypted);
    add_number(json, "decrypted", report.decrypted);
    add_number(json, "retransmissions", report.retransmissions);
    add_text(json, "rekeyed_from", report.rekeyed_from_spis.c_str());
    json_dumper_set_member_name(json, "child_sas");
    json_dumper_begin_array(json);
    for (const ChildReport& child : report.children) {
        add_child(json, child);
    }
    json_dumper_end_array(json);
    add_texts(json, "errors", report.errors);
    add_text(json, "verdict", report.verdict);
    add_text(json, "cause", report.cause);
    add_text(json, "verdict_text", report.verdict_text.c_str());
    add_number_or_null(json, "verdict_frame", report.verdict_frame);
    add_number(json, "sa", report.number);
    add_number(json, "lineage", report.lineage);
    add_number(json, "duplicates", report.duplicates);
    add_flag(json, "eap", report.eap);
    add_flag(json, "nat_t", report.nat_t);
    add_text(json, "nat_i", i.nat);
    add_text(json, "nat_r", r.nat);
    add_flag(json, "fragments", report.fragments);
    add_number_or_null(json, "deleted_frame", report.deleted);
    add_text(json, "deleted_by", report.deleted_by);
    add_number_or_null(json, "first_frame", report.first_frame);
    add_number_or_null(json, "last_frame", report.last_frame);
    constexpr double nanoseconds_per_second = 1e9;
    json_dumper_set_member_name(json, "duration");
    json_dumper_value_anyf(json, "%.6f",
                           static_cast<double>(report.duration) / nanoseconds_per_second);
    add_events(json, report);
    add_number(json, "port_i", i.port);
    add_number(json, "port_r", r.port);
    add_text(json, "last_address_i", i.last_address.c_str());
    add_text(json, "last_address_r", r.last_address.c_str());
    add_flag(json, "fragmentation_i", i.fragmentation);
    add_flag(json, "fragmentation_r", r.fragmentation);
    add_flag(json, "mobike_i", i.mobike);
    add_flag(json, "mobike_r", r.mobike);
    add_number(json, "window_i", i.window);
    add_number(json, "window_r", r.window);
    add_number(json, "liveness_checks_i", i.liveness_checks);
    add_number(json, "liveness_checks_r", r.liveness_checks);
    add_number_or_null(json, "auth_lifetime", report.auth_lifetime);
    json_dumper_end_object(json);
    if (json_dumper_finish(json) == 0) {
        static_cast<void>(std::fputs("{}\n", stderr));
    }
    g_free(json);
}

void print(void* data) {
    const auto& table = *static_cast<const Table*>(data);
    bool first = true;
    for (const SaReport& report : bridge_make_reports()) {
        if (!is_selected(table, report)) {
            continue;
        }
        if (table.json) {
            print_json(report);
        } else {
            std::printf("%s%s", first ? "" : "\n", bridge_report_text(report));
        }
        first = false;
    }
    static_cast<void>(std::fflush(stdout));
}

// void, and bool from Wireshark 4.6 on.
using Started = decltype(std::declval<stat_tap_init_cb>()(nullptr, nullptr));

// `argument` is "ikev2,sa" with ",json" behind it or not, and a comma and a display filter behind
// that or not.
Started start(const char* argument, void* /*data*/) {
    constexpr const char* name = "ikev2,sa";
    constexpr const char* json = ",json";
    const char* rest = argument + std::strlen(name);
    auto* table = g_new0(Table, 1);
    const std::size_t json_length = std::strlen(json);
    table->json = std::strncmp(rest, json, json_length) == 0 &&
                  (rest[json_length] == '\0' || rest[json_length] == ',');
    if (table->json) {
        rest += json_length;
    }
    table->seen = g_hash_table_new(nullptr, nullptr);
    const char* filter = *rest == ',' ? rest + 1 : nullptr;
    GString* error = register_tap_listener("ikev2", table, filter, TL_REQUIRES_NOTHING, reset, take,
                                           print, nullptr);
    if (error != nullptr) {
        static_cast<void>(
            std::fprintf(stderr, "tshark: -z %s cannot be started: %s\n", argument, error->str));
        g_string_free(error, TRUE);
        std::exit(1);
    }
    return Started(1);
}

stat_tap_ui sa_ui = {REGISTER_PACKET_STAT_GROUP_UNSORTED, nullptr, "ikev2,sa", start, 0, nullptr};
stat_tap_ui sa_json_ui = {
    REGISTER_PACKET_STAT_GROUP_UNSORTED, nullptr, "ikev2,sa,json", start, 0, nullptr};

}  // namespace

void register_sa_table() {
    register_stat_tap_ui(&sa_json_ui, nullptr);
    register_stat_tap_ui(&sa_ui, nullptr);
}

}  // namespace ikev2::epan
