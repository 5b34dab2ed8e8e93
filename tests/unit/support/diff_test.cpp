// SPDX-License-Identifier: Apache-2.0
#include "brine/support/diff.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "brine/support/text.hpp"
#include "python_oracle.hpp"

namespace brine::support::test {
namespace {

using Random = std::mt19937;

std::size_t pick(Random& random, std::size_t bound) {
    return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

// A text of `count` lines out of few distinct ones, with all kinds of ends.
std::string random_text(Random& random, std::size_t count, std::size_t distinct) {
    static const std::vector<std::string> ends{"\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n"};
    std::string text;
    for (std::size_t line = 0; line < count; ++line) {
        text += "line " + std::to_string(pick(random, distinct)) + ends[pick(random, ends.size())];
    }
    if (pick(random, 4) == 0) text += "no end";
    return text;
}

// `text` with some of its lines deleted, repeated, moved or replaced.
std::string mutate(Random& random, const std::string& text, std::size_t rate) {
    std::string result;
    for (const std::string_view line : split_lines(text)) {
        switch (pick(random, rate)) {
            case 0:
                break;
            case 1:
                result.append(line).append(line);
                break;
            case 2:
                result.append("new\n");
                break;
            case 3:
                result.insert(0, line);
                break;
            default:
                result.append(line);
        }
    }
    return result;
}

struct DiffCase {
    std::string from;
    std::string to;
    std::size_t context;
};

std::vector<DiffCase> random_cases() {
    Random random(20240917);
    std::vector<DiffCase> cases{{"", "", 3}, {"", "a\n", 3}, {"a\n", "", 0}, {"a", "a", 0}};
    for (int number = 0; number < 400; ++number) {
        // Above 200 lines popular ones get their special treatment.
        const std::size_t count = number % 4 == 0 ? 180 + pick(random, 300) : pick(random, 40);
        const std::size_t distinct = 1 + pick(random, number % 3 == 0 ? 400 : 12);
        const std::string from = random_text(random, count, distinct);
        const std::string to = number % 5 == 0 ? random_text(random, count, distinct)
                                               : mutate(random, from, 5 + pick(random, 60));
        cases.push_back({from, to, number % 2 == 0 ? 3 : pick(random, 6)});
    }
    cases.push_back({cases[4].from, cases[4].to, 1000000});
    return cases;
}

std::string diff(const DiffCase& inputs) {
    return join(unified_diff(split_lines(inputs.from), split_lines(inputs.to), "a/x", "b/x",
                             inputs.context),
                "");
}

}  // namespace

TEST_CASE("split_lines honours the three line ends of bytes.splitlines", "[support][diff]") {
    using Lines = std::vector<std::string_view>;
    CHECK(split_lines("").empty());
    CHECK(split_lines("a") == Lines{"a"});
    CHECK(split_lines("a\nb\r\nc\rd\n\n") == Lines{"a\n", "b\r\n", "c\r", "d\n", "\n"});
    CHECK(split_lines("\n\r") == Lines{"\n", "\r"});
    CHECK(split_lines("a\vb\fc\x1c\xc2\x85\n") == Lines{"a\vb\fc\x1c\xc2\x85\n"});
}

TEST_CASE("unified_diff of equal texts is empty", "[support][diff]") {
    CHECK(diff({"a\nb\n", "a\nb\n", 3}).empty());
    CHECK(diff({"", "", 3}).empty());
}

TEST_CASE("unified_diff shows changes with their context", "[support][diff]") {
    CHECK(diff({"1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", 1}) ==
          "--- a/x\n+++ b/x\n@@ -4,3 +4,3 @@\n 4\n-5\n+five\n 6\n");
    CHECK(diff({"", "new\n", 3}) == "--- a/x\n+++ b/x\n@@ -0,0 +1 @@\n+new\n");
}

TEST_CASE("unified_diff gives what python's difflib gives", "[support][diff][oracle]") {
    const std::vector<DiffCase> cases = random_cases();
    std::vector<std::string> questions;
    for (const DiffCase& inputs : cases) {
        questions.push_back(to_hex(inputs.from) + " " + to_hex(inputs.to) + " " +
                            to_hex(std::to_string(inputs.context)));
    }
    const auto answers = ask_python(R"py(
import difflib
for line in sys.stdin:
    a, b, n = fields(line)
    a, b = ([l.decode('latin-1') for l in t.splitlines(True)] for t in (a, b))
    print(to_hex(''.join(difflib.unified_diff(a, b, 'a/x', 'b/x', n=int(n))).encode('latin-1')))
)py",
                                    questions);
    REQUIRE(answers.size() == cases.size());
    std::size_t not_empty = 0;
    for (std::size_t index = 0; index < cases.size(); ++index) {
        INFO("case " << index);
        CHECK(diff(cases[index]) == from_hex(answers[index]));
        if (answers[index] != "-") ++not_empty;
    }
    CHECK(not_empty > 300);
}

}  // namespace brine::support::test
