// SPDX-License-Identifier: Apache-2.0
#include "yaml_text_traits.hpp"

namespace brine::support::yaml {
namespace {

constexpr unsigned char byte(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

constexpr bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

// A space, a tab, a line end, a NUL or the end of the text.
bool is_space(std::string_view text, std::size_t at) noexcept {
    return byte(text, at) == 0 || text[at] == ' ' || text[at] == '\t' || break_size(text, at) != 0;
}

// Characters that mean something to YAML.
struct Indicators {
    bool flow = false;   // in flow collections
    bool block = false;  // everywhere
};

class Indication {
  public:
    explicit Indication(std::string_view text) : text_(text) {
        if (text.starts_with("---") || text.starts_with("...")) found_ = {true, true};
    }

    void look_at(std::size_t at, std::size_t size) noexcept {
        const char c = text_[at];
        const bool space_behind = is_space(text_, at + size);
        if (at == 0) {
            if (is_one_of(c, "#,[]{}&*!|>'\"%@`") || (c == '-' && space_behind))
                found_ = {true, true};
            if (c == '?' || c == ':') colon(space_behind);
        } else {
            if (is_one_of(c, ",?[]{}")) found_.flow = true;
            if (c == ':') colon(space_behind);
            if (c == '#' && space_before_) found_ = {true, true};
        }
        space_before_ = is_space(text_, at);
    }
    [[nodiscard]] Indicators found() const noexcept { return found_; }

  private:
    void colon(bool space_behind) noexcept {
        found_.flow = true;
        if (space_behind) found_.block = true;
    }

    std::string_view text_;
    bool space_before_ = true;
    Indicators found_;
};

// Where spaces and line ends are that some styles cannot express.
class Spacing {
  public:
    void look_at(std::string_view text, std::size_t at, std::size_t size) noexcept {
        const bool space = text[at] == ' ';
        const bool line_end = break_size(text, at) != 0;
        const bool edge = space || line_end;
        if (at == 0) leading = edge;
        if (at + size == text.size()) {
            trailing = edge;
            trailing_space = space;
        }
        if (space && after_break_) break_space = true;
        if (line_end && after_space_) space_break = true;
        if (line_end) breaks = true;
        after_space_ = space;
        after_break_ = line_end;
    }

    bool leading = false;
    bool trailing = false;
    bool trailing_space = false;
    bool break_space = false;  // a space at the begin of a line
    bool space_break = false;  // a space at the end of a line
    bool breaks = false;

  private:
    bool after_space_ = false;
    bool after_break_ = false;
};

}  // namespace

std::size_t character_size(std::string_view text, std::size_t at) noexcept {
    const unsigned char lead = byte(text, at);
    if (lead < 0x80) return 1;
    if (lead < 0xE0) return 2;
    return lead < 0xF0 ? 3 : 4;
}

std::size_t break_size(std::string_view text, std::size_t at) noexcept {
    const std::string_view rest = text.substr(at < text.size() ? at : text.size());
    if (rest.starts_with('\n') || rest.starts_with('\r')) return 1;
    if (rest.starts_with("\xC2\x85")) return 2;
    return rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") ? 3 : 0;
}

bool is_printable(std::string_view text, std::size_t at) noexcept {
    const unsigned char lead = byte(text, at);
    if (lead < 0x80) return lead == '\n' || (lead >= 0x20 && lead < 0x7F);
    if (lead == 0xC2) return byte(text, at + 1) >= 0xA0;
    if (lead > 0xEF) return false;
    const std::string_view rest = text.substr(at);
    return !rest.starts_with("\xEF\xBB\xBF") && !rest.starts_with("\xEF\xBF\xBE") &&
           !rest.starts_with("\xEF\xBF\xBF");
}

TextTraits traits_of(std::string_view text, bool unicode) {
    if (text.empty()) return {.flow_plain = false, .block = false};
    Indication indication(text);
    Spacing spacing;
    bool special = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t size = character_size(text, at);
        indication.look_at(at, size);
        spacing.look_at(text, at, size);
        if (!is_printable(text, at) || (!unicode && size > 1)) special = true;
        at += size;
    }
    const bool plain = !spacing.leading && !spacing.trailing && !spacing.breaks &&
                       !spacing.space_break && !special;
    return {.multiline = spacing.breaks,
            .flow_plain = plain && !indication.found().flow,
            .block_plain = plain && !indication.found().block,
            .single_quoted = !spacing.break_space && !spacing.space_break && !special,
            .block = !spacing.trailing_space && !spacing.space_break && !special};
}

}  // namespace brine::support::yaml
