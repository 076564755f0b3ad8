// The program ikev2-keys: checks, converts and explains key files.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "keyfile/command.h"

int main(int argc, char** argv) {
    try {
        const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
        return ikev2::keyfile::run_command(arguments, IKEV2_VERSION, std::cout, std::cerr);
    } catch (const std::exception& error) {
        std::cerr << "ikev2-keys: " << error.what() << '\n';
        return 1;
    }
}
