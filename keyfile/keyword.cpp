// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/keyword.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "keyfile/ascii.h"

namespace ikev2::keyfile {

namespace {

constexpr Keyword kKeywords[] = {
#define X(kind, longest, numbered) {#kind, Keyword::Line::sa_secret, SecretKind::kind},
    IKEV2_SECRET_KINDS(X)
#undef X
        {"PSK", Keyword::Line::psk, {}},
    {"PPK", Keyword::Line::ppk, {}},
};

/// How many letters are to insert, remove or replace to make one word the other (Levenshtein),
/// regardless of case.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t replace =
                diagonal + (ascii::to_lower(a[i]) == ascii::to_lower(b[j]) ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({replace, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

}  // namespace

const Keyword* find_keyword(std::string_view word) noexcept {
    const auto* found = std::find_if(
        std::begin(kKeywords), std::end(kKeywords),
        [word](const Keyword& keyword) { return ascii::same_letters(word, keyword.name); });
    return found == std::end(kKeywords) ? nullptr : found;
}

const Keyword* similar_keyword(std::string_view word) {
    const Keyword* best = nullptr;
    std::size_t best_distance = 3;
    for (const Keyword& keyword : kKeywords) {
        const std::string_view name = keyword.name;
        if (word.size() > name.size() + 2) {
            continue;
        }
        const std::size_t d = distance(word, name);
        if (d < best_distance && d <= name.size() / 3) {
            best = &keyword;
            best_distance = d;
        }
    }
    return best;
}

}  // namespace ikev2::keyfile
