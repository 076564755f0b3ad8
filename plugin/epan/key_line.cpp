// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/key_line.h"

namespace ikev2::epan {

const char* key_line_text(wmem_allocator_t* scope, const session::KeyLine& key) {
    return key.file != nullptr
               ? wmem_strdup_printf(scope, "%s of %s:%u", key.kind, key.file, key.line)
               : nullptr;
}

}  // namespace ikev2::epan
