// SPDX-License-Identifier: Apache-2.0
#include "random_documents.hpp"

#include <array>
#include <string_view>

namespace brine::test {
namespace {

using namespace std::string_view_literals;

// Scalars and flow collections as they stand behind "key: ", where lines that follow are indented
// by six columns or more.
constexpr std::array nodes{
    "a"sv,
    "foo bar"sv,
    "1"sv,
    "\"q\""sv,
    "'s'"sv,
    "~"sv,
    "http://x.y/z?a=b"sv,
    "a:b"sv,
    "a#b"sv,
    "a # comment"sv,
    "-x"sv,
    "yes"sv,
    "0644"sv,
    "1:30"sv,
    "1.5"sv,
    "2024-01-01"sv,
    "\"a\\nb\\u00e9\""sv,
    "'it''s'"sv,
    "{a: 1}"sv,
    "[1, 2]"sv,
    "[]"sv,
    "{}"sv,
    "!!str 1"sv,
    "&x ax"sv,
    "x?y"sv,
    "[is it?, yes]"sv,
    "{url: http://x/?q=1, b: [c]}"sv,
    "a,b"sv,
    "\"multi\n       line\""sv,
    "'m\n\n       l'"sv,
    "\"esc\\\n       aped\""sv,
    "plain\n      more\n\n      lines"sv,
    "|\n      lit\n        x\n"sv,
    "|\n      # no comment\n\n\n"sv,
    ">\n      fold\n      ed\n\n        x\n      y\n"sv,
    ">-\n      a\n\n\n"sv,
    ">+\n      a\n\n"sv,
    "|+\n\n      a\n\n"sv,
    "!!binary |\n      AAEC\n"sv,
    "[a, {b: c}, \"d\", 'e',\n      f]"sv,
    "{a: [1,2], \"b\": c,\n      d: }"sv,
    "!!set {a, b}"sv,
    "!!omap [a: 1, b: 2]"sv,
};

constexpr std::array keys{"k"sv, "\"q\""sv, "a b"sv, "7"sv, "'s'"sv, "yes"sv, "pkg.installed"sv};

constexpr std::array damages{" "sv,  "\n"sv,     "\n  "sv,  "- "sv,   ": "sv,  ":"sv,
                             "? "sv, " #"sv,     "\""sv,    "'"sv,    "|\n"sv, ">-\n"sv,
                             "["sv,  "]"sv,      "{"sv,     "}"sv,    ", "sv,  "&a "sv,
                             "*a"sv, "!!int "sv, "<<: "sv,  "\t"sv,   "\\"sv,  "%"sv,
                             "@"sv,  "---\n"sv,  "...\n"sv, "0x1f"sv, "\r\n"sv};

std::size_t below(std::mt19937& random, std::size_t limit) { return random() % limit; }

template <class Choices>
std::string_view pick(std::mt19937& random, const Choices& choices) {
    return choices[below(random, choices.size())];
}

// What follows "key:" or "-"; begins with a space or a line end and ends with a line end.
std::string node(std::mt19937& random, int depth, std::size_t indent) {
    const std::size_t kind = depth > 0 ? below(random, 10) : 0;
    const std::string margin(indent, ' ');
    if (kind < 3) {
        // Lines that go on are indented as behind a key of the first level.
        std::string text;
        for (const char c : pick(random, nodes)) {
            text += c;
            if (c == '\n') text += margin;
        }
        text.erase(text.find_last_not_of(' ') + 1);
        return " " + text + (text.ends_with('\n') ? "" : "\n");
    }
    std::string text = "\n";
    for (std::size_t n = 0; n <= below(random, 4); ++n) {
        text += margin;
        if (kind < 7) {
            std::string key(pick(random, keys));
            if (key.front() >= 'a' && key.front() <= 'z') key += std::to_string(n);
            text += key + ":";
        } else {
            text += "-";
        }
        text += node(random, depth - 1, indent + 2 + 2 * below(random, 2));
    }
    return text;
}

}  // namespace

std::string random_document(std::mt19937& random) {
    std::string text = node(random, 1 + static_cast<int>(below(random, 4)), 0).substr(1);
    for (std::size_t n = below(random, 4); n > 1; --n) {
        const std::size_t at = below(random, text.size() + 1);
        if (below(random, 3) > 0) {
            text.insert(at, pick(random, damages));
        } else {
            text.erase(at, 1 + below(random, 4));
        }
    }
    return text;
}

}  // namespace brine::test
