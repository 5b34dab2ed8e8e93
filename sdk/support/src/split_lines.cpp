// SPDX-License-Identifier: Apache-2.0
#include "brine/support/diff.hpp"

namespace brine::support {
namespace {

// Length of the first line of a text that is not empty, with its end.
std::size_t first_line_length(std::string_view text) {
    const std::size_t end = text.find_first_of("\r\n");
    if (end == std::string_view::npos) return text.size();
    return text.substr(end).starts_with("\r\n") ? end + 2 : end + 1;
}

}  // namespace

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t length = first_line_length(text);
        lines.push_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return lines;
}

}  // namespace brine::support
