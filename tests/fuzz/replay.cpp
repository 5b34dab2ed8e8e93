// SPDX-License-Identifier: Apache-2.0
//
// Runs a fuzz target with the files of directories, or with single files.
#include <cstdint>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

void run(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw fs::filesystem_error("cannot open", path, std::error_code());
    const std::string input(std::istreambuf_iterator<char>(file), {});
    std::fprintf(stderr, "%s\n", path.c_str());
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

int replay(int count, char** paths) {
    int runs = 0;
    for (int n = 1; n < count; ++n) {
        if (!fs::is_directory(paths[n])) {
            run(paths[n]);
            ++runs;
            continue;
        }
        for (const fs::directory_entry& entry : fs::directory_iterator(paths[n])) {
            run(entry.path());
            ++runs;
        }
    }
    if (runs == 0) std::fprintf(stderr, "there are no inputs\n");
    return runs == 0 ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return replay(count, arguments);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
