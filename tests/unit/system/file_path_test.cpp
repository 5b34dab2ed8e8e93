// SPDX-License-Identifier: Apache-2.0
#include "file/path.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>

using namespace brine::file;

TEST_CASE("paths are normalized as by Python") {
    CHECK(normalized("") == ".");
    CHECK(normalized("/a/b/../c") == "/a/c");
    CHECK(normalized("a//b/./c/") == "a/b/c");
    CHECK(normalized("/..") == "/");
    CHECK(normalized("../../a") == "../../a");
    CHECK(normalized("a/..") == ".");
    CHECK(normalized("//a") == "//a");
    CHECK(normalized("///a") == "/a");
    CHECK(absolute("/x/../y") == "/y");
}

TEST_CASE("parts of paths") {
    CHECK(directory_of("/a/b") == "/a");
    CHECK(directory_of("/a/b/") == "/a/b");
    CHECK(directory_of("/a") == "/");
    CHECK(directory_of("a") == "");
    CHECK(base_name("/a/b") == "b");
    CHECK(base_name("/a/b/") == "");
    CHECK(joined("/", "usr") == "/usr");
    CHECK(joined("/usr", "bin") == "/usr/bin");
    CHECK(joined("/usr/", "/bin") == "/bin");
    CHECK(joined("", "a") == "a");
}

TEST_CASE("paths below a directory") {
    CHECK(is_below("/a/b", "/a"));
    CHECK(is_below("/a", "/a"));
    CHECK(is_below("/a", "/"));
    CHECK_FALSE(is_below("/ab", "/a"));
    CHECK(relative_below("/a/b/c", "/a") == "b/c");
    CHECK(relative_below("/a/b", "/") == "a/b");
}

TEST_CASE("home directories and variables are put in") {
    ::setenv("HOME", "/home/brewer/", 1);
    ::setenv("BREW_KIND", "ale", 1);
    CHECK(expand_user("~/x") == "/home/brewer/x");
    CHECK(expand_user("~") == "/home/brewer");
    CHECK(expand_user("~nobody-has-this-name/x") == "~nobody-has-this-name/x");
    CHECK(expand_user("/~/x") == "/~/x");
    CHECK(expand_variables("/a/$BREW_KIND-${BREW_KIND}$") == "/a/ale-ale$");
    CHECK(expand_variables("$NO_SUCH_VARIABLE/${open") == "$NO_SUCH_VARIABLE/${open");
}
