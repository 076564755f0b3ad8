// The line of a key file as text.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/epan.h"
#include "plugin/session/message_view.h"

namespace ikev2::epan {

/// "SKEYSEED of keys.txt:3"; null if there is no line.
const char* key_line_text(wmem_allocator_t* scope, const session::KeyLine& key);

}  // namespace ikev2::epan
