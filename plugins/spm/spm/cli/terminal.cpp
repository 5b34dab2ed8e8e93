// SPDX-License-Identifier: Apache-2.0
#include "cli/terminal.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace brine::spm {

void print(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw Error(format("cannot write to standard output: {}", std::strerror(errno)));
}

void Terminal::status(const std::string& text) {
    if (!quiet_) print(text + "\n");
}

void Terminal::warn(const std::string& text) { std::fprintf(stderr, "spm: %s\n", text.c_str()); }

void Terminal::confirm(const std::string& text) {
    if (::isatty(STDIN_FILENO) != 1)
        throw Declined("there is no terminal to ask on; --assume-yes does it without asking");
    std::FILE* out = quiet_ ? stderr : stdout;
    std::fprintf(out, "%s\nProceed? [N/y] ", text.c_str());
    std::fflush(out);
    std::array<char, 256> answer{};
    const bool read = std::fgets(answer.data(), answer.size(), stdin) != nullptr;
    if (!read || (answer[0] != 'y' && answer[0] != 'Y')) throw Declined("canceled");
}

}  // namespace brine::spm
