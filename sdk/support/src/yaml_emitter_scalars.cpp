// SPDX-License-Identifier: Apache-2.0
//
// How the emitter writes text in each style.
#include <array>
#include <utility>

#include "utf8.hpp"
#include "yaml_emitter.hpp"

namespace brine::support::yaml {
namespace {

constexpr std::array<std::pair<char32_t, char>, 15> short_escapes{{
    {0x00, '0'},
    {0x07, 'a'},
    {0x08, 'b'},
    {0x09, 't'},
    {0x0A, 'n'},
    {0x0B, 'v'},
    {0x0C, 'f'},
    {0x0D, 'r'},
    {0x1B, 'e'},
    {0x22, '"'},
    {0x5C, '\\'},
    {0x85, 'N'},
    {0xA0, '_'},
    {0x2028, 'L'},
    {0x2029, 'P'},
}};

bool is_space(std::string_view text, std::size_t at) { return at < text.size() && text[at] == ' '; }

}  // namespace

// Begins a new line in place of the space at `at`, if the line is full and may be broken there.
bool Emitter::break_at_space(std::string_view text, std::size_t at, bool breaks) {
    if (!breaks || column_ <= best_width_ || is_space(text, at + 1)) return false;
    indent();
    return true;
}

// A line end of the text itself. Other ends than LF are kept.
void Emitter::text_break(std::string_view text, std::size_t at) {
    if (text[at] == '\n') {
        new_line();
    } else {
        out_ += text.substr(at, break_size(text, at));
        column_ = 0;
    }
    indention_ = true;
}

void Emitter::plain(std::string_view text, bool breaks) {
    if (!whitespace_ && !text.empty()) {
        out_ += ' ';
        ++column_;
    }
    bool in_spaces = false;
    for (std::size_t at = 0; at < text.size(); at += character_size(text, at)) {
        const bool space = text[at] == ' ';
        if (!space || in_spaces || !break_at_space(text, at, breaks)) character(text, at);
        if (!space) indention_ = false;
        in_spaces = space;
    }
    whitespace_ = false;
    indention_ = false;
}

void Emitter::single_quoted(std::string_view text, bool breaks) {
    indicator("'", true);
    bool in_spaces = false;
    bool in_breaks = false;
    for (std::size_t at = 0; at < text.size(); at += character_size(text, at)) {
        if (text[at] == ' ') {
            const bool inside = at != 0 && at + 1 != text.size();
            if (in_spaces || !inside || !break_at_space(text, at, breaks)) character(text, at);
            in_spaces = true;
        } else if (break_size(text, at) != 0) {
            // A single line end would be read as a space.
            if (!in_breaks && text[at] == '\n') new_line();
            text_break(text, at);
            in_breaks = true;
        } else {
            if (in_breaks) indent();
            if (text[at] == '\'') character(text, at);
            character(text, at);
            indention_ = false;
            in_spaces = false;
            in_breaks = false;
        }
    }
    if (in_breaks) indent();
    indicator("'", false);
}

void Emitter::double_quoted(std::string_view text, bool breaks) {
    indicator("\"", true);
    bool in_spaces = false;
    for (std::size_t at = 0; at < text.size(); at += character_size(text, at)) {
        const std::size_t size = character_size(text, at);
        const bool verbatim = is_printable(text, at) && (options_.allow_unicode || size == 1) &&
                              break_size(text, at) == 0 && text[at] != '"' && text[at] != '\\';
        if (!verbatim) {
            escape(decode_utf8(text.substr(at)).code_point);
            in_spaces = false;
        } else if (text[at] == ' ') {
            const bool inside = at != 0 && at + 1 != text.size();
            if (breaks && !in_spaces && column_ > best_width_ && inside) {
                indent();
                if (is_space(text, at + 1)) {
                    out_ += '\\';
                    ++column_;
                }
            } else {
                character(text, at);
            }
            in_spaces = true;
        } else {
            character(text, at);
            in_spaces = false;
        }
    }
    indicator("\"", false);
}

void Emitter::escape(char32_t code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const std::size_t before = out_.size();
    out_ += '\\';
    for (const auto& [known, letter] : short_escapes) {
        if (known != code) continue;
        out_ += letter;
        column_ += 2;
        return;
    }
    unsigned count = 8;
    if (code <= 0xFF) {
        count = 2;
    } else if (code <= 0xFFFF) {
        count = 4;
    }
    out_ += count == 2 ? 'x' : count == 4 ? 'u' : 'U';
    while (count-- > 0) out_ += digits[(code >> (4 * count)) & 15U];
    column_ += static_cast<int>(out_.size() - before);
}

// Only used for base64, which has neither leading nor trailing spaces or empty lines.
void Emitter::literal(std::string_view text) {
    indicator("|", true);
    if (text.back() != '\n') indicator("-", false);
    new_line();
    indention_ = true;
    whitespace_ = true;
    bool in_breaks = true;
    for (std::size_t at = 0; at < text.size(); at += character_size(text, at)) {
        if (break_size(text, at) != 0) {
            text_break(text, at);
            in_breaks = true;
        } else {
            if (in_breaks) indent();
            character(text, at);
            indention_ = false;
            in_breaks = false;
        }
    }
}

}  // namespace brine::support::yaml
