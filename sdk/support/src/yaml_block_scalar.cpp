// SPDX-License-Identifier: Apache-2.0
#include "yaml_block_scalar.hpp"

#include <algorithm>

namespace brine::support::yaml {
namespace {

enum class Chomping { strip, clip, keep };

class BlockScalar {
  public:
    BlockScalar(std::string_view text, std::size_t indicator, int parent)
        : text_(text), at_(indicator), parent_(parent) {}

    std::string read() {
        read_header();
        read_breaks();
        find_indent();
        while (at_ < text_.size() && column_ == indent_) read_line();
        if (chomping_ != Chomping::strip) content_ += line_end_;
        if (chomping_ == Chomping::keep) content_ += breaks_;
        return std::move(content_);
    }

  private:
    [[nodiscard]] char peek() const noexcept { return at_ < text_.size() ? text_[at_] : '\0'; }
    [[nodiscard]] bool at_break() const noexcept {
        return peek() == '\n' || text_.substr(std::min(at_, text_.size())).starts_with("\r\n");
    }
    [[nodiscard]] bool at_blank() const noexcept { return peek() == ' ' || peek() == '\t'; }

    void read_header() {
        folded_ = text_[at_++] == '>';
        for (; at_ < text_.size(); ++at_) {
            const char c = text_[at_];
            if (c == '+') {
                chomping_ = Chomping::keep;
            } else if (c == '-') {
                chomping_ = Chomping::strip;
            } else if (c >= '1' && c <= '9') {
                indent_ = std::max(parent_, 0) + (c - '0');
            } else {
                break;
            }
        }
        at_ = std::min(text_.find('\n', at_), text_.size());  // blanks and a comment
        take_break();
    }

    // Moves behind a line end, if there is one.
    std::string_view take_break() {
        column_ = 0;
        if (at_ >= text_.size()) return {};
        at_ += text_[at_] == '\r' ? 2 : 1;
        return "\n";
    }

    // Reads empty lines and the indentation of the line behind them.
    void read_breaks() {
        breaks_.clear();
        while (true) {
            while ((indent_ == 0 || column_ < indent_) && peek() == ' ') {
                ++at_;
                ++column_;
            }
            widest_ = std::max(widest_, column_);
            if (!at_break()) return;
            breaks_ += take_break();
        }
    }

    // Without an indicator, the first line that is not empty says how deep the content is.
    void find_indent() {
        if (indent_ == 0) indent_ = std::max({widest_, parent_ + 1, 1});
    }

    void read_line() {
        const bool blank = at_blank();
        if (folded_ && !line_end_.empty() && !blank_ && !blank) {
            if (breaks_.empty()) content_ += ' ';
        } else {
            content_ += line_end_;
        }
        content_ += breaks_;
        blank_ = blank;
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        std::string_view line = text_.substr(at_, end - at_);
        if (end < text_.size() && line.ends_with('\r')) line.remove_suffix(1);
        content_ += line;
        at_ += line.size();
        line_end_ = take_break();
        read_breaks();
    }

    std::string_view text_;
    std::size_t at_;
    int parent_;
    bool folded_ = false;
    Chomping chomping_ = Chomping::clip;
    int indent_ = 0;  // of the content; 0: not known yet
    int column_ = 0;
    int widest_ = 0;             // indentation seen in front of the first line
    bool blank_ = false;         // whether the last line began with a blank
    std::string_view line_end_;  // of the last line
    std::string breaks_;         // the empty lines behind it
    std::string content_;
};

}  // namespace

std::string block_scalar(std::string_view text, std::size_t offset, int parent) {
    return BlockScalar(text, offset, parent).read();
}

}  // namespace brine::support::yaml
