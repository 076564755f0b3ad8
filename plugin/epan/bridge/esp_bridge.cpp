// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/esp_bridge.h"

#include <utility>

#include "plugin/epan/bridge/state.h"

namespace ikev2::epan {

namespace {

session::Capture* capture() noexcept {
    const State* state = bridge_state();
    return state != nullptr ? state->capture.get() : nullptr;
}

}  // namespace

bool bridge_esp_spi_is_known(std::uint32_t spi) noexcept {
    try {
        if (capture() == nullptr) {
            return false;
        }
        if (capture()->esp().knows(spi)) {
            return true;
        }
        bridge_state()->keys.refresh();
        return session::ImportedEsp::has_keys(spi, bridge_state()->keys.store());
    } catch (...) {
        return false;
    }
}

session::EspView bridge_esp_first_pass(Octets octets, std::uint32_t length,
                                       const session::Address& source,
                                       const session::Address& destination,
                                       MutableOctets plaintext) noexcept {
    try {
        if (capture() == nullptr) {
            return {};
        }
        session::EspTraffic& esp = capture()->esp();
        const session::EspPacket packet{octets, length, destination, source};
        // A key log grows while a capture runs: the g^ir of a CHILD_SA may have come since.
        if (esp.wants_secrets(packet)) {
            bridge_state()->keys.refresh();
        }
        const keyfile::Store& store = bridge_state()->keys.store();
        const session::EspView negotiated = esp.first_pass(packet, store, plaintext);
        if (negotiated.is_open()) {
            return negotiated;
        }
        const session::EspView imported =
            capture()->imported_esp().first_pass(packet, store, plaintext, negotiated.sa);
        return imported.is_open() || negotiated.sa == nullptr ? imported : negotiated;
    } catch (...) {
        return {};
    }
}

void bridge_esp_count(Octets octets, const session::Address& destination) noexcept {
    try {
        if (capture() != nullptr) {
            const auto length = static_cast<std::uint32_t>(octets.size());
            capture()->esp().count({octets, length, destination, {}});
        }
    } catch (...) {
        // A number in a statistic is too small.
        return;
    }
}

bool bridge_esp_open_again(const session::EspView& view, Octets packet,
                           MutableOctets plaintext) noexcept {
    try {
        return session::open_again(view, packet, plaintext);
    } catch (...) {
        return false;
    }
}

ChildKeyOctets bridge_child_keys(std::uint32_t number) noexcept {
    try {
        if (capture() == nullptr || number >= capture()->children().size() ||
            capture()->children()[number].key_exchange) {
            return {};
        }
        auto keys = capture()->children()[number].derive({});
        if (!keys) {
            return {};
        }
        auto& kept = bridge_state()->child_keys;
        kept = std::move(*keys);
        return {{kept[0].encr, kept[1].encr}, {kept[0].integ, kept[1].integ}};
    } catch (...) {
        return {};
    }
}

ChildKeyOctets bridge_esp_keys(const session::EspView& view) noexcept {
    const session::EspCipher* cipher = session::cipher_of(view);
    if (cipher == nullptr) {
        return {};
    }
    return {{cipher->encr_key(), Octets()}, {cipher->integ_key(), Octets()}};
}

bool bridge_child(std::uint32_t number, session::ChildView& child) noexcept {
    if (capture() == nullptr || number >= capture()->children().size()) {
        return false;
    }
    child = session::view_of(capture()->children()[number]);
    return true;
}

}  // namespace ikev2::epan
