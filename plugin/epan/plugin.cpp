// The plugin as Wireshark loads it.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/capture_bridge.h"
#include "plugin/epan/bridge/debug_bridge.h"
#include "plugin/epan/dissect.h"
#include "plugin/epan/eap.h"
#include "plugin/epan/epan.h"
#include "plugin/epan/esp_dissect.h"
#include "plugin/epan/ports.h"
#include "plugin/epan/preferences.h"
#include "plugin/epan/secrets_table.h"
#include "plugin/epan/stats_tree_exchanges.h"
#include "plugin/epan/tap.h"
#include "plugin/epan/tap_conversations.h"
#include "plugin/epan/tap_ios.h"
#include "plugin/epan/tap_sa.h"
#include "plugin/epan/x509.h"

#include <wsutil/report_message.h>

namespace ikev2::epan {

namespace {

int proto_ikev2 = -1;
dissector_handle_t handle = nullptr;

void report_key_messages() {
    if (const char* messages = bridge_take_key_messages(); messages != nullptr) {
        report_warning("IKEv2 key file:\n%s", messages);
    }
}

void begin_capture() {
    use_secrets_table();
    bridge_begin_capture(keylog_file(), certificate_file());
    report_key_messages();
    if (const char* problem = bridge_debug_begin(debug_file()); problem != nullptr) {
        report_warning("IKEv2 debug log:\n%s", problem);
    }
}

void end_capture() {
    // What went wrong with the key file while the capture ran. A dialog cannot come up in the midst
    // of a dissection.
    report_key_messages();
    bridge_end_capture();
    bridge_debug_end();
}

void shut_down() {
    bridge_shut_down();
    bridge_debug_shut_down();
}

void register_protocol() {
    proto_ikev2 = proto_register_protocol("Internet Key Exchange Version 2", "IKEv2", "ikev2");
    register_dissect(proto_ikev2);
    register_preferences(proto_ikev2);
    register_ports(proto_ikev2);
    register_tap();
    register_sa_table();
    register_ios_statistics();
    register_exchange_statistics();
    register_conversations(proto_ikev2);
    handle = register_dissector("ikev2", dissect_ikev2, proto_ikev2);
    register_init_routine(begin_capture);
    register_cleanup_routine(end_capture);
    register_shutdown_routine(shut_down);
}

void hand_off() {
    find_x509_dissectors();
    find_eap_dissector();
    hand_off_ports(proto_ikev2, handle);
    hand_off_esp();
}

}  // namespace

}  // namespace ikev2::epan

// The symbols that Wireshark looks up. A constant has internal linkage unless it was declared
// extern first.
extern "C" {

#define IKEV2_EXPORT __attribute__((visibility("default")))

IKEV2_EXPORT extern const char plugin_version[];
IKEV2_EXPORT extern const int plugin_want_major;
IKEV2_EXPORT extern const int plugin_want_minor;
IKEV2_EXPORT void plugin_register();
IKEV2_EXPORT std::uint32_t plugin_describe();

const char plugin_version[] = IKEV2_VERSION;
const int plugin_want_major = WIRESHARK_MAJOR;
const int plugin_want_minor = WIRESHARK_MINOR;

void plugin_register() {
    static proto_plugin plugin;
    plugin.register_protoinfo = ikev2::epan::register_protocol;
    plugin.register_handoff = ikev2::epan::hand_off;
    proto_register_plugin(&plugin);
}

// WS_PLUGIN_DESC_DISSECTOR of Wireshark 4.4.
std::uint32_t plugin_describe() {
    return 1;
}
}
