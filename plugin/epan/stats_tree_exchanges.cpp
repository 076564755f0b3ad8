// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/stats_tree_exchanges.h"

#include "plugin/epan/bridge/report_bridge.h"
#include "plugin/epan/tap.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_notify.h"

#include <epan/stats_tree.h>

namespace ikev2::epan {

namespace {

int messages = -1;
int notifies = -1;
int errors = -1;
int verdicts = -1;
int findings = -1;
int times = -1;

int top(stats_tree* tree, const char* name) {
    return stats_tree_create_node(tree, name, 0, STAT_DT_INT, TRUE);
}

void begin(stats_tree* tree) {
    messages = top(tree, "Messages");
    notifies = top(tree, "Notifies, status");
    errors = top(tree, "Notifies, error");
    verdicts = top(tree, "Verdicts");
    findings = top(tree, "Findings");
    times = stats_tree_create_node(tree, "Response times (ms)", 0, STAT_DT_FLOAT, TRUE);
    stat_node_set_flags(tree, "Response times (ms)", 0, TRUE, ST_FLG_AVERAGE);
}

void tick(stats_tree* tree, const char* parent_name, int parent, const char* name) {
    tick_stat_node(tree, parent_name, 0, TRUE);
    tick_stat_node(tree, name, parent, FALSE);
}

void count_message(stats_tree* tree, packet_info* pinfo, const TapMessage& message) {
    const ike::Header& header = *message.header;
    const std::uint8_t type = header.exchange_type.value;
    const iana::Entry* entry = iana::exchange::registry.find(type);
    const char* exchange =
        entry != nullptr ? entry->name : wmem_strdup_printf(pinfo->pool, "Exchange %u", type);
    tick_stat_node(tree, "Messages", 0, TRUE);
    const int node = tick_stat_node(tree, exchange, messages, TRUE);
    const bool again = message.view != nullptr && message.view->retransmission_of != 0;
    tick_stat_node(tree,
                   again ? message.view->duplicate ? "Duplicates" : "Retransmissions"
                   : header.is_response() ? "Responses"
                                          : "Requests",
                   node, FALSE);
}

void count_notifies(stats_tree* tree, packet_info* pinfo, const TapMessage& message) {
    ike::Chain chain(message.octets, message.first_payload, message.offset, message.end);
    ike::Payload payload;
    while (chain.next(payload)) {
        if (payload.type != iana::payload::N) {
            continue;
        }
        ike::Reader reader = payload.reader(message.octets);
        const auto notify = ike::Notify::read(reader);
        if (!notify.type.present()) {
            continue;
        }
        const char* name = iana::notify::name(notify.type.value, nullptr);
        if (name == nullptr) {
            name = wmem_strdup_printf(pinfo->pool, "Notify %u", notify.type.value);
        }
        if (iana::notify::is_error(notify.type.value)) {
            tick(tree, "Notifies, error", errors, name);
        } else {
            tick(tree, "Notifies, status", notifies, name);
        }
    }
}

void count_time(stats_tree* tree, const TapMessage& message) {
    const session::MessageView& view = *message.view;
    if (view.response_to == 0 || view.retransmission_of != 0) {
        return;
    }
    constexpr double nanoseconds_per_millisecond = 1e6;
    const auto elapsed = static_cast<gfloat>(static_cast<double>(view.time - view.request_time) /
                                             nanoseconds_per_millisecond);
    avg_stat_node_add_value_float(tree, "Response times (ms)", 0, TRUE, elapsed);
    const char* exchange =
        iana::exchange::registry.name(message.header->exchange_type.value, "Others");
    avg_stat_node_add_value_float(tree, exchange, times, FALSE, elapsed);
}

tap_packet_status count(stats_tree* tree, packet_info* pinfo, epan_dissect_t* /*edt*/,
                        const void* tapped, tap_flags_t /*flags*/) {
    const auto& message = *static_cast<const TapMessage*>(tapped);
    count_message(tree, pinfo, message);
    count_notifies(tree, pinfo, message);
    if (message.view == nullptr) {
        return TAP_PACKET_REDRAW;
    }
    if (const session::Verdict* verdict = message.view->verdict; verdict != nullptr) {
        tick_stat_node(tree, "Verdicts", 0, TRUE);
        const int node = tick_stat_node(tree, session::name_of(verdict->outcome), verdicts, TRUE);
        tick_stat_node(tree, session::row_of(verdict->cause).name, node, FALSE);
    }
    for (const session::Finding* finding = message.view->findings; finding != nullptr;
         finding = finding->next) {
        tick(tree, "Findings", findings, session::row_of(finding->kind).name);
    }
    count_time(tree, message);
    return TAP_PACKET_REDRAW;
}

}  // namespace

void register_exchange_statistics() {
    static_cast<void>(
        (stats_tree_register_plugin("ikev2", "ikev2", "IKEv2", 0, count, begin, nullptr)));
}

}  // namespace ikev2::epan
