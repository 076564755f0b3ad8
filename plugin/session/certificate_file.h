// The file with the peers' certificates and public keys that the user names.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plugin/base/octets.h"
#include "plugin/session/named_key.h"

namespace ikev2::session {

/// Public keys for AUTH payloads whose message has no certificate that could be used.
class CertificateFile {
  public:
    /// Octets of the largest file, and certificates and keys of one file, that are read.
    static constexpr std::size_t kLargest = std::size_t{16} << 20U;
    static constexpr std::size_t kMostKeys = 1000;

    CertificateFile() = default;

    /// Reads the file `path`; "" is no file.
    [[nodiscard]] static CertificateFile read(const std::string& path);

    /// Reads what a file holds: PEM (RFC 7468) of any number of CERTIFICATE and PUBLIC KEY, other
    /// PEM and what stands around them being skipped; or the DER of one of either.
    [[nodiscard]] static CertificateFile parse(Octets contents, const std::string& path);

    [[nodiscard]] const std::vector<NamedKey>& keys() const noexcept { return keys_; }

    /// What is wrong with the file, one line; "" if nothing.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

  private:
    void parse_pem(std::string_view text);
    void add_pem(std::string_view label, std::string_view body);
    void add(std::optional<NamedKey>&& key);

    std::vector<NamedKey> keys_;
    std::string path_;
    std::string problem_;
};

}  // namespace ikev2::session
