// CMocka as C++ tests include it: the headers that it wants before it, and extern "C".
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <csetjmp>
#include <cstdarg>
#include <cstddef>
#include <cstdint>

extern "C" {
#include <cmocka.h>
}
