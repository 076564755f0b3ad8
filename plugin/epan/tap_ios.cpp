// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/tap_ios.h"

#include "plugin/epan/bridge/ios_bridge.h"
#include "plugin/epan/captured.h"
#include "plugin/epan/tap.h"

#include <epan/stat_groups.h>
#include <epan/stat_tap_ui.h>
#include <epan/tap.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace ikev2::epan {

namespace {

constexpr const char* kDump = "ikev2,ios";
constexpr const char* kDiff = "ikev2,ios-diff";

// One -z option. It lives as long as the program, as its listener does.
struct Statistic {
    IosMessages* messages;
    char* router;  // of a dump: whose point of view; "": that of who sent the first request
    char* logs;    // of a comparison
    IosDiffOptions options;
};

void reset(void* data) {
    bridge_ios_clear(*static_cast<Statistic*>(data)->messages);
}

tap_packet_status take(void* data, packet_info* pinfo, epan_dissect_t* /*edt*/, const void* tapped,
                       tap_flags_t /*flags*/) {
    const auto* tap = static_cast<const TapMessage*>(tapped);
    const session::Message message = captured_message(*pinfo, *tap->header, tap->octets);
    const bool inside_sk = tap->offset == 0;
    bridge_ios_take(*static_cast<Statistic*>(data)->messages, message, tap->view,
                    {tap->octets, tap->first_payload, tap->offset, tap->end, inside_sk});
    return TAP_PACKET_REDRAW;
}

void print(const char* text) {
    static_cast<void>(std::fputs(text, stdout));
    static_cast<void>(std::fflush(stdout));
}

void print_dump(void* data) {
    const auto& statistic = *static_cast<const Statistic*>(data);
    print(bridge_ios_dump(*statistic.messages, statistic.router));
}

void print_diff(void* data) {
    const auto& statistic = *static_cast<const Statistic*>(data);
    const IosDiff diff = bridge_ios_diff(*statistic.messages, statistic.logs, statistic.options);
    if (diff.report == nullptr) {
        static_cast<void>(std::fprintf(stderr, "tshark: -z %s: %s\n", kDiff,
                                       bridge_ios_problem(*statistic.messages)));
        return;
    }
    print(diff.report);
    static_cast<void>(std::fputs(diff.notes, stderr));
}

// void, and bool from Wireshark 4.6 on.
using Started = decltype(std::declval<stat_tap_init_cb>()(nullptr, nullptr));

[[noreturn]] void refuse(const char* argument, const char* why) {
    static_cast<void>(std::fprintf(stderr, "tshark: -z %s cannot be started: %s\n", argument, why));
    std::exit(1);
}

void listen(const char* argument, Statistic* statistic, const char* filter, tap_draw_cb draw) {
    statistic->messages = bridge_ios_new();
    if (statistic->messages == nullptr) {
        refuse(argument, "out of memory");
    }
    if (statistic->logs != nullptr && !bridge_ios_check(*statistic->messages, statistic->logs)) {
        refuse(argument, bridge_ios_problem(*statistic->messages));
    }
    GString* error = register_tap_listener("ikev2", statistic, filter, TL_REQUIRES_NOTHING, reset,
                                           take, draw, nullptr);
    if (error != nullptr) {
        refuse(argument, error->str);
    }
}

// "ikev2,ios", with ",ADDRESS" of a router behind it or not, and a comma and a display filter
// behind that or not.
Started start_dump(const char* argument, void* /*data*/) {
    const char* rest = argument + std::strlen(kDump);
    if (*rest != '\0' && *rest != ',') {
        refuse(argument, "there is no such statistic");
    }
    auto* statistic = g_new0(Statistic, 1);
    statistic->router = g_strdup("");
    if (*rest == ',') {
        ++rest;
        const char* end = std::strchr(rest, ',');
        char* word =
            end != nullptr ? g_strndup(rest, static_cast<gsize>(end - rest)) : g_strdup(rest);
        if (bridge_is_address(word)) {
            g_free(statistic->router);
            statistic->router = word;
            rest = end != nullptr ? end + 1 : "";
        } else {
            g_free(word);
        }
    }
    listen(argument, statistic, *rest != '\0' ? rest : nullptr, print_dump);
    return Started(1);
}

bool take_word(const char*& text, const char* word) {
    const std::size_t length = std::strlen(word);
    if (std::strncmp(text, word, length) != 0) {
        return false;
    }
    text += length;
    return true;
}

// "ikev2,ios-diff[,json][,lines],LOG"; several logs are separated by commas.
Started start_diff(const char* argument, void* /*data*/) {
    const char* rest = argument + std::strlen(kDiff);
    if (*rest != ',') {
        refuse(argument, "it has no log: -z ikev2,ios-diff,LOG");
    }
    ++rest;
    auto* statistic = g_new0(Statistic, 1);
    statistic->options.json = take_word(rest, "json,");
    statistic->options.lines = take_word(rest, "lines,");
    if (*rest == '\0') {
        refuse(argument, "it has no log: -z ikev2,ios-diff,LOG");
    }
    statistic->logs = g_strdup(rest);
    listen(argument, statistic, nullptr, print_diff);
    return Started(1);
}

stat_tap_ui dump_ui = {REGISTER_PACKET_STAT_GROUP_UNSORTED, nullptr, kDump, start_dump, 0, nullptr};
stat_tap_ui diff_ui = {REGISTER_PACKET_STAT_GROUP_UNSORTED, nullptr, kDiff, start_diff, 0, nullptr};

}  // namespace

void register_ios_statistics() {
    register_stat_tap_ui(&diff_ui, nullptr);
    register_stat_tap_ui(&dump_ui, nullptr);
}

}  // namespace ikev2::epan
