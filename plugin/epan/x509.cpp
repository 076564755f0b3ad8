// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/x509.h"

#include "plugin/epan/subdissector.h"

namespace ikev2::epan {

namespace {

dissector_handle_t certificate_handle = nullptr;
dissector_handle_t name_handle = nullptr;

void draw_der(const Draw& draw, proto_tree* tree, dissector_handle_t handle,
              const ike::At<Octets>& der) {
    if (!call_subdissector(draw, tree, handle, der)) {
        add_data(draw, tree, der);
    }
}

}  // namespace

void draw_certificate(const Draw& draw, proto_tree* tree, const ike::At<Octets>& der) {
    draw_der(draw, tree, certificate_handle, der);
}

void draw_distinguished_name(const Draw& draw, proto_tree* tree, const ike::At<Octets>& der) {
    draw_der(draw, tree, name_handle, der);
}

void find_x509_dissectors() {
    // The functions themselves are not exported by every release; the table is.
    dissector_table_t table = find_dissector_table("ber.syntax");
    if (table != nullptr) {
        certificate_handle = dissector_get_string_handle(table, "Certificate");
        name_handle = dissector_get_string_handle(table, "Name");
    }
}

}  // namespace ikev2::epan
