// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brine::support::test {

/// Lower case hexadecimal, "-" for no bytes, so that fields can be told apart by spaces.
std::string to_hex(std::string_view bytes);
std::string from_hex(std::string_view hex);

/// Runs `script` once in /usr/bin/python3 with `lines` on its standard input, and returns the lines
/// of its output; throws std::runtime_error when it fails. The script finds `fields(line)`, which
/// decodes a line of hexadecimal fields to bytes, and `to_hex(bytes)`.
std::vector<std::string> ask_python(std::string_view script, const std::vector<std::string>& lines);

}  // namespace brine::support::test
