// The preferences of the protocol.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::epan {

void register_preferences(int protocol);

/// Path of the key file; "" or null for none.
const char* keylog_file();

/// Path of the file with certificates of peers; "" or null for none.
const char* certificate_file();

/// Path of a router's debug log; "" or null for none.
const char* debug_file();

/// Whether ESP packets are opened with the keys of the CHILD_SAs.
bool esp_keys();

/// Whether keys are shown in the tree.
bool show_secrets();

}  // namespace ikev2::epan
