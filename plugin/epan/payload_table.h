// Which function draws which payload.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "plugin/epan/draw.h"
#include "plugin/ike/payload.h"

namespace ikev2::epan {

/// Draws the body of a payload into `draw.tree`, whose item is that of the payload.
using DrawBody = void (*)(const Draw& draw, const ike::Payload& payload);

/// The function for payloads of `type`, or null.
DrawBody find_draw_body(std::uint8_t type);

/// Registers the fields of all of them.
void register_bodies(const Registrar& to);

// One file, draw_NAME.cpp, for each.
void draw_sa(const Draw& draw, const ike::Payload& payload);
void draw_ke(const Draw& draw, const ike::Payload& payload);
void draw_id(const Draw& draw, const ike::Payload& payload);
void draw_cert(const Draw& draw, const ike::Payload& payload);
void draw_certreq(const Draw& draw, const ike::Payload& payload);
void draw_auth(const Draw& draw, const ike::Payload& payload);
void draw_nonce(const Draw& draw, const ike::Payload& payload);
void draw_notify(const Draw& draw, const ike::Payload& payload);
void draw_delete(const Draw& draw, const ike::Payload& payload);
void draw_vendor_id(const Draw& draw, const ike::Payload& payload);
void draw_ts(const Draw& draw, const ike::Payload& payload);
void draw_sk(const Draw& draw, const ike::Payload& payload);
void draw_cp(const Draw& draw, const ike::Payload& payload);
void draw_eap(const Draw& draw, const ike::Payload& payload);
void draw_gspm(const Draw& draw, const ike::Payload& payload);
void draw_gsa(const Draw& draw, const ike::Payload& payload);
void draw_kd(const Draw& draw, const ike::Payload& payload);
void draw_ps(const Draw& draw, const ike::Payload& payload);
void draw_cisco_fragment(const Draw& draw, const ike::Payload& payload);

void register_sa(const Registrar& to);
void register_ke(const Registrar& to);
void register_id(const Registrar& to);
void register_cert(const Registrar& to);
void register_auth(const Registrar& to);
void register_nonce(const Registrar& to);
void register_notify(const Registrar& to);
void register_spi(const Registrar& to);
void register_delete(const Registrar& to);
void register_vendor_id(const Registrar& to);
void register_ts(const Registrar& to);
void register_sk(const Registrar& to);
void register_cp(const Registrar& to);
void register_eap(const Registrar& to);
void register_gspm(const Registrar& to);
void register_gsa(const Registrar& to);
void register_kd(const Registrar& to);
void register_ps(const Registrar& to);
void register_cisco_fragment(const Registrar& to);

}  // namespace ikev2::epan
