// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/ike/payload_sk.h"

namespace ikev2::ike {

Protected Protected::read(Reader& reader, std::uint32_t iv_length,
                          std::uint32_t icv_length) noexcept {
    Protected it;
    if (reader.remaining() < iv_length + icv_length) {
        return it;
    }
    it.iv = reader.octets(iv_length);
    it.ciphertext = reader.octets(reader.remaining() - icv_length);
    it.icv = reader.octets(icv_length);
    return it;
}

Plaintext Plaintext::read(Octets plaintext) noexcept {
    Plaintext it;
    const auto length = static_cast<std::uint32_t>(plaintext.size());
    if (length == 0) {
        return it;
    }
    it.pad_length = {plaintext.back(), length - 1, 1};
    if (it.pad_length.value > length - 1) {
        return it;
    }
    Reader reader(plaintext, 0, length - 1);
    it.payloads = reader.octets(length - 1 - it.pad_length.value);
    it.padding = reader.rest();
    it.valid = true;
    return it;
}

}  // namespace ikev2::ike
