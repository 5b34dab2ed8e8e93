// SPDX-License-Identifier: Apache-2.0
#include "render.hpp"

#include <brine/testing.hpp>
#include <catch2/catch.hpp>

namespace brine::state {
namespace {

using namespace testing::literals;

std::vector<std::string> names_of(std::string_view pipe) {
    std::vector<std::string> names;
    for (const PipeStage& stage : parse_pipe(pipe)) names.push_back(stage.name);
    return names;
}

// Runs the renderer as a function of the fake host, which every test fills with renderers.
struct Fixture {
    Fixture() {
        host.on(
            "render",
            [](Call& call, std::string_view text) {
                return Renderer(call, {}).render({text, "/srv/web.sls", "dev", "web"});
            },
            "text"_a);
    }
    Value render(std::string_view text) { return host.call("render", {{"text", text}}); }

    testing::FakeHost host;
};

TEST_CASE("A pipe names renderers in their order", "[state]") {
    CHECK(names_of("jinja|yaml") == std::vector<std::string>{"jinja", "yaml"});
    CHECK(names_of(" mako | yaml ") == std::vector<std::string>{"mako", "yaml"});
    CHECK(names_of("yaml_jinja") == std::vector<std::string>{"jinja", "yaml"});
    CHECK(parse_pipe("jinja -s x|yaml").front().argument == "-s x");
}

TEST_CASE("A shebang is a pipe unless it is a path", "[state]") {
    CHECK(shebang_pipe("#!yaml\na: b") == "yaml");
    CHECK(shebang_pipe("#! jinja|yaml") == "jinja|yaml");
    CHECK(shebang_pipe("#!/bin/sh\n").empty());
    CHECK(shebang_pipe("a: b").empty());
}

TEST_CASE_METHOD(Fixture, "Each renderer gets what the one before it made", "[state]") {
    host.set_option("renderer", "upper|wrap");
    host.on_kind(
        "renderer", "upper",
        [](Call&, Value source, Kwargs options) {
            CHECK(options.map ==
                  R"({"saltenv": "dev", "sls": "web", "tmplpath": "/srv/web.sls"})"_value);
            return std::string("<") + std::string(source.str()) + ">";
        },
        "source"_a, "options"_a);
    host.on_kind(
        "renderer", "wrap",
        [](Call& call, Value source, Kwargs) {
            return call.map({{"got", source}});
        },
        "source"_a, "options"_a);
    CHECK(render("x") == R"({"got": "<x>"})"_value);
    CHECK(render("  \n ").is_nil());
    CHECK(render("#!wrap\nx") == R"({"got": "#!wrap\nx"})"_value);
}

TEST_CASE_METHOD(Fixture, "A renderer that is not there is named", "[state]") {
    host.set_option("renderer", "jinja|yaml");
    CHECK_THROWS_WITH(render("x"), Catch::Contains("the renderer 'jinja' cannot be used"));
}

TEST_CASE_METHOD(Fixture, "The configuration may forbid renderers", "[state]") {
    host.set_option("renderer", "py");
    host.set_option("renderer_blacklist", R"(["py"])"_value);
    CHECK_THROWS_WITH(render("x"), Catch::Contains("'py' is disallowed"));
    host.set_option("renderer_blacklist", R"([])"_value);
    host.set_option("renderer_whitelist", R"(["yaml"])"_value);
    CHECK_THROWS_WITH(render("x"), Catch::Contains("'py' is disallowed"));
}

}  // namespace
}  // namespace brine::state
