// SPDX-License-Identifier: Apache-2.0
#include "shell_words.hpp"

namespace brine::grains {

std::vector<std::string> shell_words(std::string_view line) {
    std::vector<std::string> words;
    bool in_word = false;
    char quote = '\0';
    for (std::size_t at = 0; at < line.size(); ++at) {
        const char c = line[at];
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (quote == '\0' && blank) {
            in_word = false;
            continue;
        }
        if (!in_word) words.emplace_back();
        in_word = true;
        if (c == quote) {
            quote = '\0';
        } else if (quote == '\0' && (c == '"' || c == '\'')) {
            quote = c;
        } else if (c == '\\' && quote != '\'' && at + 1 < line.size()) {
            const char next = line[at + 1];
            if (quote == '"' && next != '"' && next != '\\') words.back() += c;
            words.back() += next;
            ++at;
        } else {
            words.back() += c;
        }
    }
    return words;
}

}  // namespace brine::grains
