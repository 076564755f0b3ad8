// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/json_file.h"

#include <json-glib/json-glib.h>

#include "tests/unit/cmocka_cpp.h"

namespace ikev2::tests {

void UnrefParser::operator()(JsonParser* parser) const {
    g_object_unref(parser);
}

JsonFile read_json(const std::string& path) {
    JsonFile file(json_parser_new());
    if (json_parser_load_from_file(file.get(), path.c_str(), nullptr) == 0) {
        fail_msg("%s: not readable as JSON", path.c_str());
    }
    return file;
}

}  // namespace ikev2::tests
