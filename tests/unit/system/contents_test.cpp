// SPDX-License-Identifier: Apache-2.0
#include "file/contents.hpp"

#include <brine/build.hpp>
#include <catch2/catch.hpp>

using namespace brine;
using file::contents_of;

TEST_CASE("every line of contents ends with a line break") {
    CHECK(contents_of("one", true).bytes == "one\n");
    CHECK(contents_of("one\ntwo\n", true).bytes == "one\ntwo\n");
    CHECK(contents_of("ends\n\n\n", true).bytes == "ends\n\n\n");
    CHECK(contents_of("", true).bytes.empty());
    CHECK(contents_of("a\r\nb\rc", true).bytes == "a\nb\nc\n");
    CHECK(contents_of("a\fb\x1c", true).bytes == "a\nb\n");
    CHECK(contents_of("a\xE2\x80\xA8"
                      "b\xE2\x80\xA6",
                      true)
              .bytes == "a\nb\xE2\x80\xA6\n");
    CHECK(contents_of("caff\xC3\xA8", true).bytes == "caff\xC3\xA8\n");
    CHECK(contents_of(42, true).bytes == "42\n");
    CHECK(contents_of(true, true).bytes == "True\n");
}

TEST_CASE("the last line break may be left out") {
    CHECK(contents_of("one", false).bytes == "one");
    CHECK(contents_of("one\ntwo\n\n", false).bytes == "one\ntwo");
}

TEST_CASE("the items of a list are lines") {
    Arena arena;
    const Value list = List(arena.memory()).add("one").add(2).add("three\n\nfour").value();
    CHECK(contents_of(list, true).bytes == "one\n2\nthree\n\nfour\n");
}

TEST_CASE("bytes that are no text stay as they are") {
    const auto binary = contents_of(Value::stable_bytes("\xFF\r\n"), true);
    CHECK(binary.binary);
    CHECK(binary.bytes == "\xFF\r\n");
    CHECK(contents_of(Value::stable_bytes("text"), true).bytes == "text\n");
}
