// SPDX-License-Identifier: Apache-2.0
#include "text_diff.hpp"

#include <brine/support/diff.hpp>
#include <brine/support/text.hpp>

#include <algorithm>

namespace brine::file {
namespace {

constexpr std::size_t looked_at = 512;

bool is_text_byte(char c) {
    return (c >= ' ' && c <= '~') || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\b';
}

// The lines with their ends, in UTF-8. `owned` keeps those that had to be converted.
std::vector<std::string_view> lines_of(std::string_view bytes, std::vector<std::string>& owned) {
    const bool valid = support::utf8_valid(bytes);
    std::vector<std::string_view> lines;
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
        lines.push_back(bytes.substr(0, end));
        bytes.remove_prefix(end);
    }
    if (valid) return lines;
    owned.reserve(lines.size());
    for (std::string_view& line : lines)
        if (!support::utf8_valid(line)) line = owned.emplace_back(as_utf8(line));
    return lines;
}

}  // namespace

bool looks_like_text(std::string_view bytes) {
    const std::string_view block = bytes.substr(0, looked_at);
    if (block.empty()) return true;
    if (block.find('\0') != std::string_view::npos) return false;
    if (support::utf8_valid(block)) return true;
    const auto odd = block.size() - static_cast<std::size_t>(
                                        std::count_if(block.begin(), block.end(), is_text_byte));
    constexpr double most_odd = 0.30;
    return static_cast<double>(odd) / static_cast<double>(block.size()) <= most_odd;
}

std::string binary_change(std::string_view before, std::string_view after) {
    const bool text_before = looks_like_text(before);
    const bool text_after = looks_like_text(after);
    if (text_before && text_after) return {};
    if (text_after) return "Replace binary file with text file";
    if (text_before) return "Replace text file with binary file";
    return "Replace binary file";
}

std::string content_diff(std::string_view before, std::string_view after,
                         std::string_view before_name, std::string_view after_name) {
    if (before == after) return {};
    std::string binary = binary_change(before, after);
    if (!binary.empty()) return binary;
    std::vector<std::string> owned_before;
    std::vector<std::string> owned_after;
    const auto from = lines_of(before, owned_before);
    const auto to = lines_of(after, owned_after);
    return support::join(support::unified_diff(from, to, before_name, after_name), "");
}

std::string as_utf8(std::string_view bytes) {
    if (support::utf8_valid(bytes)) return std::string(bytes);
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80U) {
            text += c;
        } else {
            text += static_cast<char>(0xC0U | (byte >> 6U));
            text += static_cast<char>(0x80U | (byte & 0x3FU));
        }
    }
    return text;
}

}  // namespace brine::file
