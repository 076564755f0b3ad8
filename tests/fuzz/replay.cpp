// Runs a fuzz target on files, and on each file below folders: where there is no libFuzzer.
// SPDX-License-Identifier: GPL-2.0-or-later
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"

namespace {

void run(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string octets{std::istreambuf_iterator<char>(file), {}};
    const std::vector<std::uint8_t> input(octets.begin(), octets.end());
    static_cast<void>(LLVMFuzzerTestOneInput(input.data(), input.size()));
}

}  // namespace

int main(int argc, char** argv) {
    unsigned count = 0;
    for (const std::string& argument : std::vector<std::string>(argv + 1, argv + argc)) {
        if (!std::filesystem::is_directory(argument)) {
            run(argument);
            ++count;
            continue;
        }
        for (const auto& entry : std::filesystem::recursive_directory_iterator(argument)) {
            if (entry.is_regular_file()) {
                run(entry.path());
                ++count;
            }
        }
    }
    static_cast<void>(std::printf("%u inputs\n", count));
    return count == 0 ? 1 : 0;
}
