// SPDX-License-Identifier: Apache-2.0
#include "brine/support/glob.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "python_oracle.hpp"

namespace brine::support::test {
namespace {

std::string random_string(std::mt19937& random, const std::vector<std::string>& alphabet,
                          std::size_t max_length) {
    std::uniform_int_distribution<std::size_t> length(0, max_length);
    std::uniform_int_distribution<std::size_t> letter(0, alphabet.size() - 1);
    std::string text;
    for (std::size_t left = length(random); left > 0; --left) text += alphabet[letter(random)];
    return text;
}

struct GlobCase {
    std::string text;
    std::string pattern;
};

// Small alphabets, so that matches are frequent and brackets meet hyphens and '!'.
std::vector<GlobCase> random_cases() {
    const std::vector<std::string> letters{"a", "b",    "c",  "-", "!", "]",  "/",
                                           "é", "\xff", "\n", "^", "[", "\\", "&"};
    const std::vector<std::string> general{"a", "b", "?",    "*",    "*",    "[",     "]", "!",
                                           "-", "é", "\xff", "[ab]", "[!a]", "[a-c]", "/"};
    const std::vector<std::string> in_set{"a", "b", "c",  "-", "-", "!", "]",
                                          "^", "é", "\\", "&", "[", "|", "~"};
    std::mt19937 random(7);
    std::vector<GlobCase> cases;
    for (int number = 0; number < 6000; ++number) {
        cases.push_back({random_string(random, letters, 6), random_string(random, general, 7)});
        cases.push_back(
            {random_string(random, letters, 1), "[" + random_string(random, in_set, 9) + "]"});
    }
    return cases;
}

}  // namespace

TEST_CASE("glob wildcards", "[support][glob]") {
    CHECK(glob_matches("", ""));
    CHECK(glob_matches("", "*"));
    CHECK_FALSE(glob_matches("", "?"));
    CHECK(glob_matches("web/1/a", "web*a"));
    CHECK(glob_matches(".hidden", "*"));
    CHECK(glob_matches("web1", "web[0-9]"));
    CHECK_FALSE(glob_matches("web1", "web[!0-9]"));
    CHECK(glob_matches("web[1", "web[1"));
    CHECK_FALSE(glob_matches("WEB", "web"));
    CHECK(glob_matches("]", "[]]"));
    CHECK(glob_matches("é", "?"));
    CHECK_FALSE(glob_matches("é", "??"));
    CHECK(glob_matches("\xff\xfe", "??"));
}

TEST_CASE("has_wildcard", "[support][glob]") {
    CHECK_FALSE(has_wildcard("plain]-!"));
    CHECK(has_wildcard("a*"));
    CHECK(has_wildcard("a?"));
    CHECK(has_wildcard("a[b"));
}

TEST_CASE("many stars do not take exponential time", "[support][glob]") {
    std::string pattern;
    for (int star = 0; star < 200; ++star) pattern += "*a";
    pattern += "b";
    const auto start = std::chrono::steady_clock::now();
    CHECK_FALSE(glob_matches(std::string(5000, 'a'), pattern));
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("glob matches what python's fnmatchcase matches", "[support][glob][oracle]") {
    const std::vector<GlobCase> cases = random_cases();
    std::vector<std::string> questions;
    for (const GlobCase& inputs : cases) {
        questions.push_back(to_hex(inputs.text) + " " + to_hex(inputs.pattern));
    }
    const auto answers = ask_python(R"py(
import fnmatch
for line in sys.stdin:
    text, pattern = (f.decode('utf-8', 'surrogateescape') for f in fields(line))
    print(int(fnmatch.fnmatchcase(text, pattern)))
)py",
                                    questions);
    REQUIRE(answers.size() == cases.size());
    std::size_t matching = 0;
    for (std::size_t index = 0; index < cases.size(); ++index) {
        INFO("text " << cases[index].text << " pattern " << cases[index].pattern);
        CHECK(glob_matches(cases[index].text, cases[index].pattern) == (answers[index] == "1"));
        if (answers[index] == "1") ++matching;
    }
    CHECK(matching > 500);
}

}  // namespace brine::support::test
