// SPDX-License-Identifier: Apache-2.0
#include "compound.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>

#include <string>
#include <vector>

namespace brine::state {
namespace {

constexpr int max_depth_of_parentheses = 200;

struct Malformed {};

std::string_view kind_of(char letter) {
    switch (letter) {
        case 'G':
            return "grain";
        case 'P':
            return "grain_pcre";
        case 'I':
            return "pillar";
        case 'J':
            return "pillar_pcre";
        case 'L':
            return "list";
        case 'E':
            return "pcre";
        case 'N':
            return "nodegroup";
        case 'S':
            return "ipcidr";
        case 'R':
            return "range";
        default:
            return {};
    }
}

std::vector<std::string_view> words_of(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    std::vector<std::string_view> words;
    while (true) {
        const std::size_t start = text.find_first_not_of(spaces);
        if (start == std::string_view::npos) return words;
        text.remove_prefix(start);
        const std::size_t end = std::min(text.find_first_of(spaces), text.size());
        words.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
}

// expression: all ("or" all)*    all: one (("and" | "not"-without-and) one)*
// one: "not" one | "(" expression ")" | word
class Expression {
  public:
    using Matches = std::function<bool(std::string_view, std::string_view)>;

    Expression(std::vector<std::string_view> words, const Matches& matches)
        : words_(std::move(words)), matches_(matches) {}

    bool evaluate() {
        const bool result = any();
        if (at_ != words_.size()) throw Malformed();
        return result;
    }

  private:
    bool any() {
        bool result = all();
        while (take("or")) {
            const bool next = all();
            result = result || next;
        }
        return result;
    }

    bool all() {
        bool result = one();
        while (take("and") || peek() == "not") {
            const bool next = one();
            result = result && next;
        }
        return result;
    }

    bool one() {
        if (++depth_ > max_depth_of_parentheses) throw Malformed();
        const bool result = take("not") ? !one() : group_or_word();
        --depth_;
        return result;
    }

    bool group_or_word() {
        if (take("(")) {
            const bool result = any();
            if (!take(")")) throw Malformed();
            return result;
        }
        const std::string_view word = peek();
        if (word.empty() || word == ")" || word == "and" || word == "or") throw Malformed();
        ++at_;
        return word_matches(word);
    }

    bool word_matches(std::string_view word) {
        if (word.size() < 2 || word[1] != '@') return matches_("glob", word);
        const std::string_view kind = kind_of(word[0]);
        if (kind.empty())
            throw Error(
                format("unrecognized target engine in '{}'; there are G, P, I, J, L, E, N, "
                       "S and R",
                       word));
        return matches_(kind, word.substr(2));
    }

    [[nodiscard]] std::string_view peek() const {
        return at_ < words_.size() ? words_[at_] : std::string_view();
    }

    bool take(std::string_view word) {
        if (peek() != word) return false;
        ++at_;
        return true;
    }

    std::vector<std::string_view> words_;
    const Matches& matches_;
    std::size_t at_ = 0;
    int depth_ = 0;
};

}  // namespace

bool compound_matches(std::string_view expression, const Expression::Matches& matches) {
    try {
        return Expression(words_of(expression), matches).evaluate();
    } catch (const Malformed&) {
        return false;
    }
}

}  // namespace brine::state
