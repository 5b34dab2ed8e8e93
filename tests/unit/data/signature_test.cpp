// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>
#include <brine/support/signature.hpp>

#include <catch2/catch.hpp>

#include <vector>

namespace {

using brine::Arena;
using brine::Pair;
using brine::Value;
using brine::support::Parameter;
using brine::support::Signature;

using Values = std::vector<Value>;
using Pairs = std::vector<Pair>;

// What user.greet(args, kwargs) is told, or "" when the arguments fit.
std::string refusal(const Signature& signature, const Values& args, const Pairs& kwargs) {
    Arena arena;
    try {
        signature.bind(arena.memory(), "user.greet", {args, kwargs});
        return {};
    } catch (const brine::BadArgument& error) {
        return error.what();
    }
}

std::string parse_error(std::string_view text) {
    try {
        Signature::parse(text);
        return {};
    } catch (const brine::Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a signature knows its parameters") {
    const std::string text =
        "name: str, n : int|nil=nil, f: float = 1, l = [1, \",\"], *args, **kw";
    const Signature signature = Signature::parse(text);
    CHECK(signature.text() == text);
    const auto parameters = signature.parameters();
    REQUIRE(parameters.size() == 6);
    CHECK(parameters[0].name == "name");
    CHECK(parameters[0].required);
    CHECK(parameters[0].types == 1U << BRINE_STR);
    CHECK(parameters[1].type_text == "int|nil");
    CHECK_FALSE(parameters[1].required);
    CHECK(parameters[1].default_value.is_nil());
    CHECK(parameters[1].default_text == "nil");
    CHECK(parameters[2].default_value == Value(1.0));
    CHECK(parameters[3].type_text == "any");
    CHECK(parameters[3].types == ~0U);
    CHECK(parameters[3].default_value.items()[1] == ",");
    CHECK(parameters[4].kind == Parameter::Kind::rest);
    CHECK(parameters[4].name == "args");
    CHECK(parameters[5].kind == Parameter::Kind::kwargs);
    CHECK_FALSE(parameters[5].required);
}

TEST_CASE("an empty signature takes nothing") {
    for (const char* text : {"", "  "}) {
        const Signature signature = Signature::parse(text);
        CHECK(signature.parameters().empty());
        CHECK(refusal(signature, {}, {}).empty());
        CHECK(refusal(signature, {1}, {}) ==
              "user.greet: got 1 positional arguments, takes at most 0. It takes no arguments");
    }
    CHECK(refusal(Signature(), {}, {}).empty());
}

TEST_CASE("a bad parameter list is refused with its place") {
    using Catch::Matchers::Contains;
    CHECK(parse_error("a b") == "parameters \"a b\", column 3: expected ',' or the end, found 'b'");
    CHECK_THAT(parse_error("a,"), Contains("column 3: expected a parameter's name, found the end"));
    CHECK_THAT(parse_error("1a"), Contains("column 1: expected a parameter's name, found '1'"));
    CHECK_THAT(parse_error("a: string"), Contains("column 4: expected types"));
    CHECK_THAT(parse_error("a: "), Contains("column 4: expected types"));
    CHECK_THAT(parse_error("a = "), Contains("expected a JSON literal or nil as the default"));
    CHECK_THAT(parse_error("a = [1"), Contains("found '[1'"));
    CHECK_THAT(parse_error("a = 'x'"), Contains("found ''x''"));
    CHECK_THAT(parse_error("a: str = 1"), Contains("default of 'a' is an int, its type is str"));
    CHECK_THAT(parse_error("a, a"), Contains("column 4: 'a' is declared twice"));
    CHECK_THAT(parse_error("*a, *b"), Contains("there can be only one"));
    CHECK_THAT(parse_error("**k, a"), Contains("has to be the last"));
    CHECK_THAT(parse_error("***k"), Contains("expected a parameter's name, found '*'"));
}

TEST_CASE("arguments are laid out in declared order") {
    const Signature signature =
        Signature::parse("a, b: int = 2, *rest, only: str = \"x\", **kwargs");
    Arena arena;
    const auto bind = [&](const Values& args, const Pairs& kwargs) {
        const Value* values = signature.bind(arena.memory(), "f", {args, kwargs});
        return Values(values, values + 5);
    };

    SECTION("defaults") {
        const Values values = bind({1}, {});
        CHECK(values[0] == 1);
        CHECK(values[1] == 2);
        CHECK((values[2].is_list() && values[2].size() == 0));
        CHECK(values[3] == "x");
        CHECK((values[4].is_map() && values[4].size() == 0));
    }
    SECTION("everything") {
        const Values values = bind({1, 5, "r", 7}, {{"z", 1}, {"only", "o"}, {"y", "t"}});
        CHECK(values[1] == 5);
        REQUIRE(values[2].size() == 2);
        CHECK(values[2].items()[1] == 7);
        CHECK(values[3] == "o");
        REQUIRE(values[4].size() == 2);
        CHECK(values[4].pairs()[0].key == "z");
        CHECK(values[4]["y"] == "t");
    }
    SECTION("keywords in any order") {
        const Values values = bind({}, {{"only", "o"}, {"b", 3}, {"a", 4}});
        CHECK(values[0] == 4);
        CHECK(values[1] == 3);
        CHECK(values[3] == "o");
    }
    SECTION("the names of *rest and **kwargs are no keywords") {
        const Values values = bind({1}, {{"rest", 1}, {"kwargs", 2}});
        CHECK(values[2].size() == 0);
        CHECK(values[4]["rest"] == 1);
        CHECK(values[4]["kwargs"] == 2);
    }
    SECTION("many extra keywords are indexed") {
        Pairs kwargs;
        for (int n = 0; n < 100; ++n)
            kwargs.push_back({Value::stable(arena.memory().copy("k" + std::to_string(n))), n});
        const Values values = bind({1}, kwargs);
        REQUIRE(values[4].size() == 100);
        CHECK(values[4]["k77"] == 77);
        CHECK((values[4].raw().flags & BRINE_INDEXED) != 0);
        kwargs.push_back({"k50", 1});
        CHECK(refusal(signature, {1}, kwargs) ==
              "user.greet: 'k50' is given twice, each time by keyword");
    }
}

TEST_CASE("short-lived texts are copied") {
    const Signature signature = Signature::parse("a, *rest, **kwargs");
    Arena arena;
    const Value* values = nullptr;
    {
        const std::string a = "direct";
        const std::string b = "rest";
        const std::string key = "key";
        const std::string c = "extra";
        const Values args{a, b};
        const Pairs kwargs{{key, Value(c).as_secret()}};
        values = signature.bind(arena.memory(), "f", {args, kwargs});
    }
    CHECK(values[0].str() == "direct");
    CHECK((values[0].raw().flags & BRINE_TRANSIENT) == 0);
    CHECK(values[1].items()[0].str() == "rest");
    CHECK(values[2].pairs()[0].key.str() == "key");
    CHECK(values[2]["key"].str() == "extra");
    CHECK(values[2]["key"].secret());
}

TEST_CASE("types are checked") {
    const Signature signature = Signature::parse("n: str|int|nil = nil, f: float = 0.5");
    CHECK(refusal(signature, {"x", 1.5}, {}).empty());
    CHECK(refusal(signature, {1, 1}, {}).empty());
    CHECK(refusal(signature, {UINT64_MAX, UINT64_MAX}, {}).empty());
    CHECK(refusal(signature, {nullptr}, {}).empty());
    CHECK(refusal(signature, {true}, {}) ==
          "user.greet: 'n' takes a str, an int or nil, got a bool (True)");
    CHECK(refusal(signature, {}, {{"f", "1"}}) == "user.greet: 'f' takes a float, got a str ('1')");
    CHECK(refusal(signature, {}, {{"f", nullptr}}) == "user.greet: 'f' takes a float, got nil");
    CHECK(refusal(signature, {}, {{"f", Value("pass").as_secret()}}) ==
          "user.greet: 'f' takes a float, got a str (********)");

    Arena arena;
    const Values args{"x", -3};
    CHECK(signature.bind(arena.memory(), "f", {args, {}})[1] == Value(-3.0));
}

TEST_CASE("refused arguments are named") {
    const Signature signature = Signature::parse("name: str, word: str = \"hello\"");
    CHECK(refusal(signature, {"n"}, {{"wrod", "x"}}) ==
          "user.greet: unknown argument 'wrod'; did you mean 'word'? "
          "It takes: name: str, word: str = \"hello\"");
    CHECK(refusal(signature, {"n"}, {{"something", "x"}}) ==
          "user.greet: unknown argument 'something'. It takes: name: str, word: str = \"hello\"");
    CHECK(refusal(signature, {5}, {}) == "user.greet: 'name' takes a str, got an int (5)");
    CHECK(refusal(signature, {}, {}) == "user.greet: missing argument 'name' (str)");
    CHECK(refusal(Signature::parse("a, b: int = 1, c: int"), {}, {}) ==
          "user.greet: missing arguments 'a' (any), 'c' (int)");
    CHECK(refusal(signature, {"a", "b", "c"}, {}) ==
          "user.greet: got 3 positional arguments, takes at most 2. "
          "It takes: name: str, word: str = \"hello\"");
    CHECK(refusal(signature, {"a"}, {{"name", "b"}}) ==
          "user.greet: 'name' is given twice, by position and by keyword");
    CHECK(refusal(signature, {}, {{"name", "b"}, {"name", "b"}}) ==
          "user.greet: 'name' is given twice, each time by keyword");
    CHECK(refusal(signature, {}, {{5, "b"}}) ==
          "user.greet: the name of an argument is a str, got an int (5). "
          "It takes: name: str, word: str = \"hello\"");
}

TEST_CASE("a signature may be moved") {
    const std::string_view text = "a: str = \"a default that is longer than a short string\"";
    Signature first = Signature::parse(text);
    Signature second = std::move(first);
    first = Signature();
    Arena arena;
    CHECK(second.text() == text);
    CHECK(second.bind(arena.memory(), "f", {})[0].str().ends_with("a short string"));
    CHECK(second.parameters()[0].default_value.str().starts_with("a default"));
}

TEST_CASE("type names are matched against values") {
    using brine::support::type_fits;
    CHECK(type_fits("any", nullptr));
    CHECK(type_fits("str|nil", nullptr));
    CHECK(type_fits("float", 1));
    CHECK_FALSE(type_fits("int", 1.0));
    CHECK_FALSE(type_fits("int", true));
    CHECK_THROWS_AS(type_fits("string", 1), brine::Error);
}
