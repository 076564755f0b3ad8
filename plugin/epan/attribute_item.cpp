// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/attribute_item.h"

#include "plugin/epan/text_writer.h"

namespace ikev2::epan {

const true_false_string tfs_attribute_format = {"Type/Value (TV)", "Type/Length/Value (TLV)"};

AttributeItem add_attribute(const Draw& draw, proto_tree* tree, const AttributeFields& fields,
                            const ike::Attribute& attribute, const char* name) {
    proto_item* item =
        proto_tree_add_item(tree, *fields.item, draw.tvb, static_cast<int>(attribute.offset),
                            static_cast<int>(attribute.end() - attribute.offset), ENC_NA);
    set_text(item, proto_registrar_get_name(*fields.item), " (t=", attribute.type(),
             ",l=", attribute.value.length, "): ", name);
    proto_tree* subtree = proto_item_add_subtree(item, *fields.subtree);
    add(draw, subtree, *fields.format, attribute.type_field);
    if (attribute.type_field.present()) {
        // Without a mask, as the built-in dissector has it: the raw value keeps the AF bit.
        proto_tree_add_uint(subtree, *fields.type, draw.tvb,
                            static_cast<int>(attribute.type_field.offset),
                            static_cast<int>(attribute.type_field.length), attribute.type());
    }
    add(draw, subtree, *fields.length, attribute.length);
    add(draw, subtree, *fields.value, attribute.value);
    return {item, subtree};
}

void draw_attribute_value(const Draw& draw, const AttributeItem& it,
                          const ike::Attribute& attribute, std::span<const AttributeValue> values,
                          const char* name) {
    for (const AttributeValue& row : values) {
        if (row.type == attribute.type()) {
            draw_layout(draw, it.tree, {draw.octets, attribute.value.offset, attribute.value.end()},
                        row.layout, name, it.item);
        }
    }
}

}  // namespace ikev2::epan
