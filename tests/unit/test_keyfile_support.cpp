// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/test_keyfile_support.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "keyfile/parser.h"
#include "keyfile/store_builder.h"

namespace ikev2::keyfile::test {

Result read(std::string_view text) {
    StoreBuilder builder;
    auto diagnostics = parse(text, builder.add_file("keys.txt"), builder);
    return {std::move(builder).build(), std::move(diagnostics)};
}

Result read_pieces(std::string_view text, std::size_t octets) {
    StoreBuilder builder;
    Parser parser(builder.add_file("keys.txt"), builder);
    for (; !text.empty(); text.remove_prefix(std::min(octets, text.size()))) {
        parser.feed(text.substr(0, octets));
    }
    auto diagnostics = parser.finish();
    return {std::move(builder).build(), std::move(diagnostics)};
}

std::string text_of(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) {
        text += to_text(diagnostic) + '\n';
    }
    return text;
}

std::string hex(Octets octets) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t octet : octets) {
        text += kDigits[octet >> 4U];
        text += kDigits[octet & 0x0fU];
    }
    return text;
}

std::string text(Octets octets) {
    return {octets.begin(), octets.end()};
}

std::string line_of(const SaSecret& secret) {
    const auto spi = [](bool wildcard, std::uint64_t value) {
        std::string digits = "*";
        if (!wildcard) {
            digits.clear();
            for (unsigned shift = 64; shift > 0; shift -= 4) {
                digits += "0123456789abcdef"[value >> (shift - 4) & 0xfU];
            }
        }
        return digits;
    };
    std::string line = name(secret.kind);
    line += ' ';
    line += spi(secret.wildcard_initiator, secret.spi_i);
    line += ' ';
    line += spi(secret.wildcard_responder, secret.spi_r);
    line += ' ';
    line += hex(secret.value);
    line += ' ';
    line += std::to_string(secret.exchange);
    return line;
}

std::string lines_of(const Store& store) {
    std::string lines;
    for (const auto& range : {store.exact(), store.wildcards()}) {
        for (const SaSecret& secret : range) {
            lines += line_of(secret);
            lines += '\n';
        }
    }
    return lines;
}

bool has(const Store& store, const char* kind, const std::string& spis, const std::string& value,
         unsigned n) {
    std::string line = kind;
    for (const std::string& part : {spis, value, std::to_string(n)}) {
        line += ' ';
        line += part;
    }
    line += '\n';
    return lines_of(store).find(line) != std::string::npos;
}

std::vector<SaSecret> all(const SecretRange& range) {
    std::vector<SaSecret> secrets;
    for (const SaSecret& secret : range) {
        secrets.push_back(secret);
    }
    return secrets;
}

}  // namespace ikev2::keyfile::test
