// Counts what ikev2.so calls: LD_PRELOAD=libbench_count.so tshark ... prints it to standard error.
//
// Copies that the compiler made part of the code, as of an address or a number, are not seen.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <dlfcn.h>
#include <gcrypt.h>
#include <link.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>

namespace {

// Where ikev2.so lies; nowhere until it is loaded.
std::uintptr_t first = 0;
std::uintptr_t last = 0;

struct Counts {
    unsigned long octets_copied = 0;
    unsigned long allocations = 0;
    unsigned long cipher_handles = 0;
    unsigned long mac_handles = 0;
    unsigned long macs = 0;
};
Counts counts;

bool is_ours(const void* caller) {
    const auto address = reinterpret_cast<std::uintptr_t>(caller);
    return first <= address && address < last;
}

template <typename Function>
Function* next(const char* name) {
    return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

int find_plugin(dl_phdr_info* info, std::size_t /*size*/, void* /*data*/) {
    if (std::strstr(info->dlpi_name, "/ikev2.so") == nullptr) {
        return 0;
    }
    for (unsigned i = 0; i < info->dlpi_phnum; ++i) {
        const auto& segment = info->dlpi_phdr[i];
        if (segment.p_type == PT_LOAD && (segment.p_flags & PF_X) != 0) {
            first = info->dlpi_addr + segment.p_vaddr;
            last = first + segment.p_memsz;
        }
    }
    return 1;
}

struct Report {
    ~Report() {
        static_cast<void>(std::fprintf(stderr, "counted %lu %lu %lu %lu %lu\n",
                                       counts.octets_copied, counts.allocations,
                                       counts.cipher_handles, counts.mac_handles, counts.macs));
    }
} report;

}  // namespace

#define CALLED_BY_PLUGIN() is_ours(__builtin_return_address(0))

extern "C" {

void* dlopen(const char* name, int flags) {
    static auto* const real = next<void*(const char*, int)>("dlopen");
    void* handle = real(name, flags);
    if (first == 0) {
        dl_iterate_phdr(find_plugin, nullptr);
    }
    return handle;
}

void* memcpy(void* to, const void* from, std::size_t length) noexcept {
    counts.octets_copied += CALLED_BY_PLUGIN() ? length : 0;
    return __builtin___memmove_chk(to, from, length, length);
}

void* memmove(void* to, const void* from, std::size_t length) noexcept {
    counts.octets_copied += CALLED_BY_PLUGIN() ? length : 0;
    return __builtin___memmove_chk(to, from, length, length);
}

gcry_error_t gcry_cipher_open(gcry_cipher_hd_t* handle, int algorithm, int mode, unsigned flags) {
    static auto* const real = next<decltype(gcry_cipher_open)>("gcry_cipher_open");
    counts.cipher_handles += CALLED_BY_PLUGIN() ? 1 : 0;
    return real(handle, algorithm, mode, flags);
}

gcry_error_t gcry_mac_open(gcry_mac_hd_t* handle, int algorithm, unsigned flags, gcry_ctx_t ctx) {
    static auto* const real = next<decltype(gcry_mac_open)>("gcry_mac_open");
    counts.mac_handles += CALLED_BY_PLUGIN() ? 1 : 0;
    return real(handle, algorithm, flags, ctx);
}

gcry_error_t gcry_mac_read(gcry_mac_hd_t handle, void* octets, std::size_t* length) {
    static auto* const real = next<decltype(gcry_mac_read)>("gcry_mac_read");
    counts.macs += CALLED_BY_PLUGIN() ? 1 : 0;
    return real(handle, octets, length);
}

}  // extern "C"

void* operator new(std::size_t size) {
    counts.allocations += CALLED_BY_PLUGIN() ? 1 : 0;
    if (void* memory = std::malloc(size != 0 ? size : 1); memory != nullptr) {
        return memory;
    }
    throw std::bad_alloc();
}

void operator delete(void* memory) noexcept {
    std::free(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
    std::free(memory);
}
