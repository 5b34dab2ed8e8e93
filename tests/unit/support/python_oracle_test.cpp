// SPDX-License-Identifier: Apache-2.0
#include "python_oracle.hpp"

#include <stdio.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "scratch_directory.hpp"

namespace brine::support::test {
namespace {

constexpr std::string_view prelude = R"py(
import sys
def fields(line):
    return [b'' if f == '-' else bytes.fromhex(f) for f in line.split()]
def to_hex(data):
    return data.hex() or '-'
)py";

}  // namespace

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    if (bytes.empty()) return "-";
    std::string hex;
    for (const char byte : bytes) {
        const auto value = static_cast<unsigned char>(byte);
        hex += digits[value >> 4];
        hex += digits[value & 15];
    }
    return hex;
}

std::string from_hex(std::string_view hex) {
    std::string bytes;
    if (hex == "-") return bytes;
    for (std::size_t index = 0; index + 1 < hex.size(); index += 2) {
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(index, 2)), nullptr, 16));
    }
    return bytes;
}

// By popen(3): the oracle must not depend on what it helps to test.
std::vector<std::string> ask_python(std::string_view script,
                                    const std::vector<std::string>& lines) {
    const ScratchDirectory scratch;
    const auto program = scratch.write("oracle.py", std::string(prelude).append(script));
    const auto output = scratch / "output";
    const std::string command =
        "/usr/bin/python3 -W ignore " + program.string() + " > " + output.string();
    FILE* python = ::popen(command.c_str(), "we");
    if (python == nullptr) throw std::runtime_error("cannot start python3");
    for (const std::string& line : lines) std::fputs((line + "\n").c_str(), python);
    if (::pclose(python) != 0) throw std::runtime_error("python3 failed");
    std::vector<std::string> answers;
    std::ifstream file(output);
    for (std::string line; std::getline(file, line);) answers.push_back(line);
    return answers;
}

TEST_CASE("hexadecimal fields survive the way to python and back", "[support][oracle]") {
    std::string bytes;
    for (int value = 0; value < 256; ++value) bytes += static_cast<char>(value);
    const auto answers =
        ask_python("for line in sys.stdin: print(*[to_hex(f) for f in fields(line)])",
                   {to_hex(bytes), to_hex(""), to_hex("a") + " " + to_hex("b")});
    REQUIRE(answers.size() == 3);
    CHECK(from_hex(answers[0]) == bytes);
    CHECK(answers[1] == "-");
    CHECK(answers[2] == "61 62");
}

}  // namespace brine::support::test
