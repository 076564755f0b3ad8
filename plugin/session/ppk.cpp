// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/session/ppk.h"

#include <algorithm>

#include "plugin/crypto/key_schedule.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/ike/payload_notify.h"

namespace ikev2::session {

std::vector<const keyfile::PpkEntry*> ppks_of(const keyfile::Store& store, Octets ppk_id) {
    std::vector<const keyfile::PpkEntry*> found;
    if (ppk_id.empty()) {
        return found;
    }
    for (const keyfile::PpkEntry& ppk : store.ppks()) {
        if (std::ranges::equal(ppk.ppk_id, ppk_id.subspan(1))) {
            found.push_back(&ppk);
        }
    }
    return found;
}

Octets ppk_identity(const ike::Payload& payload, Octets payloads) noexcept {
    if (payload.type != iana::payload::N) {
        return {};
    }
    ike::Reader reader = payload.reader(payloads);
    const auto notify = ike::Notify::read(reader);
    return notify.type.value == iana::notify::PPK_IDENTITY ? notify.data.value : Octets();
}

void mix_ppk(IkeSa& sa, Octets ppk) {
    for (const auto key : {&crypto::SkKeys::d, &crypto::SkKeys::pi, &crypto::SkKeys::pr}) {
        Secret& sk = sa.bound->keys.*key;
        if (!sk.empty()) {
            sk = crypto::derive_with_ppk(*sa.suite->prf, ppk, sk).value_or(Secret());
        }
    }
}

}  // namespace ikev2::session
