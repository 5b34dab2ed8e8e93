// SPDX-License-Identifier: Apache-2.0
//
// The plugins yaml and json in a host.
#include <brine/testing.hpp>

#include <catch2/catch.hpp>

extern "C" const brine_plugin yaml_plugin;
extern "C" const brine_plugin json_plugin;

namespace {

using brine::Pair;
using brine::Value;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;

class Plugins {
  public:
    Plugins() {
        host.load(yaml_plugin);
        host.load(json_plugin);
    }
    std::string render(std::string_view renderer, const Value& source) {
        return brine::to_text(host.call_kind(
            "renderer", renderer, {{"source", source}, {"source_name", "salt://top.sls"}}));
    }
    brine::testing::FakeHost host;
};

}  // namespace

TEST_CASE_METHOD(Plugins, "renderers") {
    CHECK(render("yaml", "a: [1, yes]") == "{'a': [1, True]}");
    CHECK(render("yaml", "# nothing") == "{}");
    CHECK(render("yaml", "false") == "{}");
    CHECK(render("json", "{\"a\": [1, true]}") == "{'a': [1, True]}");
    CHECK(render("json", " \n") == "{}");
    CHECK(render("json", "#!json\n{\"a\": 1}") == "{'a': 1}");
    CHECK_THROWS_WITH(render("yaml", 5), Contains("the renderer 'yaml' takes text, got an int"));
    CHECK_THROWS_WITH(render("json", 5), Contains("the renderer 'json' takes text, got an int"));
    CHECK_THROWS_WITH(render("json", "#!json\n{"), StartsWith("salt://top.sls:2:2: "));
}

TEST_CASE_METHOD(Plugins, "YAML that looks like a template") {
    CHECK_THROWS_WITH(render("yaml", "a: {{ b }}\n  {% if %}"),
                      StartsWith("salt://top.sls:1:") && Contains("was 'jinja|yaml' meant?"));
    CHECK_THROWS_WITH(render("yaml", "a: [b"),
                      StartsWith("salt://top.sls:1:") && !Contains("jinja"));
}

TEST_CASE_METHOD(Plugins, "serializers") {
    const auto call = [this](std::string_view name, std::initializer_list<Pair> kwargs) {
        return std::string(host.call_kind("serializer", name, kwargs).str());
    };
    const Value items[] = {1, nullptr};
    const Pair pairs[] = {{"b", Value::list(items)}, {"a", "yes"}};
    const Value data = Value::map(pairs);
    CHECK(call("yaml.serialize", {{"data", data}}) == "a: 'yes'\nb: [1, null]");
    CHECK(call("yaml.serialize",
               {{"data", data}, {"default_flow_style", false}, {"sort_keys", false}}) ==
          "b:\n- 1\n- null\na: 'yes'");
    CHECK(call("json.serialize", {{"data", data}}) == R"({"b": [1, null], "a": "yes"})");
    CHECK(call("json.serialize", {{"data", data}, {"indent", 1}, {"sort_keys", true}}) ==
          "{\n \"a\": \"yes\",\n \"b\": [\n  1,\n  null\n ]\n}");
    CHECK(host.call_kind("serializer", "yaml.deserialize", {{"text", "- 0644"}}).items()[0] == 644);
    CHECK(host.call_kind("serializer", "yaml.deserialize", {{"text", ""}}).is_nil());
    CHECK(host.call_kind("serializer", "json.deserialize", {{"text", "[1]"}}).items()[0] == 1);
}
