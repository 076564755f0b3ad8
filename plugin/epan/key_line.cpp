// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/key_line.h"

#include "plugin/epan/text_writer.h"

namespace ikev2::epan {

const char* key_line_text(wmem_allocator_t* scope, const session::KeyLine& key) {
    if (key.file == nullptr) {
        return nullptr;
    }
    char line[16];
    TextWriter(line, sizeof(line)).append(key.line);
    return wmem_strconcat(scope, key.kind, " of ", key.file, ":", line, nullptr);
}

}  // namespace ikev2::epan
