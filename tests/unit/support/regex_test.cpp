// SPDX-License-Identifier: Apache-2.0
#include "brine/support/regex.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "python_oracle.hpp"

namespace brine::support::test {
namespace {

struct Case {
    std::string pattern;
    std::string text;
    std::string replacement;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all{
        {"a", "banana", "x"},
        {"a*", "baac", "-"},
        {"", "abc", "."},
        {"x*", "", "e"},
        {"(b)(n)?", "abnab", "[\\1\\g<2>]"},
        {"(?P<word>\\w+) (?P<other>\\w+)", "one two three four", "\\g<other>-\\g<word>"},
        {"(\\w)(?P<n>\\1)", "aabbcd", "<\\g<n>>"},
        {"^", "a\nb\n", "# "},
        {"$", "a\nb\n", "!"},
        {"(?m)^", "a\nb\n", "# "},
        {"(?m)$", "a\nb\n", "!"},
        {"\\Z", "a\n", "end"},
        {"\\A.", "ab\nab", "x"},
        {"[]a]", "]a[b", "x"},
        {"[^]a]", "]a[b", "x"},
        {"[[:]", "[:a", "x"},
        {"[\\]x]", "]x", "y"},
        {".", "a\nb", "."},
        {"(?s).", "a\nb", "."},
        {"(?i)STRASSE", "strasse", "road"},
        {"\\bfoo\\b", "foo foobar foo", "bar"},
        {"\\d+", "a1b22c333", "<\\g<0>>"},
        {"é+", "éée", "e"},
        {"[à-ö]", "aéz", "?"},
        {"\\w+", "né 12_x", "w"},
        {"a|ab", "abab", "x"},
        {"(a|ab)(c|bcd)(d*)", "abcd", "\\1,\\2,\\3"},
        {"(?<=a)b", "abcb", "x"},
        {"(?<!a)b", "abcb", "x"},
        {"a{2,3}?", "aaaaa", "x"},
        {"(a)?b", "ab b", "[\\1]"},
        {"a", "a", "\\\\1\\n\\t\\.\\101\\0"},
        {"\\x41\\u00e9", "Aé", "y"},
        {"(?x) a  b # comment", "ab", "c"},
        {"key\\s*=\\s*.*", "key = 1\nkey=2", "key = 3"},
    };
    return all;
}

std::string line_of(const Case& one) {
    return to_hex(one.pattern) + " " + to_hex(one.text) + " " + to_hex(one.replacement);
}

}  // namespace

TEST_CASE("replaces and finds as Python's re does") {
    constexpr std::string_view script = R"(
import re, sys
for line in sys.stdin:
    pattern, text, replacement = (part.decode() for part in fields(line))
    out = re.sub(pattern, replacement, text)
    spans = ",".join("%d-%d" % (len(text[:m.start()].encode()), len(text[:m.end()].encode()))
                     for m in re.finditer(pattern, text))
    print(to_hex(out.encode()), to_hex(spans.encode()))
)";
    std::vector<std::string> lines;
    for (const Case& one : cases()) lines.push_back(line_of(one));
    const std::vector<std::string> answers = ask_python(script, lines);
    REQUIRE(answers.size() == cases().size());
    for (std::size_t n = 0; n < answers.size(); ++n) {
        const Case& one = cases()[n];
        CAPTURE(one.pattern, one.text, one.replacement);
        const Regex regex(one.pattern);
        std::string spans;
        for (const RegexMatch& match : regex.find_all(one.text))
            spans += (spans.empty() ? "" : ",") + std::to_string(match.begin()) + "-" +
                     std::to_string(match.end());
        CHECK(to_hex(regex.replace(one.text, one.replacement)) + " " + to_hex(spans) == answers[n]);
    }
}

TEST_CASE("a regular expression matches at the beginning, as a whole, anywhere") {
    const Regex regex("b+");
    CHECK_FALSE(regex.match("abb"));
    CHECK(regex.match("bbc")->end() == 2);
    CHECK_FALSE(regex.full_match("bbc"));
    CHECK(regex.full_match("bb"));
    CHECK(regex.search("abb")->begin() == 1);
    CHECK(regex.search("abcb", 2)->begin() == 3);
}

TEST_CASE("the number of replacements is limited and counted") {
    std::size_t count = 0;
    CHECK(Regex("a").replace("banana", "o", 2, &count) == "bonona");
    CHECK(count == 2);
    CHECK(Regex("x").replace("banana", "o", 0, &count) == "banana");
    CHECK(count == 0);
}

TEST_CASE("flags have Python's names and numbers") {
    RegexFlags flags;
    set_regex_flag(flags, "MULTILINE");
    set_regex_flag(flags, "i");
    set_regex_flag(flags, "unicode");
    CHECK(flags.multi_line);
    CHECK(flags.ignore_case);
    CHECK_FALSE(flags.dot_all);
    CHECK_THROWS_AS(set_regex_flag(flags, "MULTI"), std::invalid_argument);
    CHECK(regex_flags_of(8 + 16).multi_line);
    CHECK(regex_flags_of(8 + 16).dot_all);
    CHECK_FALSE(regex_flags_of(8 + 16).ignore_case);
}

TEST_CASE("bytes need not be UTF-8") {
    const Regex regex("\\w+.", {.bytes = true});
    CHECK(regex.replace("ab\xff-", "x") == "x-");
    CHECK_THROWS_AS(Regex("a").search("\xff"), std::runtime_error);
}

TEST_CASE("a pattern or replacement that makes no sense is refused") {
    CHECK_THROWS_WITH(Regex("a(b"), Catch::Contains("invalid regular expression 'a(b'") &&
                                        Catch::Contains("at position 3"));
    const Regex regex("(a)");
    CHECK_THROWS_WITH(regex.replace("a", "\\2"), Catch::Contains("invalid group reference 2"));
    CHECK_THROWS_WITH(regex.replace("a", "\\g<x>"), Catch::Contains("unknown group name 'x'"));
    CHECK_THROWS_WITH(regex.replace("a", "\\q"), Catch::Contains("bad escape \\q"));
    CHECK_THROWS_WITH(regex.replace("a", "\\"), Catch::Contains("bad escape"));
}

TEST_CASE("escaped text matches itself") {
    const std::string text = "a.b*c[d]\\e (f) #x\n{1}|^$é-~&";
    CHECK(Regex(regex_escape(text)).full_match(text));
    CHECK(Regex(regex_escape(text), {.verbose = true}).full_match(text));
}

TEST_CASE("a search that explodes ends with an error") {
    const std::string text(5000, 'a');
    CHECK_THROWS_AS(Regex("(a+)+(a+)+[bc]").search(text), std::runtime_error);
}

}  // namespace brine::support::test
