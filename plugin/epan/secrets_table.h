// The table of secrets in the preferences.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"

namespace ikev2::epan {

/// Registers the table as the preference "secrets".
void register_secrets_table(module_t* module);

/// Hands its rows to the key store.
void use_secrets_table();

}  // namespace ikev2::epan
