// SPDX-License-Identifier: Apache-2.0
#include "whitespace_pattern.hpp"

#include <brine/support/diff.hpp>
#include <brine/support/regex.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <vector>

namespace brine::file {
namespace {

constexpr std::string_view white_space = " \t\r\n";

// The words of a line. When there are quotes of both kinds, a double quoted text at the beginning
// of a word is one word.
std::vector<std::string_view> words_of(std::string_view line) {
    const bool quotes = line.find('"') != std::string_view::npos &&
                        line.find('\'') != std::string_view::npos &&
                        line.find("'\\\"") == std::string_view::npos;
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while ((at = line.find_first_not_of(white_space, at)) != std::string_view::npos) {
        std::size_t end = std::min(line.find_first_of(white_space, at), line.size());
        if (quotes && line[at] == '"') {
            const std::size_t close = line.find('"', at + 1);
            end = close == std::string_view::npos ? line.size() : close + 1;
        }
        words.push_back(line.substr(at, end - at));
        at = end;
    }
    return words;
}

}  // namespace

std::string whitespace_pattern(std::string_view text) {
    constexpr std::string_view any_space = "(?:[\\s]+)?";
    std::string pattern = "(?m)^";
    for (const std::string_view line : support::split_lines(text)) {
        pattern += any_space;
        bool first = true;
        for (const std::string_view word : words_of(line)) {
            if (!first) pattern += any_space;
            pattern += support::regex_escape(word);
            first = false;
        }
        pattern += any_space;
    }
    return pattern + '$';
}

}  // namespace brine::file
