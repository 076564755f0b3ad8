// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/csv.h"

#include <algorithm>

#include "keyfile/ascii.h"
#include "keyfile/text.h"

namespace ikev2::keyfile {

std::vector<std::string_view> csv_fields(std::string_view line) {
    std::vector<std::string_view> fields;
    while (true) {
        line = ascii::without_leading_blanks(line);
        std::string_view field;
        if (line.starts_with('"')) {
            const std::size_t end = line.find('"', 1);
            if (end == std::string_view::npos) {
                return {};
            }
            field = line.substr(1, end - 1);
            line = ascii::without_leading_blanks(line.substr(end + 1));
            if (!line.empty() && line.front() != ',') {
                return {};
            }
        } else {
            field = line.substr(0, line.find(','));
            line.remove_prefix(field.size());
            field = text::trimmed(field);
        }
        fields.push_back(field);
        if (line.empty()) {
            return fields;
        }
        line.remove_prefix(1);
    }
}

}  // namespace ikev2::keyfile
