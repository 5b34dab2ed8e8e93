// SPDX-License-Identifier: Apache-2.0
#include "filter_by.hpp"

#include <brine/memory.hpp>
#include <brine/support/json.hpp>

#include <catch2/catch.hpp>

#include <string>

namespace brine::grains {
namespace {

class Choice {
  public:
    explicit Choice(std::string_view table) : table_(load(table)) {}

    Choice& grain(std::string_view json) { return grain_ = load(json), has_grain_ = true, *this; }
    Choice& merge(std::string_view json) { return merge_ = load(json), *this; }
    Choice& fallback(std::string_view json) { return fallback_ = load(json), *this; }
    Choice& base(std::string_view json) { return base_ = load(json), *this; }

    std::string made() {
        return support::json::dump(filter_by(
            arena_.memory(), table_, has_grain_ ? &grain_ : nullptr, merge_, fallback_, base_));
    }

  private:
    Value load(std::string_view json) { return support::json::load(arena_.memory(), json); }

    Arena arena_;
    Value table_;
    Value grain_;
    Value merge_;
    Value fallback_ = "default";
    Value base_;
    bool has_grain_ = false;
};

TEST_CASE("a grain's value chooses by globs") {
    CHECK(Choice(R"({"Deb*": 1, "default": 2})").grain(R"("Debian")").made() == "1");
    CHECK(Choice(R"({"Suse": 1, "default": 2})").grain(R"("Debian")").made() == "2");
    CHECK(Choice(R"({"Suse": 1})").grain(R"("Debian")").made() == "null");
    CHECK(Choice(R"({"12": "b"})").grain("12").made() == R"("b")");
    CHECK(Choice(R"({"x": 1})").fallback(R"("x")").made() == "1");
}

TEST_CASE("of a list the first item with an entry decides") {
    CHECK(Choice(R"({"y": "second", "z": 0})").grain(R"(["x", "y"])").made() == R"("second")");
    CHECK(Choice(R"({"x": null, "y": 2})").grain(R"(["x", "y"])").made() == "2");
}

TEST_CASE("base lies below the choice and merge above it") {
    CHECK(Choice(R"({"D": {"p": 1, "deep": {"b": 2}}, "common": {"deep": {"a": 1}, "s": 3}})")
              .grain(R"("D")")
              .base(R"("common")")
              .merge(R"({"p": 9})")
              .made() == R"({"deep": {"a": 1, "b": 2}, "s": 3, "p": 9})");
    CHECK(Choice(R"({"base": 5})").grain(R"("D")").base(R"("base")").made() == "5");
    CHECK(Choice(R"({})").grain(R"("D")").merge(R"({"a": 1})").made() == R"({"a": 1})");
}

TEST_CASE("only maps are merged") {
    CHECK_THROWS_WITH(Choice(R"({"D": 1})").grain(R"("D")").merge("[1]").made(),
                      "filter_by merge argument must be a dictionary.");
    CHECK_THROWS_WITH(Choice(R"({"D": 1, "b": {"a": 1}})").grain(R"("D")").base(R"("b")").made(),
                      "filter_by default and look-up values must both be dictionaries.");
    CHECK_THROWS(Choice(R"({"D": 1})").grain(R"("D")").merge(R"({"a": 1})").made());
}

}  // namespace
}  // namespace brine::grains
