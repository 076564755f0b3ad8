"""The glue holds nothing that a longjmp out of libwireshark would leave behind.

SPDX-License-Identifier: GPL-2.0-or-later
"""
import re
import subprocess

import pytest

# What the object code of a source that breaks the rules refers to. At -O0 no call is inlined
# away, so every destructor, even of a header's class, shows up by its name.
FORBIDDEN = re.compile(
    r"""
      ^_Unwind_Resume$             # clean-up of an object that is live across a call
    | ^__cxa_(throw|rethrow|begin_catch|guard_acquire|atexit)$
    | ^_GLOBAL__sub_I_             # a static that is initialised at run time
    | ^_ZN.*D[0-2]Ev$              # a destructor (Itanium C++ ABI, section 5.1.4.3)
    | ^_Zn[wa]                     # operator new: long-lived objects belong to the bridge
    """,
    re.VERBOSE,
)


def symbols(object_file):
    command = ["nm", "--format=posix", str(object_file)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [line.split()[0] for line in lines.splitlines()]


def users(object_file, symbol):
    """The functions whose code refers to `symbol`."""
    command = ["objdump", "--disassemble", "--reloc", str(object_file)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found, function = set(), None
    for line in lines.splitlines():
        if begins := re.match(r"[0-9a-f]+ <(.*)>:$", line):
            function = begins[1]
        elif re.search(rf"R_\w+\s+{symbol}\b", line):
            found.add(function)
    return found


def forbidden(object_file):
    found = [symbol for symbol in symbols(object_file) if FORBIDDEN.search(symbol)]
    # Where a noexcept function calls what may throw, clang calls a function of its own that ends the program, and
    # nothing in the source catches anything.
    if users(object_file, "__cxa_begin_catch") == {"__clang_call_terminate"}:
        found.remove("__cxa_begin_catch")
    return found


def test_the_glue_has_no_destructors_exceptions_or_dynamic_statics(build):
    objects = (build.directory / "tests/checks/glue_objects.txt").read_text().splitlines()
    assert objects
    assert {name: found for name in objects if (found := forbidden(name))} == {}


# Each sample calls `leaves`, which may leave by longjmp.
SAMPLES = {
    "string_across_a_call": (
        "void glue() { std::string text = make(); leaves(text.c_str()); }",
        "_Unwind_Resume",
    ),
    "string_in_a_noexcept_function": (
        "void glue() noexcept { std::string text = make(); leaves(text.c_str()); }",
        "D1Ev",
    ),
    "throw": ("void glue() { throw 1; }", "__cxa_throw"),
    "catch": ("void glue() { try { leaves(nullptr); } catch (...) { } }", "__cxa_begin_catch"),
    "local_static": (
        "void glue() { static const int length = count(); leaves(names[length]); }",
        "__cxa_guard_acquire",
    ),
    "static_with_a_destructor": ("static std::string text = make();", "__cxa_atexit"),
    "static_set_at_run_time": ("int length = count();", "_GLOBAL__sub_I_"),
    "operator_new": ("void glue() { leaves(new char[4]); }", "_Zna"),
}

PREAMBLE = """
#include <string>
std::string make();
int count();
void leaves(const char*);
extern const char* names[];
"""


def compiled(build, folder, code):
    source, object_file = folder / "sample.cpp", folder / "sample.o"
    source.write_text(PREAMBLE + code)
    command = [build.compiler, "-std=c++20", "-O0", "-fexceptions", "-c", source, "-o", object_file]
    subprocess.run(command, check=True)
    return object_file


@pytest.mark.parametrize("code, symbol", SAMPLES.values(), ids=SAMPLES.keys())
def test_code_that_breaks_the_rules_is_found(build, tmp_path, code, symbol):
    if symbol == "D1Ev" and "clang" in str(build.compiler):
        symbol = "D2Ev"  # of an object without virtual bases the two are the same
    assert any(symbol in found for found in forbidden(compiled(build, tmp_path, code)))


def test_code_with_trivially_destructible_objects_is_not_found(build, tmp_path):
    code = """
        struct View { const char* text; int length; };
        void glue() { static const char* const kName = "x"; View view{kName, count()};
                      leaves(view.text); }
    """
    assert forbidden(compiled(build, tmp_path, code)) == []
