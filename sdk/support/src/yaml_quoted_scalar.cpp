// SPDX-License-Identifier: Apache-2.0
#include "yaml_quoted_scalar.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "yaml_text_traits.hpp"

namespace brine::support::yaml {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// What stands for one character behind a backslash.
constexpr std::array<std::pair<char, std::string_view>, 18> escapes{{
    {'0', std::string_view("\0", 1)},
    {'a', "\a"},
    {'b', "\b"},
    {'t', "\t"},
    {'\t', "\t"},
    {'n', "\n"},
    {'v', "\v"},
    {'f', "\f"},
    {'r', "\r"},
    {'e', "\x1B"},
    {' ', " "},
    {'"', "\""},
    {'/', "/"},
    {'\\', "\\"},
    {'N', "\xC2\x85"},
    {'_', "\xC2\xA0"},
    {'L', "\xE2\x80\xA8"},
    {'P', "\xE2\x80\xA9"},
}};

std::size_t hex_digits(char escape) {
    switch (escape) {
        case 'x':
            return 2;
        case 'u':
            return 4;
        case 'U':
            return 8;
        default:
            return 0;
    }
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

void append_utf8(std::string& out, std::uint32_t code) {
    const auto add = [&out](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (code < 0x80) return add(code);
    if (code < 0x800) {
        add(0xC0 | (code >> 6U));
    } else if (code < 0x10000) {
        add(0xE0 | (code >> 12U));
        add(0x80 | ((code >> 6U) & 0x3FU));
    } else {
        add(0xF0 | (code >> 18U));
        add(0x80 | ((code >> 12U) & 0x3FU));
        add(0x80 | ((code >> 6U) & 0x3FU));
    }
    add(0x80 | (code & 0x3FU));
}

class QuotedScalar {
  public:
    QuotedScalar(std::string_view text, std::size_t offset)
        : text_(text), at_(offset + 1), quote_(text[offset]) {}

    Quoted read() {
        while (result_.flaw.empty()) {
            read_words();
            if (!result_.flaw.empty()) break;
            if (at_ >= text_.size()) {
                fail(text_.size(), "found unexpected end of stream");
            } else if (text_[at_] == quote_) {
                result_.end = at_ + 1;
                break;
            } else {
                read_space();
            }
        }
        return std::move(result_);
    }

  private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const noexcept {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    // The bytes of the line end that is `ahead`, 0 when there is none.
    [[nodiscard]] std::size_t line_end(std::size_t ahead = 0) const noexcept {
        if (peek(ahead) == '\r') return peek(ahead + 1) == '\n' ? 2 : 0;
        return break_size(text_, at_ + ahead);
    }
    // Moves behind the line end of this size. The Unicode separators stay what they are.
    std::string_view take_line_end(std::size_t size) {
        const std::string_view end = text_.substr(at_, size);
        at_ += size;
        return size == 3 ? end : "\n";
    }
    void fail(std::size_t at, std::string_view flaw) {
        result_.flaw = flaw;
        result_.flaw_at = at;
    }

    // Up to a blank, a line end or the closing quote.
    void read_words() {
        while (at_ < text_.size() && result_.flaw.empty() && !escaped_line_end_) {
            const char c = text_[at_];
            if (is_blank(c) || line_end() != 0) return;
            if (c == quote_) {
                if (quote_ != '\'' || peek(1) != '\'') return;
                ++at_;
            } else if (c == '\\' && quote_ == '"') {
                read_escape();
                continue;
            }
            result_.text += c;
            ++at_;
        }
    }

    void read_escape() {
        if (line_end(1) != 0) {
            at_ += 1 + line_end(1);
            escaped_line_end_ = true;
            return;
        }
        const char code = peek(1);
        if (const std::size_t digits = hex_digits(code); digits != 0) return read_hex(digits);
        const auto* found = std::find_if(escapes.begin(), escapes.end(),
                                         [code](const auto& known) { return known.first == code; });
        if (found == escapes.end() || at_ + 1 >= text_.size())
            return fail(at_, "found unknown escape character");
        result_.text += found->second;
        at_ += 2;
    }

    void read_hex(std::size_t digits) {
        std::uint32_t code = 0;
        for (std::size_t n = 0; n < digits; ++n) {
            const int value = hex_value(peek(2 + n));
            if (value < 0) return fail(at_ + 2 + n, "did not find expected hexadecimal number");
            code = code * 16 + static_cast<std::uint32_t>(value);
        }
        if ((code >= 0xD800 && code < 0xE000) || code > 0x10FFFF)
            return fail(at_, "found invalid Unicode character escape code");
        append_utf8(result_.text, code);
        at_ += 2 + digits;
    }

    // Blanks stay as they are within a line; a line end becomes a space, an escaped one nothing,
    // each further one a line end.
    void read_space() {
        const std::size_t start = at_;
        while (is_blank(peek())) ++at_;
        if (line_end() == 0 && !escaped_line_end_) {
            result_.text += text_.substr(start, at_ - start);
            return;
        }
        std::string_view first;
        std::string further;
        for (std::size_t size = line_end(); size != 0 || is_blank(peek()); size = line_end()) {
            if (size == 0) {
                ++at_;
            } else if (first.empty() && !escaped_line_end_) {
                first = take_line_end(size);
            } else {
                further += take_line_end(size);
            }
        }
        if (first != "\n") {
            result_.text.append(first).append(further);
        } else {
            result_.text += further.empty() ? std::string(" ") : further;
        }
        escaped_line_end_ = false;
    }

    std::string_view text_;
    std::size_t at_;
    char quote_;
    bool escaped_line_end_ = false;  // the line ended with a backslash
    Quoted result_;
};

}  // namespace

Quoted quoted_scalar(std::string_view text, std::size_t offset) {
    return QuotedScalar(text, offset).read();
}

std::size_t flawed_quote(std::string_view text, std::size_t offset) {
    for (std::size_t at = offset; at < text.size(); ++at) {
        const char before = at == 0 ? '\n' : text[at - 1];
        const bool behind_space = is_blank(before) || before == '\n';
        if (text[at] == '#' && behind_space) {
            at = std::min(text.find('\n', at), text.size());
        } else if ((text[at] == '"' || text[at] == '\'') &&
                   (behind_space || before == '[' || before == '{' || before == ',')) {
            const Quoted quoted = quoted_scalar(text, at);
            if (!quoted.flaw.empty()) return at;
            at = quoted.end - 1;
        }
    }
    return std::string_view::npos;
}

}  // namespace brine::support::yaml
