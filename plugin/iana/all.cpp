// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/iana/all.h"

#include "plugin/iana/attribute_types.h"
#include "plugin/iana/auth_methods.h"
#include "plugin/iana/cert_encodings.h"
#include "plugin/iana/cfg_attributes.h"
#include "plugin/iana/cfg_private_attributes.h"
#include "plugin/iana/cfg_types.h"
#include "plugin/iana/exchange_types.h"
#include "plugin/iana/gateway_identity_types.h"
#include "plugin/iana/group_attributes.h"
#include "plugin/iana/hash_algorithms.h"
#include "plugin/iana/id_types.h"
#include "plugin/iana/ipcomp_transform_ids.h"
#include "plugin/iana/notify_private_types.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/payload_types.h"
#include "plugin/iana/ppk_id_types.h"
#include "plugin/iana/rohc_attributes.h"
#include "plugin/iana/secure_password_methods.h"
#include "plugin/iana/security_protocols.h"
#include "plugin/iana/transform_ids.h"
#include "plugin/iana/transform_types.h"
#include "plugin/iana/ts_types.h"

namespace ikev2::iana {

namespace {

constexpr const Registry* registries[] = {
    &exchange::registry,
    &payload::registry,
    &transform_type::registry,
    &attribute::registry,
    &encr::registry,
    &prf::registry,
    &integ::registry,
    &dh::registry,
    &esn::registry,
    &kwa::registry,
    &gcauth::registry,
    &id::registry,
    &cert::registry,
    &auth::registry,
    &notify::registry,
    &ipcomp::registry,
    &protocol::registry,
    &ts::registry,
    &cfg::registry,
    &cfg_attribute::registry,
    &gateway::registry,
    &rohc::registry,
    &secure_password::registry,
    &hash::registry,
    &ppk_id::registry,
    &gsa_attribute::registry,
    &gwp_attribute::registry,
    &group_key_bag::registry,
    &member_key_bag::registry,
};

constexpr const Registry* private_tables[] = {
    &payload::private_use,
    &notify::private_use,
    &cfg_attribute::private_use,
};

}  // namespace

std::span<const Registry* const> all_registries() noexcept {
    return registries;
}

std::span<const Registry* const> all_private_tables() noexcept {
    return private_tables;
}

}  // namespace ikev2::iana
