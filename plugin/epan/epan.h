// libwireshark's headers, as C++ includes them.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <epan/expert.h>
#include <epan/packet.h>
#include <epan/prefs.h>
#include <epan/proto.h>
#include <epan/proto_data.h>
#include <epan/tfs.h>
#include <wsutil/str_util.h>

// This one does not declare its functions as C's. What it includes, glib.h above all, must not be
// read as C, and is not read again.
extern "C" {
#include <epan/reassemble.h>
}
