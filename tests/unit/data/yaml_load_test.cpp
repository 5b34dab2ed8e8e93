// SPDX-License-Identifier: Apache-2.0
#include <brine/format.hpp>
#include <brine/support/yaml.hpp>

#include <catch2/catch.hpp>

namespace {

using brine::Arena;
using brine::Value;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace yaml = brine::support::yaml;

// The value in Python's notation.
std::string load(std::string_view text) {
    Arena arena;
    return brine::to_text(yaml::load(arena.memory(), text));
}

std::string refusal(std::string_view text, yaml::LoadOptions options = {}) {
    Arena arena;
    options.source = "top.sls";
    try {
        static_cast<void>(yaml::load(arena.memory(), text, options));
        return "accepted";
    } catch (const yaml::Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("documents") {
    CHECK(load("") == "None");
    CHECK(load("# nothing\n\n") == "None");
    CHECK(load("---\n") == "None");
    CHECK(load("a") == "a");
    CHECK(load("\xEF\xBB\xBF"
               "a: 1") == "{'a': 1}");
    CHECK(load("%YAML 1.1\n---\na: yes\n...\n") == "{'a': True}");
    CHECK(load("a: 1\r\nb:\r\n  - 2\r\n") == "{'a': 1, 'b': [2]}");
    CHECK(load("a: 1\rb: 2\r") == "{'a': 1, 'b': 2}");
    CHECK(load("z: 1\na: 2\nm: 3") == "{'z': 1, 'a': 2, 'm': 3}");
    CHECK(load("? a\n: b\n? c\n") == "{'a': 'b', 'c': None}");
    CHECK(load("- &a |\n  x\n- !!str 5\n  6\n- - &c d\n- &e f: g\n- &h\n  i: j\n") ==
          "['x\\n', '5 6', ['d'], {'f': 'g'}, {'i': 'j'}]");
    CHECK(load("? !!str |\n  x\n: &a |\n  y\n") == "{'x\\n': 'y\\n'}");
    CHECK(load("{a, b: , 'c':d}") == "{'a': None, 'b': None, 'c': 'd'}");
    CHECK(load("[a: 1, {b: 2},]") == "[{'a': 1}, {'b': 2}]");
    CHECK(load("url: [http://a/?b=c&d, why?, so?]") ==
          "{'url': ['http://a/?b=c&d', 'why?', 'so?']}");
    CHECK(load("a: !!str # none\n'b': |\n") == "{'a': '', 'b': ''}");
    CHECK(load("{a: !!str , \"b\": &x , c: [!!str, 'd']}") ==
          "{'a': '', 'b': None, 'c': ['', 'd']}");
    CHECK(load("? a?b\n: ?c\n") == "{'a?b': '?c'}");
}

TEST_CASE("the value does not need its text") {
    Arena arena;
    Value value;
    {
        const std::string text = "a: [plain, 'quoted', 12345678901234567890123]";
        value = yaml::load(arena.memory(), text);
    }
    CHECK(brine::to_text(value) == "{'a': ['plain', 'quoted', '12345678901234567890123']}");
}

TEST_CASE("aliases stand for what they name") {
    CHECK(load("a: &x [1, 2]\nb: *x\nc: &y k\n*y : v\n") ==
          "{'a': [1, 2], 'b': [1, 2], 'c': 'k', 'k': 'v'}");
    CHECK(load("&a a: &m\n  &k k: 1\nb: *m\n") == "{'a': {'k': 1}, 'b': {'k': 1}}");
    CHECK_THAT(refusal("a: *gone\n"), StartsWith("top.sls:1:4: found undefined alias 'gone'"));
    CHECK_THAT(refusal("a: &x [*x]\n"),
               StartsWith("top.sls:1:8: found an alias of the collection"));
    CHECK_THAT(refusal("a: &x 1\nb: &x 2\n"),
               StartsWith("top.sls:2:4: found duplicate anchor 'x'"));
    CHECK_THAT(refusal("a: &x! 1\n"), Contains("while scanning an anchor"));
}

TEST_CASE("merges") {
    const std::string base = "d: &d {a: 1, b: 2}\ne: &e {c: 3}\n";
    CHECK(load(base + "m: {<<: *d, b: 5}") ==
          "{'d': {'a': 1, 'b': 2}, 'e': {'c': 3}, 'm': {'a': 1, 'b': 5}}");
    CHECK(load("d: &d {a: 1, b: 2}\nm:\n  z: 0\n  <<: *d\n") ==
          "{'d': {'a': 1, 'b': 2}, 'm': {'a': 1, 'b': 2, 'z': 0}}");
    CHECK(load(base + "m: {<<: [*d, *e], x: 0}") ==
          "{'d': {'a': 1, 'b': 2}, 'e': {'c': 3}, 'm': {'c': 3, 'a': 1, 'b': 2, 'x': 0}}");
    CHECK(load("m: {<<: {a: 1}, <<: {b: 2}}") == "{'m': {'a': 1, 'b': 2}}");
    CHECK(load("m: {!!merge x: {a: 1}}") == "{'m': {'a': 1}}");
    CHECK(load("m: {'<<': {a: 1}}") == "{'m': {'<<': {'a': 1}}}");
    CHECK(load("- <<") == "['<<']");
    CHECK_THAT(refusal("m: {<<: 1}"), Contains("expected a mapping or list of mappings"));
    CHECK_THAT(refusal("m: {<<: [1]}"), Contains("expected a mapping for merging"));
    CHECK_THAT(refusal("a: &a {k: 1}\nb: &b {k: 2}\nm:\n  <<: [*a, *b]\n"),
               StartsWith("top.sls:4:3: while constructing a mapping in line 4, column 3: found "
                          "conflicting ID 'k'; two of the maps merged here have it"));
}

TEST_CASE("a key twice is an error that names both places") {
    CHECK(refusal("a: 1\nb: 2\na: 3\n") ==
          "top.sls:3:1: while constructing a mapping in line 1, column 1: found conflicting ID "
          "'a'; it is in line 1, column 1 already\n"
          "  1 | a: 1\n"
          "  2 | b: 2\n"
          "> 3 | a: 3\n"
          "    | ^");
    std::string many;
    for (int n = 0; n < 40; ++n) many += "k" + std::to_string(n) + ": 1\n";
    CHECK_THAT(refusal(many + "k7: 2\n"),
               StartsWith("top.sls:41:1: while constructing a mapping in line 1, column 1: found "
                          "conflicting ID 'k7'; it is in line 8, column 1 already"));
}

TEST_CASE("collections are no keys") {
    CHECK_THAT(refusal("{{ name }}: 1\n"),
               StartsWith("top.sls:1:2: while constructing a mapping: found unhashable key, a map "
                          "cannot be a key (possible double curly-brace)"));
    CHECK_THAT(refusal("? [a]\n: 1\n"), Contains("found unhashable key, a list cannot be a key"));
}

TEST_CASE("tabs do not indent") {
    const std::string tab =
        "found character '\\t' that cannot start any token: Illegal tab character";
    for (const char* text : {"a:\n\tb: 1\n", "a:\n\t- 1\n", "a:\n  \tb: 1\n", "-\ta\n",
                             "a:\n\t[1]\n", "\ta: 1\n", "a:\n\tb\n"}) {
        INFO(text);
        CHECK_THAT(refusal(text), Contains("Illegal tab character"));
    }
    CHECK_THAT(refusal("a: 1\nb:\n \tc: 2\n"), StartsWith("top.sls:3:2: " + tab));
    CHECK(load("a:\t1\nb: [1,\n\t2]\nc: x\ty\n") == "{'a': 1, 'b': [1, 2], 'c': 'x\\ty'}");
}

TEST_CASE("broken structure is told in PyYAML's words") {
    CHECK_THAT(refusal("a:\n    b: 1\n  c: 2\n"),
               StartsWith("top.sls:3:3: while parsing a block mapping (line 1, column 1): did not "
                          "find expected key (line 3, column 3)"));
    CHECK_THAT(refusal("a: [b, c\nd: e\n"),
               StartsWith("top.sls:2:2: while parsing a flow sequence (line 1, column 4): did not "
                          "find expected ',' or ']'"));
    CHECK_THAT(refusal("a: {b: c\n"), Contains("while parsing a flow mapping (line 1, column 4)"));
    CHECK_THAT(refusal("a: b: c\n"), Contains("mapping values are not allowed in this context"));
    CHECK_THAT(refusal("a: - b\n"), Contains("block sequence entries are not allowed"));
    CHECK_THAT(refusal("a: 1\n b: 2\n"), Contains("mapping values are not allowed"));
    CHECK_THAT(refusal("a: 1\nb\n\nc: 2\n"),
               StartsWith("top.sls:2:1: while scanning a simple key (line 2, column 1): could not "
                          "find expected ':' (line 4, column 2)"));
    CHECK_THAT(refusal("a: @x\n"), Contains("found character '@' that cannot start any token"));
    CHECK_THAT(refusal("a: ]\n"), Contains("found a closing bracket where none was opened"));
    CHECK_THAT(refusal("a:\nb\n"), Contains("could not find expected ':'"));
    CHECK_THAT(refusal("a: 1\n\nb 2\n"), Contains("could not find expected ':'"));
    CHECK_THAT(refusal(": a\n"), Contains("did not find expected key in front of ':'"));
    CHECK_THAT(refusal("[a, , b]\n"), Contains("did not find expected node content"));
    CHECK_THAT(refusal("a:\n[b]\n"), Contains("is to be indented more than its key"));
    CHECK_THAT(refusal("a: \"b\nc: d\n"),
               StartsWith("top.sls:1:4: while scanning a quoted scalar (line 1, column 4): found "
                          "unexpected end of stream, the quote is not closed"));
    CHECK_THAT(refusal("a: 'b"), StartsWith("top.sls:1:4: while scanning a quoted scalar"));
}

TEST_CASE("one document only") {
    CHECK_THAT(refusal("a: 1\n---\nb: 2\n"),
               StartsWith("top.sls:2:1: expected a single document in the stream"));
    CHECK_THAT(refusal("a: 1\n...\nb: 2\n"), Contains("did not find expected <document start>"));
    CHECK_THAT(refusal("%YAML 1.1\na: 1\n"), Contains("did not find expected <document start>"));
    CHECK_THAT(refusal("%FOO\n---\na: 1\n"), Contains("found unknown directive name"));
    CHECK_THAT(refusal("%YAML 2.0\n---\na: 1\n"), Contains("YAML major version too large"));
}

TEST_CASE("characters that are no text") {
    CHECK_THAT(refusal("a: \x01\n"), StartsWith("top.sls:1:4: control characters are not allowed "
                                                "(U+0001)"));
    CHECK_THAT(refusal(std::string_view("a\0", 2)), Contains("control characters"));
    CHECK_THAT(refusal("a: \xC2\x80\n"), Contains("control characters are not allowed (U+0080)"));
    CHECK_THAT(refusal("a: b\nc: \xFF\n"), StartsWith("top.sls:2:4: the text is not UTF-8"));
}

TEST_CASE("depth and expansion are limited") {
    CHECK_THAT(refusal(std::string(50, '[') + std::string(50, ']'), {.depth = 10}),
               StartsWith("top.sls:1:11: nested more than 10 levels deep"));
    CHECK_THAT(refusal(std::string(100000, '[')), Contains("levels deep"));
    CHECK_THAT(refusal("a: &a [[[[1]]]]\nb: [[[*a]]]\n", {.depth = 7}),
               StartsWith("top.sls:2:7: nested more than 7 levels deep"));

    std::string laughs = "l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n";
    for (int n = 1; n < 10; ++n) {
        const std::string before = "*l" + std::to_string(n - 1);
        laughs += "l" + std::to_string(n) + ": &l" + std::to_string(n) + " [" + before;
        for (int copy = 1; copy < 10; ++copy) laughs += ", " + before;
        laughs += "]\n";
    }
    CHECK_THAT(refusal(laughs), Contains("aliases add more than 4000000 nodes to the tree"));

    std::string merges = "m0: &m0 {a0: 1}\n";
    for (int n = 1; n < 200; ++n) {
        const std::string number = std::to_string(n);
        merges += "m" + number + ": &m" + number + " {<<: *m" + std::to_string(n - 1) + ", a" +
                  number + ": 1}\n";
    }
    CHECK(refusal(merges) == "accepted");
    CHECK_THAT(refusal(merges, {.alias_nodes = 10000}), Contains("more than 10000 nodes"));
}

TEST_CASE("the excerpt shows the place") {
    CHECK(refusal("one: 1\ntwo: 2\nthr\xC3\xA9\xC3\xA9: @\n") ==
          "top.sls:3:10: found character '@' that cannot start any token\n"
          "  1 | one: 1\n"
          "  2 | two: 2\n"
          "> 3 | thr\xC3\xA9\xC3\xA9: @\n"
          "    |        ^");
    const std::string wide = "k: " + std::string(1000, 'x') + " : @\n";
    const std::string message = refusal(wide);
    CHECK(message.size() < 500);
    try {
        Arena arena;
        static_cast<void>(yaml::load(arena.memory(), "a: 1\na: 2", {.source = "x"}));
        FAIL("accepted");
    } catch (const yaml::Error& error) {
        CHECK(error.source() == "x");
        CHECK(error.line() == 2);
        CHECK(error.column() == 1);
        CHECK_THAT(error.problem(), StartsWith("while constructing"));
        CHECK_THAT(error.problem(), !Contains("\n"));
    }
}
