// SPDX-License-Identifier: Apache-2.0
#include "text_wrap.hpp"

#include "python_text.hpp"

#include <algorithm>
#include <cctype>
#include <deque>
#include <vector>

namespace brine::output {

namespace {

constexpr std::size_t tab_width = 8;

// Tabs to the next multiple of eight columns, other white space to blanks.
std::string plain_blanks(std::string_view text) {
    std::string out;
    std::size_t column = 0;
    for (const char c : text) {
        if (c == '\t') {
            const std::size_t spaces = tab_width - column % tab_width;
            out.append(spaces, ' ');
            column += spaces;
        } else if (c == '\n' || c == '\r') {
            out += ' ';
            column = 0;
        } else {
            out += c == '\v' || c == '\f' ? ' ' : c;
            if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++column;
        }
    }
    return out;
}

// Bytes above ASCII count as letters: they belong to words in nearly every text.
bool is_letter(char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) > 127;
}
bool is_word(char c) {
    return is_letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_';
}
bool is_word_or_mark(char c) {
    return is_word(c) || std::string_view("!\"'&.,?").find(c) != std::string_view::npos;
}

class Splitter {
  public:
    explicit Splitter(std::string_view text) : text_(text) {}

    // Blanks, words (cut after hyphens inside them) and dashes, in order.
    std::deque<std::string> chunks() {
        std::deque<std::string> parts;
        std::size_t start = 0;
        while (start < text_.size()) {
            const std::size_t end = chunk_end(start);
            parts.emplace_back(text_.substr(start, end - start));
            start = end;
        }
        return parts;
    }

  private:
    [[nodiscard]] char at(std::size_t n) const { return n < text_.size() ? text_[n] : '\0'; }

    [[nodiscard]] std::size_t run_of(char c, std::size_t from) const {
        const std::size_t end = text_.find_first_not_of(c, from);
        return (end == std::string_view::npos ? text_.size() : end) - from;
    }

    // Two or more hyphens after a word and before another.
    [[nodiscard]] bool dash_at(std::size_t n) const {
        if (n == 0 || !is_word_or_mark(text_[n - 1]) || at(n) != '-') return false;
        const std::size_t hyphens = run_of('-', n);
        return hyphens >= 2 && is_word(at(n + hyphens));
    }

    // A hyphen after which a hyphenated word may break: letters on both sides, and more than
    // one of them.
    [[nodiscard]] bool break_after_hyphen(std::size_t n, std::size_t start) const {
        if (at(n) != '-' || n <= start) return false;
        const bool two_letters = n >= 2 && is_letter(text_[n - 1]) && is_letter(text_[n - 2]);
        const bool single = n >= 3 && is_word_or_mark(text_[n - 1]) && text_[n - 2] == '-' &&
                            is_letter(text_[n - 3]);
        if (!two_letters && !single) return false;
        const std::size_t next = at(n + 2) == '-' ? n + 3 : n + 2;
        return is_letter(at(n + 1)) && is_letter(at(next));
    }

    [[nodiscard]] std::size_t chunk_end(std::size_t start) const {
        if (text_[start] == ' ') return start + run_of(' ', start);
        if (dash_at(start)) return start + run_of('-', start);
        for (std::size_t n = start + 1; n < text_.size(); ++n) {
            if (text_[n] == ' ' || dash_at(n)) return n;
            if (break_after_hyphen(n, start)) return n + 1;
        }
        return text_.size();
    }

    std::string_view text_;
};

bool is_blank(std::string_view chunk) { return strip(chunk).empty(); }

// Cuts as much as fits into `room` columns off a long word, after its last hyphen if it has one.
std::string cut(std::string& word, std::size_t room) {
    std::size_t end = offset_of(word, room);
    if (end < word.size()) {
        const std::size_t hyphen = std::string_view(word).substr(0, end).rfind('-');
        if (hyphen != std::string::npos && hyphen > 0 && word.find_first_not_of('-') < hyphen)
            end = hyphen + 1;
    }
    std::string head = word.substr(0, end);
    word.erase(0, end);
    return head;
}

}  // namespace

std::string fill(std::string_view text, std::size_t width, std::size_t indent) {
    const std::string plain = plain_blanks(text);
    std::deque<std::string> chunks = Splitter(plain).chunks();
    const std::size_t room = width > indent ? width - indent : 1;
    std::string out;
    bool first = true;
    while (!chunks.empty()) {
        if (!first && is_blank(chunks.front())) chunks.pop_front();
        std::vector<std::string> line;
        std::size_t used = 0;
        while (!chunks.empty() && used + length(chunks.front()) <= room) {
            used += length(chunks.front());
            line.push_back(std::move(chunks.front()));
            chunks.pop_front();
        }
        if (!chunks.empty() && length(chunks.front()) > room)
            line.push_back(cut(chunks.front(), room - used));
        if (!line.empty() && is_blank(line.back())) line.pop_back();
        if (line.empty()) continue;
        if (!first) out += '\n';
        first = false;
        out.append(indent, ' ');
        for (const std::string& part : line) out += part;
    }
    return out;
}

}  // namespace brine::output
