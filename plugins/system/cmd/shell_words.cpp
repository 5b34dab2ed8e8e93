// SPDX-License-Identifier: Apache-2.0
#include "shell_words.hpp"

#include <brine/error.hpp>

namespace brine::cmd {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class WordReader {
  public:
    explicit WordReader(std::string_view line) : line_(line) {}

    std::vector<std::string> words() {
        while (at_ < line_.size()) {
            const char c = line_[at_++];
            if (is_blank(c)) {
                end_word();
            } else {
                in_word_ = true;
                read(c);
            }
        }
        end_word();
        return std::move(words_);
    }

  private:
    void read(char c) {
        if (c == '\'') {
            read_single_quoted();
        } else if (c == '"') {
            read_double_quoted();
        } else if (c == '\\') {
            word_ += next("No escaped character");
        } else {
            word_ += c;
        }
    }

    void read_single_quoted() {
        for (char c = next(open_quotation); c != '\''; c = next(open_quotation)) word_ += c;
    }

    void read_double_quoted() {
        for (char c = next(open_quotation); c != '"'; c = next(open_quotation)) {
            if (c == '\\') {
                const char escaped = next("No escaped character");
                if (escaped != '"' && escaped != '\\') word_ += c;
                word_ += escaped;
            } else {
                word_ += c;
            }
        }
    }

    char next(const char* error) {
        if (at_ == line_.size()) throw Error(error);
        return line_[at_++];
    }

    void end_word() {
        if (in_word_) words_.push_back(std::move(word_));
        word_.clear();
        in_word_ = false;
    }

    static constexpr const char* open_quotation = "No closing quotation";

    std::string_view line_;
    std::size_t at_ = 0;
    std::vector<std::string> words_;
    std::string word_;
    bool in_word_ = false;
};

}  // namespace

std::vector<std::string> shell_words(std::string_view line) { return WordReader(line).words(); }

std::string shell_quoted(std::string_view word) {
    constexpr std::string_view safe =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
    if (!word.empty() && word.find_first_not_of(safe) == std::string_view::npos)
        return std::string(word);
    std::string quoted = "'";
    for (const char c : word) {
        if (c == '\'') {
            quoted += "'\"'\"'";
        } else {
            quoted += c;
        }
    }
    return quoted + '\'';
}

}  // namespace brine::cmd
