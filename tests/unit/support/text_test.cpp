// SPDX-License-Identifier: Apache-2.0
#include "brine/support/text.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "python_oracle.hpp"

namespace brine::support::test {

TEST_CASE("split keeps empty parts", "[support][text]") {
    using Parts = std::vector<std::string_view>;
    CHECK(split("", ',') == Parts{""});
    CHECK(split("a", ',') == Parts{"a"});
    CHECK(split(",a,,b,", ',') == Parts{"", "a", "", "b", ""});
}

TEST_CASE("strip removes what python's str.strip removes", "[support][text]") {
    std::string ascii;
    for (char character = 0; character < 127; ++character) {
        const std::string text(1, character);
        ascii += strip(text).empty() ? '1' : '0';
    }
    const auto answers =
        ask_python("print(''.join('0' if chr(c).strip() else '1' for c in range(127)))", {});
    REQUIRE(answers.size() == 1);
    CHECK(ascii == answers[0]);
    CHECK(strip(" \t a b \n\r") == "a b");
    CHECK(strip_left("  a ") == "a ");
    CHECK(strip_right("  a ") == "  a");
    CHECK(strip("").empty());
    CHECK(strip(" \n ").empty());
}

TEST_CASE("join", "[support][text]") {
    CHECK(join(std::vector<std::string>{}, ", ").empty());
    CHECK(join(std::vector<std::string_view>{"a"}, ", ") == "a");
    CHECK(join(std::vector<std::string>{"a", "", "c"}, ", ") == "a, , c");
}

TEST_CASE("edit_distance is bounded", "[support][text]") {
    CHECK(edit_distance("", "", 0) == 0);
    CHECK(edit_distance("kitten", "sitting", 3) == 3);
    CHECK_FALSE(edit_distance("kitten", "sitting", 2));
    CHECK(edit_distance("abc", "", 3) == 3);
    CHECK_FALSE(edit_distance("abc", "", 2));
    CHECK(edit_distance("", "ab", 9) == 2);
}

TEST_CASE("closest finds the likely intention only", "[support][text]") {
    const std::vector<std::string> names{"present", "absent", "managed", "manager"};
    CHECK(closest("presnt", names) == "present");
    CHECK(closest("managd", names) == "managed");
    CHECK(closest("manage", names) == "managed");
    CHECK(closest("manager", names) == "manager");
    CHECK_FALSE(closest("xyz", names));
    CHECK_FALSE(closest("", names));
    CHECK_FALSE(closest("present", {}));
}

TEST_CASE("utf8_valid refuses what unicode forbids", "[support][text]") {
    CHECK(utf8_valid(""));
    CHECK(utf8_valid("a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xF4\x8F\xBF\xBF"));
    CHECK_FALSE(utf8_valid("\x80"));
    CHECK_FALSE(utf8_valid("\xC0\x80"));
    CHECK_FALSE(utf8_valid("\xE0\x80\x80"));
    CHECK_FALSE(utf8_valid("\xED\xA0\x80"));
    CHECK_FALSE(utf8_valid("\xF4\x90\x80\x80"));
    CHECK_FALSE(utf8_valid("\xE2\x82"));
}

TEST_CASE("utf8_replace_invalid gives what python gives", "[support][text][oracle]") {
    // Bytes at the borders of the ranges that matter.
    const std::string bytes =
        "a\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC2\xDF\xE0\xE1\xED\xEF\xF0\xF1\xF4\xF5\xFF";
    std::mt19937 random(3);
    std::uniform_int_distribution<std::size_t> choice(0, bytes.size() - 1);
    std::vector<std::string> inputs;
    std::vector<std::string> questions;
    for (int number = 0; number < 3000; ++number) {
        std::string input;
        for (int length = 0; length < 8; ++length) input += bytes[choice(random)];
        inputs.push_back(input);
        questions.push_back(to_hex(input));
    }
    const auto answers = ask_python(
        "for l in sys.stdin: print(to_hex(fields(l)[0].decode('utf-8', "
        "'replace').encode('utf-8')))",
        questions);
    REQUIRE(answers.size() == inputs.size());
    for (std::size_t index = 0; index < inputs.size(); ++index) {
        INFO(questions[index]);
        const std::string replaced = utf8_replace_invalid(inputs[index]);
        CHECK(replaced == from_hex(answers[index]));
        CHECK(utf8_valid(replaced));
        CHECK(utf8_valid(inputs[index]) == (replaced == inputs[index]));
    }
}

}  // namespace brine::support::test
