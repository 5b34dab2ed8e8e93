// SPDX-License-Identifier: Apache-2.0
#include "regex_replacement.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace brine::support {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_octal(char c) { return c >= '0' && c <= '7'; }

class Parser {
  public:
    Parser(std::string_view replacement, std::size_t group_count,
           const std::vector<std::pair<std::string, std::size_t>>& names)
        : text_(replacement), group_count_(group_count), names_(names) {}

    std::vector<ReplacementPiece> run() {
        while (at_ < text_.size()) {
            if (text_[at_] != '\\') {
                pending_ += text_[at_++];
                continue;
            }
            ++at_;
            if (at_ == text_.size()) throw std::invalid_argument(at("bad escape (end of pattern)"));
            escape();
        }
        if (!pending_.empty() || pieces_.empty()) pieces_.push_back({std::move(pending_)});
        return std::move(pieces_);
    }

  private:
    [[nodiscard]] std::string at(std::string_view what) const {
        return std::string(what) + " in the replacement '" + std::string(text_) + "'";
    }

    void escape() {
        const char c = text_[at_];
        if (c == 'g') return named_group();
        if (is_digit(c)) return number();
        ++at_;
        constexpr std::string_view letters = "abfnrtv\\";
        constexpr std::string_view values = "\a\b\f\n\r\t\v\\";
        if (const std::size_t known = letters.find(c); known != std::string_view::npos) {
            pending_ += values[known];
        } else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            throw std::invalid_argument(at(std::string("bad escape \\") + c));
        } else {
            pending_ += '\\';
            pending_ += c;
        }
    }

    // \0, \012 and \123 are characters, \1 and \12 are groups.
    void number() {
        const std::string_view rest = text_.substr(at_);
        const bool three = rest.size() > 2 && is_octal(rest[0]) && is_octal(rest[1]) &&
                           is_octal(rest[2]) && rest[0] <= '3';
        if (rest[0] == '0' || three) {
            std::size_t length = 1;
            while (length < 3 && length < rest.size() && is_octal(rest[length])) ++length;
            int code = 0;
            std::from_chars(rest.data(), rest.data() + length, code, 8);
            pending_ += static_cast<char>(code);
            at_ += length;
            return;
        }
        const std::size_t length = rest.size() > 1 && is_digit(rest[1]) ? 2 : 1;
        group(rest.substr(0, length));
        at_ += length;
    }

    void named_group() {
        const std::size_t close = text_.find('>', at_);
        if (at_ + 1 >= text_.size() || text_[at_ + 1] != '<' || close == std::string_view::npos)
            throw std::invalid_argument(at("missing <name> behind \\g"));
        group(text_.substr(at_ + 2, close - at_ - 2));
        at_ = close + 1;
    }

    void group(std::string_view name) {
        std::size_t number = 0;
        const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
        if (parsed.ec != std::errc() || parsed.ptr != name.data() + name.size()) {
            const auto found = std::find_if(names_.begin(), names_.end(),
                                            [&](const auto& pair) { return pair.first == name; });
            if (found == names_.end())
                throw std::invalid_argument(at("unknown group name '" + std::string(name) + "'"));
            number = found->second;
        }
        if (number > group_count_)
            throw std::invalid_argument(at("invalid group reference " + std::string(name)));
        pieces_.push_back({std::move(pending_), number});
        pending_.clear();
    }

    std::string_view text_;
    std::size_t group_count_;
    const std::vector<std::pair<std::string, std::size_t>>& names_;
    std::size_t at_ = 0;
    std::string pending_;
    std::vector<ReplacementPiece> pieces_;
};

}  // namespace

std::vector<ReplacementPiece> parse_replacement(
    std::string_view replacement, std::size_t group_count,
    const std::vector<std::pair<std::string, std::size_t>>& group_names) {
    return Parser(replacement, group_count, group_names).run();
}

}  // namespace brine::support
