// SPDX-License-Identifier: Apache-2.0
#include "references.hpp"

#include "fixtures.hpp"

#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;
using test::Compiled;

struct Fixture {
    Fixture() : references(chunks) {}
    Positions find(const Value& item) { return references.find(Reference::parse(item)); }

    Compiled data{R"({
        "alpha": {"test": ["nop", {"name": "one"}, {"order": 1}], "__sls__": "web.a"},
        "one": {"file": ["managed", {"order": 2}], "__sls__": "web.b"},
        "beta": {"test": ["nop", {"name": "alpha"}, {"order": 3}], "__sls__": "db"},
        "many": {"test": ["nop", {"names": ["x", "y"]}, {"order": 4}], "__sls__": "db"}})"_value};
    std::vector<Chunk> chunks = compile_chunks(data.memory(), data.high);
    References references;
};

TEST_CASE_METHOD(Fixture, "A reference means IDs and names of the module", "[state]") {
    CHECK(find(R"({"test": "alpha"})"_value) == Positions{0, 2});
    CHECK(find(R"({"test": "one"})"_value) == Positions{0});
    CHECK(find(R"({"file": "one"})"_value) == Positions{1});
    CHECK(find(R"({"test": "many"})"_value) == Positions{3, 4});
    CHECK(find(R"({"test": "y"})"_value) == Positions{4});
    CHECK(find(Value("one")) == Positions{0, 1});
    CHECK(find(R"({"id": "one"})"_value) == Positions{0, 1});
    CHECK(find(R"({"test.nop": "one"})"_value) == Positions{0});
}

TEST_CASE_METHOD(Fixture, "A reference to an SLS means all of its states", "[state]") {
    CHECK(find(R"({"sls": "db"})"_value) == Positions{2, 3, 4});
    CHECK(find(R"({"sls": "web.*"})"_value) == Positions{0, 1});
}

TEST_CASE_METHOD(Fixture, "Wildcards look at every state", "[state]") {
    CHECK(find(R"({"test": "[ab]*a"})"_value) == Positions{0, 2});
    CHECK(find(R"({"test": "?"})"_value) == Positions{3, 4});
    CHECK(find(Value("*")) == Positions{0, 1, 2, 3, 4});
}

TEST_CASE_METHOD(Fixture, "A reference to nothing is empty", "[state]") {
    CHECK(find(R"({"pkg": "alpha"})"_value).empty());
    CHECK(find(R"({"test": 5})"_value).empty());
    CHECK(find(R"({"sls": "nothing"})"_value).empty());
}

}  // namespace
}  // namespace brine::state
