// SPDX-License-Identifier: Apache-2.0
#include "chunks.hpp"

#include "fixtures.hpp"

#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;
using test::Compiled;
using test::ids_of;
using test::Texts;

TEST_CASE("Low data have the arguments in their order", "[state]") {
    Compiled data(R"({"a": {"test": ["nop", {"size": 1}, {"name": "n"}, {"order": 7}],
                            "__sls__": "web", "__env__": "base"}})"_value);
    const auto chunks = compile_chunks(data.memory(), data.high);
    REQUIRE(chunks.size() == 1);
    CHECK(testing::shown(chunks[0].low) ==
          testing::shown(R"({"state": "test", "name": "n", "__sls__": "web", "__env__": "base",
                             "__id__": "a", "size": 1, "order": 7, "fun": "nop"})"_value));
    CHECK(chunks[0].tag == "test_|-a_|-n_|-nop");
}

TEST_CASE("Names make a chunk each, with arguments of their own", "[state]") {
    Compiled data(R"({"a": {"test": ["nop", {"size": 1}, {"order": 10},
                                     {"names": ["x", {"y": [{"size": 2}]}, "x"]}]}})"_value);
    const auto chunks = compile_chunks(data.memory(), data.high);
    REQUIRE(chunks.size() == 2);
    CHECK(chunks[0].name_text() == "x");
    CHECK(chunks[0].low["order"] == Value(10.0001));
    CHECK(chunks[1].name_text() == "y");
    CHECK(chunks[1].low["size"] == Value(2));
    CHECK(chunks[1].low["order"] == Value(10.0002));
}

TEST_CASE("A name that is no text gives way to the ID", "[state]") {
    Compiled data(R"({"a": {"test": ["nop", {"name": 5}, {"state": "x"}]}})"_value);
    const auto chunks = compile_chunks(data.memory(), data.high);
    CHECK(chunks[0].name_text() == "a");
    CHECK(chunks[0].module == "test");
}

TEST_CASE("Order numbers, words and negative numbers sort as in Salt", "[state]") {
    Compiled data(R"({
        "minus one": {"test": ["nop", {"order": -1}]},
        "minus two": {"test": ["nop", {"order": -2}]},
        "last": {"test": ["nop", {"order": "last"}]},
        "z tie": {"test": ["nop", {"order": 5}]},
        "a tie": {"test": ["nop", {"order": 5}]},
        "half": {"test": ["nop", {"order": 5.5}]},
        "plain": {"test": ["nop", {"order": 10000}]},
        "none": {"test": ["nop"]},
        "odd": {"test": ["nop", {"order": "soon"}]},
        "first": {"test": ["nop", {"order": "first"}]}})"_value);
    const auto chunks = compile_chunks(data.memory(), data.high);
    CHECK(ids_of(chunks) == Texts{"first", "a tie", "z tie", "half", "plain", "none", "odd",
                                  "minus two", "minus one", "last"});
    CHECK(chunks[5].low["order"] == Value(10100));
    CHECK(chunks[7].low["order"] == Value(1010098));
    CHECK(chunks[9].low["order"] == Value(1010100));
}

}  // namespace
}  // namespace brine::state
