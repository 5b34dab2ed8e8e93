// SPDX-License-Identifier: Apache-2.0
#include "cmd/shell_words.hpp"

#include <brine/error.hpp>
#include <catch2/catch.hpp>

using brine::cmd::shell_quoted;
using brine::cmd::shell_words;
using Words = std::vector<std::string>;

TEST_CASE("a command line is split as by Python's shlex") {
    CHECK(shell_words("ls -l  /tmp") == Words{"ls", "-l", "/tmp"});
    CHECK(shell_words("") == Words{});
    CHECK(shell_words(" \t\n ") == Words{});
    CHECK(shell_words("echo 'a b' \"c d\"") == Words{"echo", "a b", "c d"});
    CHECK(shell_words("a'b c'd") == Words{"ab cd"});
    CHECK(shell_words("'' \"\"") == Words{"", ""});
    CHECK(shell_words("a\\ b") == Words{"a b"});
    CHECK(shell_words("'a\\b'") == Words{"a\\b"});
    CHECK(shell_words(R"("a\"b\\c\d")") == Words{R"(a"b\c\d)"});
    CHECK(shell_words("a # b") == Words{"a", "#", "b"});
    CHECK(shell_words("changed=yes comment='tank filled'") ==
          Words{"changed=yes", "comment=tank filled"});
}

TEST_CASE("quotations and escapes that do not end are errors") {
    CHECK_THROWS_WITH(shell_words("echo 'a"), "No closing quotation");
    CHECK_THROWS_WITH(shell_words("echo \"a"), "No closing quotation");
    CHECK_THROWS_WITH(shell_words("echo \\"), "No escaped character");
    CHECK_THROWS_WITH(shell_words("echo \"\\"), "No escaped character");
}

TEST_CASE("a quoted word is one word again") {
    for (const std::string word :
         {"plain", "two words", "it's", "", "$HOME", "a\\b", "\"q\"", "\n"})
        CHECK(shell_words(shell_quoted(word)) == Words{word});
    CHECK(shell_quoted("plain/path-1.txt") == "plain/path-1.txt");
    CHECK(shell_quoted("it's") == "'it'\"'\"'s'");
}
