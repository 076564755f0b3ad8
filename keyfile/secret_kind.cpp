// SPDX-License-Identifier: GPL-2.0-or-later
#include "keyfile/secret_kind.h"

namespace ikev2::keyfile {

namespace {
constexpr SecretKindRow kRows[] = {
#define X(kind, longest, numbered) {SecretKind::kind, #kind, longest, numbered},
    IKEV2_SECRET_KINDS(X)
#undef X
};
static_assert(std::size(kRows) == kSecretKinds);
}  // namespace

std::span<const SecretKindRow> secret_kinds() noexcept {
    return kRows;
}

const SecretKindRow& row(SecretKind kind) noexcept {
    return kRows[static_cast<std::size_t>(kind)];
}

const char* name(SecretKind kind) noexcept {
    return row(kind).name;
}

}  // namespace ikev2::keyfile
