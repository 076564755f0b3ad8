// Drawing what attributes begin with (RFC 7296, sections 3.3.5 and 3.15.1).
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "plugin/epan/layout.h"
#include "plugin/ike/attribute.h"

namespace ikev2::epan {

/// What the Attribute Format bit says.
extern const true_false_string tfs_attribute_format;

/// The fields of one kind of attribute.
struct AttributeFields {
    int* item;
    int* type;
    int* format;
    int* length;
    int* value;
    int* subtree;
};

/// An attribute's item, and the subtree below it.
struct AttributeItem {
    proto_item* item;
    proto_tree* tree;
};

/// Adds the item of an attribute with its type, which is called `name`, format, length and value.
AttributeItem add_attribute(const Draw& draw, proto_tree* tree, const AttributeFields& fields,
                            const ike::Attribute& attribute, const char* name);

/// What the value of an attribute of one type is.
struct AttributeValue {
    std::uint16_t type;
    Layout layout;
};

/// Draws the value of `attribute`, which is called `name`, if `values` has its type.
void draw_attribute_value(const Draw& draw, const AttributeItem& it,
                          const ike::Attribute& attribute, std::span<const AttributeValue> values,
                          const char* name);

}  // namespace ikev2::epan
