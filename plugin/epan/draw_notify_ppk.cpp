// Notification Data of post-quantum preshared keys (RFC 8784, RFC 9867).
// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/auth_verdict.h"
#include "plugin/epan/notify_body.h"
#include "plugin/iana/notify_types.h"
#include "plugin/iana/ppk_id_types.h"
#include "plugin/ike/notify_ppk.h"

namespace ikev2::epan {

namespace {

int hf_id_type = -1;
int hf_id = -1;
int hf_confirmation = -1;
int hf_no_ppk_auth = -1;

hf_register_info fields[] = {
    {&hf_id_type,
     {"PPK_ID type", "ikev2.notify.data.ppk.id_type", FT_UINT8, BASE_DEC | BASE_RANGE_STRING,
      &iana::ppk_id::registry, 0x0, nullptr, HFILL}},
    {&hf_id,
     {"PPK_ID", "ikev2.notify.data.ppk.id", FT_BYTES, BASE_NONE, nullptr, 0x0, "Without its type",
      HFILL}},
    {&hf_confirmation,
     {"PPK Confirmation", "ikev2.notify.data.ppk.confirmation", FT_BYTES, BASE_NONE, nullptr, 0x0,
      "Shows that the sender has the PPK", HFILL}},
    {&hf_no_ppk_auth,
     {"Authentication Data without PPK", "ikev2.notify.data.no_ppk_auth", FT_BYTES, BASE_NONE,
      nullptr, 0x0, "Authentication Data that the PPK is not part of", HFILL}},
};

expert_field ei_mixed = EI_INIT;

ei_register_info expert_items[] = {
    {&ei_mixed,
     {"ikev2.ppk.mixed", PI_DECRYPTION, PI_NOTE,
      "This exchange mixed a PPK into the keys of the SA that it made (RFC 9867): they are not "
      "derived. SKEYSEED or SK_* lines open such an IKE SA, ESP keys such a CHILD_SA",
      EXPFILL}},
};

void draw_identity(const Draw& draw, const ike::PpkIdentity& identity) {
    add(draw, draw.tree, hf_id_type, identity.type);
    proto_item* item = add(draw, draw.tree, hf_id, identity.id);
    if (is_printable(identity.id.value)) {
        const char* text = printable_text(draw, identity.id);
        append_text(item, " (", text, ")");
        append_text(draw.item, ": ", text);
    }
    add(draw, draw.tree, hf_confirmation, identity.confirmation);
}

void draw_ppk_identity(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    draw_identity(draw, ike::PpkIdentity::read(reader));
    report_shortfall(draw, draw.tree, reader.shortfall(), "PPK_IDENTITY");
    if (draw.message->view != nullptr && draw.message->view->ppk_mixed) {
        expert_add_info(draw.message->pinfo, draw.item, &ei_mixed);
    }
}

void draw_ppk_identity_key(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    draw_identity(draw, ike::PpkIdentity::read_confirmed(reader));
    report_shortfall(draw, draw.tree, reader.shortfall(), "PPK_IDENTITY_KEY");
}

void draw_no_ppk_auth(const Draw& draw, const ike::Notify& notify) {
    add(draw, draw.tree, hf_no_ppk_auth, notify.data);
    draw_no_ppk_auth_verdict(draw);
}

using namespace iana::notify;

constexpr NotifyBody bodies[] = {
    no_data(USE_PPK),
    // "sends back [...] the PPK_IDENTITY notification with no data" (RFC 8784, section 3).
    {.type = PPK_IDENTITY, .draw = draw_ppk_identity, .optional = true},
    {.type = NO_PPK_AUTH, .draw = draw_no_ppk_auth, .shortest = 1},
    no_data(USE_PPK_INT),
    drawn(PPK_IDENTITY_KEY, draw_ppk_identity_key),
};

void register_ppk(const Registrar& to) {
    register_fields(to, fields);
    register_expert_items(to, expert_items);
}

}  // namespace

constinit const NotifyFamily notify_ppk{bodies, register_ppk};

}  // namespace ikev2::epan
