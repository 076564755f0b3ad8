// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/bridge/capture_bridge.h"

#include <memory>
#include <string>
#include <utility>

#include "keyfile/diagnostic.h"
#include "plugin/base/pool.h"
#include "plugin/crypto/gcrypt_init.h"
#include "plugin/epan/bridge/state.h"
#include "plugin/iana/exchange_types.h"

namespace ikev2::epan {

namespace {

// It is not a static object, so that no destructor runs after libgcrypt's and epan's own end.
State* state = nullptr;

// Null: no capture was begun.
session::Capture* capture() noexcept {
    return state != nullptr ? state->capture.get() : nullptr;
}

}  // namespace

State& bridge_make_state() {
    if (state == nullptr) {
        static_cast<void>(crypto::init_gcrypt());
        state = new State;  // NOLINT(*-owning-memory): bridge_shut_down
    }
    return *state;
}

State* bridge_state() noexcept {
    return state;
}

void bridge_begin_capture(const char* keylog_file, const char* certificate_file) noexcept {
    try {
        State& it = bridge_make_state();
        auto certificates =
            session::CertificateFile::read(certificate_file != nullptr ? certificate_file : "");
        it.certificate_problem = certificates.problem();
        const std::string path = keylog_file != nullptr ? keylog_file : "";
        if (it.keys.path() != path) {
            it.keys.load(path);
        } else {
            it.keys.refresh();
        }
        it.capture =
            std::make_unique<session::Capture>(std::move(certificates), it.keys.has_source());
    } catch (...) {
        bridge_end_capture();
    }
}

void bridge_end_capture() noexcept {
    if (state != nullptr) {
        state->capture.reset();
        state->reports.clear();
    }
}

void bridge_shut_down() noexcept {
    delete state;  // NOLINT(*-owning-memory): bridge_make_state
    state = nullptr;
    // The plugin is unloaded.
    Pool::trim();
}

void bridge_expect(const session::Message& message) noexcept {
    if (capture() != nullptr) {
        capture()->expect(message);
    }
}

const session::MessageView* bridge_find(const session::Place& place, std::uint32_t key) noexcept {
    return capture() != nullptr ? capture()->find(place, key) : nullptr;
}

bool bridge_has_repeats(const session::Place& place) noexcept {
    return capture() != nullptr && capture()->has_repeats(place);
}

void bridge_set_repeats(const session::Place& place) noexcept {
    if (capture() != nullptr) {
        capture()->set_repeats(place);
    }
}

const session::MessageView* bridge_first_pass(const session::Message& message,
                                              MutableOctets plaintext) noexcept {
    try {
        if (capture() == nullptr) {
            return nullptr;
        }
        // A key log grows while a capture runs, and the line of a new IKE SA is written before its
        // first encrypted message is sent.
        if (message.header.exchange_type.value != iana::exchange::IKE_SA_INIT &&
            capture()->may_need_more_secrets(message, state->keys.store())) {
            state->keys.refresh();
        }
        return capture()->first_pass(message, state->keys.store(), plaintext);
    } catch (...) {
        return nullptr;
    }
}

void bridge_take_reassembled(const session::MessageView& view, const session::Message& message,
                             Octets payloads) noexcept {
    try {
        if (capture() != nullptr) {
            capture()->take_reassembled(view, message, payloads, state->keys.store());
        }
    } catch (...) {
        // The message is shown all the same; what follows from it is not known.
        return;
    }
}

bool bridge_open_again(const session::MessageView& view, const session::Message& message,
                       MutableOctets plaintext) noexcept {
    return session::Capture::open_again(view, message, plaintext);
}

const char* bridge_take_key_messages() noexcept {
    try {
        if (state == nullptr) {
            return nullptr;
        }
        state->messages = std::exchange(state->certificate_problem, "");
        for (const keyfile::Diagnostic& diagnostic : state->keys.take_diagnostics()) {
            if (!state->messages.empty()) {
                state->messages += '\n';
            }
            state->messages += keyfile::to_text(diagnostic);
        }
        return state->messages.empty() ? nullptr : state->messages.c_str();
    } catch (...) {
        return nullptr;
    }
}

}  // namespace ikev2::epan
