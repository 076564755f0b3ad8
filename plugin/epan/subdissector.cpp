// SPDX-License-Identifier: GPL-2.0-or-later
#include "plugin/epan/subdissector.h"

#include <epan/column-utils.h>

extern "C" {
#include <epan/exceptions.h>
#include <epan/show_exception.h>
}

#ifdef __clang__
// TRY changes a volatile variable in a way that C++20 deprecates.
#pragma clang diagnostic ignored "-Wdeprecated-volatile"
#endif

namespace ikev2::epan {

bool call_subdissector(const Draw& draw, proto_tree* tree, dissector_handle_t handle,
                       const ike::At<Octets>& octets) {
    if (handle == nullptr || !octets.present()) {
        return false;
    }
    packet_info* pinfo = draw.message->pinfo;
    tvbuff_t* tvb = tvb_new_subset_length(draw.tvb, static_cast<int>(octets.offset),
                                          static_cast<int>(octets.length));
    const bool writable = col_get_writable(pinfo->cinfo, -1) != 0;
    volatile int taken = 0;
    col_set_writable(pinfo->cinfo, -1, FALSE);
    TRY {
        taken = call_dissector_only(handle, tvb, pinfo, tree, nullptr);
    }
    CATCH_NONFATAL_ERRORS {
        show_exception(tvb, pinfo, tree, EXCEPT_CODE, GET_MESSAGE);
        taken = 1;
    }
    ENDTRY;
    col_set_writable(pinfo->cinfo, -1, writable ? TRUE : FALSE);
    return taken != 0;
}

}  // namespace ikev2::epan
