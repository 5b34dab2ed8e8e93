// SPDX-License-Identifier: Apache-2.0
#include "file/text_diff.hpp"

#include <catch2/catch.hpp>

using namespace brine::file;

TEST_CASE("differences of texts") {
    CHECK(content_diff("same\n", "same\n").empty());
    CHECK(content_diff("heat=1\n", "heat=2\n") == "--- \n+++ \n@@ -1 +1 @@\n-heat=1\n+heat=2\n");
    CHECK(content_diff("a\n", "b\n", "/x", "/y") == "--- /x\n+++ /y\n@@ -1 +1 @@\n-a\n+b\n");
    CHECK(content_diff("18", "18\n") == "--- \n+++ \n@@ -1 +1 @@\n-18+18\n");
    // A carriage return is part of its line.
    CHECK(content_diff("a\rb\n", "a\rc\n") == "--- \n+++ \n@@ -1 +1 @@\n-a\rb\n+a\rc\n");
}

TEST_CASE("lines that are not UTF-8 are shown as Latin-1") {
    CHECK(content_diff("caff\xE8\n", "caff\xC3\xA8!\n") ==
          "--- \n+++ \n@@ -1 +1 @@\n-caff\xC3\xA8\n+caff\xC3\xA8!\n");
    CHECK(as_utf8("\xE8") == "\xC3\xA8");
    CHECK(as_utf8("\xC3\xA8") == "\xC3\xA8");
}

TEST_CASE("binary files are not shown") {
    const std::string binary("\0\xFF\x10\x80", 4);
    CHECK(content_diff(binary, binary + "x") == "Replace binary file");
    CHECK(content_diff("text\n", binary) == "Replace text file with binary file");
    CHECK(content_diff(binary, "text\n") == "Replace binary file with text file");
    CHECK(looks_like_text(""));
    CHECK(looks_like_text("mostly readable text \xFF\xFE\n"));
    CHECK_FALSE(looks_like_text("\xFF\xFE\xFD\xFC\xFB"));
    // Only the beginning counts.
    CHECK(looks_like_text(std::string(512, 'a') + binary));
}
