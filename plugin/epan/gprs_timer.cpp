// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/gprs_timer.h"

namespace ikev2::epan {

namespace {

int hf_length = -1;
int hf_unit = -1;
int hf_value = -1;
int hf_seconds = -1;

constexpr std::uint8_t kUnitMask = 0xe0;
constexpr std::uint8_t kValueMask = 0x1f;
constexpr unsigned kUnitShift = 5;

/// The unit that says that the timer is off.
constexpr std::uint8_t kDeactivated = 7;

const value_string units[] = {
    {0, "10 minutes"}, {1, "1 hour"},   {2, "10 hours"},  {3, "2 seconds"},
    {4, "30 seconds"}, {5, "1 minute"}, {6, "320 hours"}, {kDeactivated, "deactivated"},
    {0, nullptr},
};

constexpr std::uint32_t kSecondsOfUnit[] = {600, 3600, 36000, 2, 30, 60, 1152000, 0};

hf_register_info fields[] = {
    {&hf_length,
     {"Length", "ikev2.notify.priv.3gpp.backoff_timer_len", FT_UINT8, BASE_DEC, nullptr, 0x0,
      nullptr, HFILL}},
    {&hf_unit,
     {"Unit", "ikev2.notify.priv.3gpp.backoff_timer.unit", FT_UINT8, BASE_DEC, VALS(units),
      kUnitMask, nullptr, HFILL}},
    {&hf_value,
     {"Timer value", "ikev2.notify.priv.3gpp.backoff_timer.value", FT_UINT8, BASE_DEC, nullptr,
      kValueMask, "In units", HFILL}},
    {&hf_seconds,
     {"Back-off time", "ikev2.notify.priv.3gpp.backoff_timer.seconds", FT_UINT32, BASE_DEC, nullptr,
      0x0, "In seconds", HFILL}},
};

}  // namespace

void draw_backoff_timer(const Draw& draw, const ike::Notify& notify) {
    ike::Reader reader(draw.octets, notify.data.offset, notify.data.end());
    add(draw, draw.tree, hf_length, reader.u8());
    const auto timer = reader.u8();
    add(draw, draw.tree, hf_unit, timer);
    add(draw, draw.tree, hf_value, timer);
    if (timer.present()) {
        const auto unit = static_cast<std::uint8_t>(timer.value >> kUnitShift);
        if (unit == kDeactivated) {
            append_text(draw.item, ": deactivated");
        } else {
            const std::uint32_t seconds = kSecondsOfUnit[unit] * (timer.value & kValueMask);
            proto_item* item =
                proto_tree_add_uint(draw.tree, hf_seconds, draw.tvb, static_cast<int>(timer.offset),
                                    static_cast<int>(timer.length), seconds);
            proto_item_set_generated(item);
            append_text(draw.item, ": ", seconds, " seconds");
        }
    }
    draw_end(draw, draw.tree, reader, "back-off timer");
}

void register_gprs_timer(const Registrar& to) {
    register_fields(to, fields);
}

}  // namespace ikev2::epan
