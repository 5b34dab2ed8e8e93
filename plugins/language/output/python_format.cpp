// SPDX-License-Identifier: Apache-2.0
#include "python_format.hpp"

#include "python_text.hpp"

#include <brine/error.hpp>

#include <charconv>

namespace brine::output {

namespace {

// One replacement field taken apart: "6[duration]!s:>7".
struct Field {
    std::string_view name;
    char conversion = '\0';  // 's', 'r', or none
    std::string_view presentation;
};

Field parse_field(std::string_view text) {
    Field field;
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos) field.presentation = text.substr(colon + 1);
    field.name = text.substr(0, colon);
    const std::size_t mark = field.name.find('!');
    if (mark == std::string_view::npos) return field;
    const std::string_view conversion = field.name.substr(mark + 1);
    if (conversion != "s" && conversion != "r")
        throw Error("the conversion '!" + std::string(conversion) +
                    "' in a format is not known; use !s or !r");
    field.conversion = conversion[0];
    field.name = field.name.substr(0, mark);
    return field;
}

std::size_t take_number(std::string_view& text) {
    std::size_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(parsed.ptr - text.data()));
    return number;
}

bool is_align(char c) { return c == '<' || c == '>' || c == '^'; }

std::string present(std::string text, std::string_view presentation, bool numeric) {
    const std::string_view whole = presentation;
    char fill = ' ';
    char align = numeric ? '>' : '<';
    if (presentation.size() >= 2 && is_align(presentation[1])) {
        fill = presentation[0];
        align = presentation[1];
        presentation.remove_prefix(2);
    } else if (!presentation.empty() && is_align(presentation[0])) {
        align = presentation[0];
        presentation.remove_prefix(1);
    }
    const std::size_t width = take_number(presentation);
    if (presentation.starts_with('.')) {
        presentation.remove_prefix(1);
        text.resize(offset_of(text, take_number(presentation)));
    }
    if (!presentation.empty() && presentation != "s")
        throw Error("the format ':" + std::string(whole) +
                    "' is not known; use [[fill]align][width][.precision]");
    const std::size_t size = length(text);
    if (size >= width) return text;
    const std::size_t room = width - size;
    const std::size_t before = align == '<' ? 0 : align == '>' ? room : room / 2;
    return std::string(before, fill) + text + std::string(room - before, fill);
}

}  // namespace

std::string format_fields(std::string_view pattern,
                          const std::function<Value(std::string_view)>& field) {
    std::string out;
    while (!pattern.empty()) {
        const std::size_t brace = pattern.find_first_of("{}");
        out += pattern.substr(0, brace);
        if (brace == std::string_view::npos) return out;
        pattern.remove_prefix(brace);
        if (pattern.size() > 1 && pattern[1] == pattern[0]) {
            out += pattern[0];
            pattern.remove_prefix(2);
            continue;
        }
        const std::size_t end = pattern.find('}');
        if (pattern[0] == '}' || end == std::string_view::npos)
            throw Error("a brace of a format has no counterpart: " + std::string(pattern));
        const Field parsed = parse_field(pattern.substr(1, end - 1));
        const Value value = field(parsed.name);
        out += present(parsed.conversion == 'r' ? repr(value) : to_str(value), parsed.presentation,
                       value.is_number() && parsed.conversion == '\0');
        pattern.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace brine::output
