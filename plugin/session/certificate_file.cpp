// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/certificate_file.h"

#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "plugin/base/base64.h"

namespace ikev2::session {

namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kDashes = "-----";

std::string counted(const std::string& path, const char* what) {
    return path + ": " + what;
}

}  // namespace

CertificateFile CertificateFile::read(const std::string& path) {
    CertificateFile file;
    if (path.empty()) {
        return file;
    }
    std::ifstream stream(path, std::ios::binary);
    std::vector<std::uint8_t> contents(kLargest + 1);
    // NOLINTNEXTLINE(*-reinterpret-cast): octets are what a stream calls characters
    stream.read(reinterpret_cast<char*>(contents.data()),
                static_cast<std::streamsize>(contents.size()));
    contents.resize(static_cast<std::size_t>(stream.gcount()));
    if (!stream.eof() && contents.size() <= kLargest) {
        file.problem_ = counted(path, "the certificate file cannot be read");
        return file;
    }
    if (contents.size() > kLargest) {
        file.problem_ = counted(path, "larger than 16 MiB; no certificate was read");
        return file;
    }
    return parse(contents, path);
}

CertificateFile CertificateFile::parse(Octets contents, const std::string& path) {
    CertificateFile file;
    file.path_ = path;
    // NOLINTNEXTLINE(*-reinterpret-cast)
    const std::string_view text(reinterpret_cast<const char*>(contents.data()), contents.size());
    if (text.find(kBegin) != std::string_view::npos) {
        file.parse_pem(text);
    } else if (auto certificate = NamedKey::of_certificate(contents)) {
        file.add(std::move(certificate));
    } else if (auto key = NamedKey::of_public_key_info(contents)) {
        file.add(std::move(key));
    }
    if (file.keys_.empty() && file.problem_.empty()) {
        file.problem_ = counted(path, "neither a certificate nor a public key, in PEM or DER");
    }
    return file;
}

void CertificateFile::parse_pem(std::string_view text) {
    for (std::size_t begin = text.find(kBegin); begin != std::string_view::npos;
         begin = text.find(kBegin)) {
        text.remove_prefix(begin + kBegin.size());
        const std::size_t label_end = text.find(kDashes);
        if (label_end == std::string_view::npos) {
            return;
        }
        const std::string_view label = text.substr(0, label_end);
        text.remove_prefix(label_end + kDashes.size());
        const std::size_t end = text.find(kEnd);
        if (end == std::string_view::npos) {
            problem_ = counted(path_, "PEM without its end");
            return;
        }
        add_pem(label, text.substr(0, end));
        text.remove_prefix(end);
    }
}

void CertificateFile::add_pem(std::string_view label, std::string_view body) {
    const bool certificate = label == "CERTIFICATE";
    if (!certificate && label != "PUBLIC KEY") {
        return;
    }
    const auto der = decode_base64(body);
    if (!der) {
        problem_ = counted(path_, "PEM that is not base64");
        return;
    }
    add(certificate ? NamedKey::of_certificate(*der) : NamedKey::of_public_key_info(*der));
}

void CertificateFile::add(std::optional<NamedKey>&& key) {
    if (!key) {
        problem_ = counted(path_, "a certificate or public key is malformed");
        return;
    }
    if (keys_.size() == kMostKeys) {
        problem_ = counted(path_, "more than 1000 certificates; the first 1000 are used");
        return;
    }
    key->name += " of " + path_;
    keys_.push_back(std::move(*key));
}

}  // namespace ikev2::session
