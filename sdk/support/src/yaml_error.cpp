// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "brine/support/text.hpp"
#include "brine/support/yaml.hpp"

namespace brine::support::yaml {
namespace {

constexpr std::uint32_t lines_before = 2;
constexpr std::uint32_t lines_after = 1;
constexpr std::size_t widest = 120;  // bytes shown of a line

// The part of the text in which the excerpt lies: the lines first..last, counted from 1.
struct Lines {
    std::uint32_t first;
    std::vector<std::string_view> texts;
};

Lines lines_around(std::string_view text, std::uint32_t line) {
    Lines lines{line > lines_before ? line - lines_before : 1, {}};
    std::uint32_t number = 1;
    for (std::size_t at = 0; at <= text.size() && number <= line + lines_after; ++number) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (number >= lines.first) lines.texts.push_back(strip_right(text.substr(at, end - at)));
        at = end + 1;
    }
    while (!lines.texts.empty() && lines.texts.back().empty() &&
           lines.first + lines.texts.size() - 1 > line)
        lines.texts.pop_back();
    return lines;
}

// Part of a line, cut at characters, with the place of `column` (from 0) in it.
struct Shown {
    std::string text;
    std::size_t mark;  // characters in front of it
};

bool continues_character(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

Shown shown(std::string_view line, std::size_t column) {
    std::size_t begin = column > widest - 20 ? column - (widest - 20) : 0;
    while (begin > 0 && begin < line.size() && continues_character(line[begin])) --begin;
    begin = std::min(begin, line.size());
    std::size_t end = std::min(line.size(), begin + widest);
    while (end < line.size() && continues_character(line[end])) ++end;
    Shown part{utf8_replace_invalid(line.substr(begin, end - begin)), 0};
    std::replace(part.text.begin(), part.text.end(), '\t', ' ');
    const std::string_view before = line.substr(begin, std::max(column, begin) - begin);
    part.mark = static_cast<std::size_t>(std::count_if(
        before.begin(), before.end(), [](char c) { return !continues_character(c); }));
    part.mark += std::max(column, begin) - begin - before.size();
    return part;
}

std::string excerpt(std::string_view text, Position position) {
    const Lines lines = lines_around(text, position.line);
    const std::size_t digits = std::to_string(lines.first + lines.texts.size()).size();
    std::string out;
    for (std::size_t n = 0; n < lines.texts.size(); ++n) {
        const std::size_t number = lines.first + n;
        const bool here = number == position.line;
        const std::string label = std::to_string(number);
        const Shown part = shown(lines.texts[n], here ? position.column - 1 : 0);
        out += '\n';
        out += here ? "> " : "  ";
        out += std::string(digits - label.size(), ' ') + label + " | " + part.text;
        out.erase(out.find_last_not_of(' ') + 1);
        if (here)
            out += "\n  " + std::string(digits, ' ') + " | " + std::string(part.mark, ' ') + '^';
    }
    return out;
}

std::string message(std::string_view text, std::string_view source, Position position,
                    std::string_view problem) {
    return std::string(source) + ':' + std::to_string(position.line) + ':' +
           std::to_string(position.column) + ": " + std::string(problem) + excerpt(text, position);
}

}  // namespace

Error::Error(std::string_view text, std::string_view source, Position position,
             std::string_view problem)
    : brine::Error(message(text, source, position, problem)),
      source_(source),
      position_(position),
      problem_(problem) {}

}  // namespace brine::support::yaml
