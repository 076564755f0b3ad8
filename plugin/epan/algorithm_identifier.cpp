// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/algorithm_identifier.h"

#include "plugin/epan/bridge/algorithm_bridge.h"
#include "plugin/epan/x509.h"

namespace ikev2::epan {

namespace {

int hf_algorithm = -1;

int ett_algorithm = -1;

hf_register_info fields[] = {
    {&hf_algorithm,
     {"Signature Algorithm", "ikev2.signature_algorithm", FT_STRING, BASE_NONE, nullptr, 0x0,
      "What the AlgorithmIdentifier is called", HFILL}},
};

int* const subtrees[] = {&ett_algorithm};

}  // namespace

const char* draw_algorithm_identifier(const Draw& draw, proto_item* item,
                                      const ike::At<Octets>& der) {
    if (item == nullptr || !der.present()) {
        return nullptr;
    }
    proto_tree* tree = proto_item_add_subtree(item, ett_algorithm);
    const AlgorithmName known = bridge_algorithm_name(der.value);
    const char* name = known.algorithm;
    if (name != nullptr && known.hash != nullptr) {
        name = wmem_strdup_printf(draw.message->pinfo->pool, "%s with %s", name, known.hash);
    }
    if (name != nullptr) {
        proto_item* algorithm =
            proto_tree_add_string(tree, hf_algorithm, draw.tvb, static_cast<int>(der.offset),
                                  static_cast<int>(der.length), name);
        proto_item_set_generated(algorithm);
    }
    draw_asn1(draw, tree, Asn1::any, der);
    return name;
}

void register_algorithm_identifier(const Registrar& to) {
    register_fields(to, fields);
    register_subtrees(subtrees);
}

}  // namespace ikev2::epan
