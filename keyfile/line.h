// The lines that the key file's grammar knows.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "keyfile/keyword.h"
#include "keyfile/origin.h"
#include "keyfile/store_builder.h"
#include "plugin/base/secret.h"

namespace ikev2::keyfile {

struct Fields;

/// Reads lines that start with a keyword, and puts their secrets into a StoreBuilder.
class LineReader {
  public:
    /// `builder` must live as long as this object.
    explicit LineReader(StoreBuilder& builder) noexcept : builder_(builder) {}

    /// Reads the line at `origin`, whose first `start` characters end with the keyword. Returns ""
    /// if its secret is in the builder, or else the reason, which starts with the name of the
    /// field and never holds an octet of it.
    [[nodiscard]] std::string read(const Keyword& keyword, std::string_view line, std::size_t start,
                                   Origin origin);

  private:
    std::string read_sa_secret(const Keyword& keyword, const Fields& fields, Origin origin);
    std::string read_psk(const Fields& fields, Origin origin);
    std::string read_ppk(const Fields& fields, Origin origin);

    template <typename Entry>
    std::string keep(Entry entry);
    std::string reject(std::string fault);

    StoreBuilder& builder_;
    Secret value_;  ///< kept for its memory
};

}  // namespace ikev2::keyfile
