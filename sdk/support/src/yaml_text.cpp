// SPDX-License-Identifier: Apache-2.0
#include "yaml_text.hpp"

#include <algorithm>
#include <limits>

#include "utf8.hpp"

namespace brine::support::yaml {
namespace {

constexpr char mask = '\x01';  // for '?'

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr bool is_ascii_text(char c) {
    return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
}

// The characters beyond ASCII that YAML calls printable.
constexpr bool is_printable(char32_t c) {
    return c == 0x85 || (c >= 0xA0 && c != 0xFFFE && c != 0xFFFF);
}

// Whether the '?' at `at` cannot be the indicator of a key: no space follows, or it comes right
// behind something that it can only belong to.
bool within_scalar(std::string_view text, std::size_t at) {
    constexpr std::string_view space = " \t\r\n";
    const char next = at + 1 < text.size() ? text[at + 1] : '\n';
    if (space.find(next) == std::string_view::npos) return true;
    const char before = at > 0 ? text[at - 1] : '\n';
    return space.find(before) == std::string_view::npos && before != '[' && before != '{' &&
           before != ',';
}

constexpr bool is_indicator(char c) { return c == '-' || c == '?' || c == ':'; }

// Whether nothing but indentation and the indicators of items, keys and values is in front of the
// space at `at`, and an indicator right there.
bool ends_indicators(std::string_view text, std::size_t at) {
    if (at == 0 || !is_indicator(text[at - 1])) return false;
    for (; at > 0 && text[at - 1] != '\n'; --at)
        if (text[at - 1] != ' ' && !(is_indicator(text[at - 1]) && text[at] == ' ')) return false;
    return true;
}

// Whether no key can be in the rest of the line.
bool has_no_key(std::string_view text, std::size_t at) {
    const std::string_view line = text.substr(at, text.find('\n', at) - at);
    for (std::size_t colon = line.find(':'); colon != std::string_view::npos;
         colon = line.find(':', colon + 1))
        if (colon + 1 == line.size() ||
            std::string_view(" \t\r").find(line[colon + 1]) != std::string_view::npos)
            return false;
    return true;
}

std::string hex(char32_t number) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    do {
        text.insert(text.begin(), digits[number % 16]);
        number /= 16;
    } while (number != 0);
    return std::string(4 - std::min<std::size_t>(text.size(), 4), '0') + text;
}

}  // namespace

SourceText::SourceText(std::string_view text, std::string_view source)
    : text_(text), source_(source) {
    if (text_.starts_with(byte_order_mark)) text_.remove_prefix(byte_order_mark.size());
    if (text_.size() >= std::numeric_limits<std::uint32_t>::max())
        throw brine::Error(std::string(source) + ": a YAML text of 4 GiB or more is not possible");
    check_characters();
    unify_line_ends();
    constexpr std::string_view end = "\n...\n";
    for_parser_.reserve(text_.size() + end.size());
    for_parser_ = text_;
    mask_question_marks();
    mask_properties_in_items();
    for_parser_ += text_.empty() || text_.ends_with('\n') ? end.substr(1) : end;
}

void SourceText::check_characters() const {
    for (std::size_t at = 0; at < text_.size();) {
        if (is_ascii_text(text_[at])) {
            ++at;
            continue;
        }
        const Utf8Unit unit = decode_utf8(text_.substr(at));
        if (!unit.valid) fail(position(at), "the text is not UTF-8");
        if (!is_printable(unit.code_point))
            fail(position(at),
                 "control characters are not allowed (U+" + hex(unit.code_point) + ")");
        at += unit.length;
    }
}

void SourceText::unify_line_ends() {
    for (std::size_t at = text_.find('\r'); at != std::string_view::npos;
         at = text_.find('\r', at + 1)) {
        if (at + 1 < text_.size() && text_[at + 1] == '\n') continue;
        if (changed_.empty()) {
            changed_ = text_;
            text_ = changed_;
        }
        changed_[at] = '\n';
    }
}

void SourceText::mask_question_marks() {
    for (std::size_t at = text_.find('?'); at != std::string_view::npos;
         at = text_.find('?', at + 1))
        if (within_scalar(text_, at)) for_parser_[at] = mask;
}

void SourceText::mask_properties_in_items() {
    for (const char* properties : {" &", " !"}) {
        for (std::size_t at = text_.find(properties); at != std::string_view::npos;
             at = text_.find(properties, at + 1)) {
            if (!ends_indicators(text_, at) || !has_no_key(text_, at + 1)) continue;
            for_parser_[at] = '\t';
            has_tabs_ = true;
        }
    }
}

bool SourceText::is_masked(std::string_view parsed) const noexcept {
    return parsed.find(mask) != std::string_view::npos ||
           (has_tabs_ && parsed.find('\t') != std::string_view::npos);
}

std::string SourceText::unmasked(std::string_view parsed) const {
    std::string text(parsed);
    std::replace(text.begin(), text.end(), mask, '?');
    if (!has_tabs_) return text;
    for (std::size_t at = text.find('\t', 1); at != std::string::npos; at = text.find('\t', at + 1))
        if (is_indicator(text[at - 1]) && at + 1 < text.size() &&
            (text[at + 1] == '&' || text[at + 1] == '!'))
            text[at] = ' ';
    return text;
}

Position SourceText::position(std::size_t offset) const noexcept {
    const std::string_view before = text_.substr(0, std::min(offset, text_.size()));
    const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0
    const auto line = static_cast<std::uint32_t>(std::count(before.begin(), before.end(), '\n'));
    return {line + 1, static_cast<std::uint32_t>(before.size() - start) + 1};
}

}  // namespace brine::support::yaml
