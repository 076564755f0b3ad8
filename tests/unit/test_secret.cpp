// Whether secrets are overwritten before their memory is given back.
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/base/secret.h"

#include <malloc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

#include "plugin/crypto/gcrypt_init.h"
#include "tests/unit/playback.h"

using namespace ikev2;
using namespace ikev2::session;
using namespace ikev2::tests;

namespace {

constexpr std::size_t kSeen = 16;  ///< octets of a secret that are looked for

// What the memory that is given back is searched for, while `watching`.
struct Watch {
    bool watching = false;
    std::array<std::array<std::uint8_t, kSeen>, 16> patterns{};
    std::size_t count = 0;
    std::size_t sightings = 0;

    void add(Octets secret) {
        assert_true(secret.size() >= kSeen && count < patterns.size());
        std::copy_n(secret.begin(), kSeen, patterns[count++].begin());
    }
};
Watch watch;

void search(const void* memory) noexcept {
    if (!watch.watching || memory == nullptr) {
        return;
    }
    const auto* octets = static_cast<const std::uint8_t*>(memory);
    const std::size_t length = malloc_usable_size(const_cast<void*>(memory));
    for (std::size_t i = 0; i < watch.count; ++i) {
        const auto& pattern = watch.patterns[i];
        if (std::search(octets, octets + length, pattern.begin(), pattern.end()) !=
            octets + length) {
            ++watch.sightings;
        }
    }
}

}  // namespace

void* operator new(std::size_t size) {
    void* memory = std::malloc(size != 0 ? size : 1);
    if (memory == nullptr) {
        throw std::bad_alloc();
    }
    return memory;
}

// Of the sanitizers' own, otherwise, whose memory is not for free().
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
    return std::malloc(size != 0 ? size : 1);
}

void operator delete(void* memory) noexcept {
    search(memory);
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
    search(memory);
    std::free(memory);
}

namespace {

int ready(void** /*state*/) {
    return crypto::init_gcrypt() ? 0 : -1;
}

int forget(void** /*state*/) {
    watch = Watch();
    return 0;
}

template <typename Action>
std::size_t sightings_in(Action action) {
    watch.watching = true;
    action();
    watch.watching = false;
    return watch.sightings;
}

constexpr std::uint8_t kOctet = 0xa7;

// Otherwise the other tests could not fail.
void an_ordinary_vector_is_seen(void** /*state*/) {
    watch.add(Bytes(kSeen, kOctet));
    assert_int_not_equal(sightings_in([] { const Bytes octets(100, kOctet); }), 0);
}

void a_secret_is_overwritten_when_it_is_released_and_when_it_grows(void** /*state*/) {
    watch.add(Bytes(kSeen, kOctet));
    assert_int_equal(sightings_in([] {
                         Secret secret(100, kOctet);
                         secret.resize(1000, kOctet);
                         const Secret copy = secret;
                         secret = Secret(20, kOctet);
                     }),
                     0);
}

constexpr const char* kKeys[] = {"SK_d", "SK_ai", "SK_ar", "SK_ei", "SK_er", "SK_pi", "SK_pr"};

void keys_of_an_ike_sa_are_overwritten(void** /*state*/) {
    for (const char* capture : {"cisco-ios-psk", "aes256-sha512-psk"}) {
        const Exchange exchange(capture);
        const std::string lines = read_whole(capture_file(capture, "keys.txt"));
        watch = Watch();
        for (const char* name : kKeys) {
            watch.add(exchange.key(name));
        }
        watch.add(exchange.key("skeyseed"));
        std::size_t opened = 0;
        const std::size_t sightings = sightings_in([&] {
            const keyfile::Store keys = store_of(lines);
            Playback playback;
            for (const Frame& frame : exchange.frames) {
                opened += playback.take(frame, keys).sk == SkStatus::opened ? 1 : 0;
            }
        });
        assert_true(opened >= 2);
        assert_int_equal(sightings, 0);
    }
}

void secrets_of_a_key_file_are_overwritten(void** /*state*/) {
    watch.add(Bytes(kSeen, kOctet));
    std::string octets;
    for (std::size_t i = 0; i < kSeen; ++i) {
        octets += "a7";
    }
    const std::string spis = " 1122334455667788 99aabbccddeeff00 ";
    const std::string lines = "SKEYSEED" + spis + octets + "\nSK_d * * " + octets + "\nEAP_MSK" +
                              spis + octets + "\nPSK * * 0x" + octets + "\nPPK id 0x" + octets +
                              "\n";
    std::size_t count = 0;
    assert_int_equal(sightings_in([&] {
                         keyfile::Store store = store_of(lines);
                         count = store.count();
                         store.clear();
                     }),
                     0);
    assert_int_equal(count, 5);
}

}  // namespace

int main() {
    const CMUnitTest tests[] = {
        cmocka_unit_test_setup(an_ordinary_vector_is_seen, forget),
        cmocka_unit_test_setup(a_secret_is_overwritten_when_it_is_released_and_when_it_grows,
                               forget),
        cmocka_unit_test_setup(keys_of_an_ike_sa_are_overwritten, forget),
        cmocka_unit_test_setup(secrets_of_a_key_file_are_overwritten, forget),
    };
    return cmocka_run_group_tests(tests, ready, nullptr);
}
