// SPDX-License-Identifier: Apache-2.0
//
// The YAML loader and dumper against PyYAML: documents and values from a seeded generator.
#include <brine/support/yaml.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <vector>

#include "canonical.hpp"
#include "random_documents.hpp"
#include "random_values.hpp"
#include "support/python_oracle.hpp"

namespace {

using brine::Arena;
using brine::Value;
using brine::support::test::ask_python;
using brine::support::test::from_hex;
using brine::support::test::to_hex;
using brine::test::canonical;
namespace yaml = brine::support::yaml;

// PyYAML's C loader with what Salt changes in it. Answers a line per document: "=" and the
// canonical value, or "!" and the message.
constexpr std::string_view loader = R"py(
import yaml
class Loader(yaml.CSafeLoader):
    def flattened(self, node):
        merged, own = [], []
        for key, value in node.value:
            if key.tag != 'tag:yaml.org,2002:merge':
                own.append((key, value))
                continue
            sources = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for source in reversed(sources):
                if not isinstance(source, yaml.MappingNode):
                    raise yaml.constructor.ConstructorError(None, None, 'merge', value.start_mark)
                merged += self.flattened(source)
        names = [key.value for key, _ in own]
        return [pair for pair in merged if pair[0].value not in names] + own
    def mapping(self, node):
        if not isinstance(node, yaml.MappingNode):
            raise yaml.constructor.ConstructorError(None, None, 'no mapping', node.start_mark)
        result = {}
        for key_node, value_node in self.flattened(node):
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, (dict, list)) or key in result:
                raise yaml.constructor.ConstructorError(None, None, 'key', key_node.start_mark)
            result[key] = self.construct_object(value_node, deep=True)
        return result
    def omap(self, node):
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node)
        pairs = [pair for item in node.value for pair in item.value]
        return self.mapping(yaml.MappingNode(node.tag, pairs, node.start_mark, node.end_mark))
    def set(self, node):
        return list(self.mapping(node))
    def integer(self, node):
        text = self.construct_scalar(node)
        if text.startswith('0') and not text.startswith(('0b', '0x')):
            text = text.lstrip('0') or '0'
        return self.construct_yaml_int(yaml.ScalarNode(node.tag, text))
for tag, constructor in {'map': Loader.mapping, 'omap': Loader.omap, 'set': Loader.set,
                         'int': Loader.integer, 'timestamp': Loader.construct_scalar}.items():
    Loader.add_constructor('tag:yaml.org,2002:' + tag, constructor)
for line in sys.stdin:
    try:
        print('=' + canonical(yaml.load(fields(line)[0].decode(), Loader=Loader)))
    except Exception as error:
        print('!' + ' '.join(str(error).split()))
)py";

std::string load(const std::string& document) {
    Arena arena;
    try {
        return "=" + canonical(yaml::load(arena.memory(), document));
    } catch (const yaml::Error& error) {
        return "!" + error.problem();
    }
}

// What is known and documented: yaml-cpp's scanner refuses or accepts it, and it is no matter of
// values.
bool is_tolerated(const std::string& ours, const std::string& theirs) {
    const auto says = [](const std::string& answer, std::string_view text) {
        return answer.front() == '!' && answer.find(text) != std::string::npos;
    };
    return says(theirs, "found unexpected ':'") ||         // {a:, b}
           says(theirs, "that cannot start any token") ||  // tabs in empty lines
           says(theirs, "tab character where an indentation space is expected") ||
           says(ours, "did not find expected <document start>") ||  // "! a" that goes on below
           says(ours, "did not find expected ',' or '}'");          // a key of several lines
}

// Answers a line per value and option: the text in hexadecimal.
constexpr std::string_view dumper = R"py(
import json, yaml
class Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data): return True
for line in sys.stdin:
    value = yaml.load(fields(line)[0].decode(), Loader=yaml.CSafeLoader)
    for flow in (False, True, None):
        for sort in (False, True):
            for unicode in (False, True):
                print(to_hex(yaml.dump(value, Dumper=Dumper, default_flow_style=flow,
                                       sort_keys=sort, allow_unicode=unicode).encode()))
)py";

}  // namespace

TEST_CASE("documents are loaded as by PyYAML") {
    std::mt19937 random(20240115);
    std::vector<std::string> documents;
    std::vector<std::string> lines;
    for (int n = 0; n < 3000; ++n) {
        documents.push_back(brine::test::random_document(random));
        lines.push_back(to_hex(documents.back()));
    }
    const std::vector<std::string> theirs =
        ask_python(std::string(brine::test::canonical_in_python).append(loader), lines);
    REQUIRE(theirs.size() == documents.size());
    std::size_t values = 0;
    std::size_t tolerated = 0;
    for (std::size_t n = 0; n < documents.size(); ++n) {
        const std::string ours = load(documents[n]);
        const bool both_refuse = ours.front() == '!' && theirs[n].front() == '!';
        if (ours == theirs[n]) ++values;
        if (both_refuse || ours == theirs[n]) continue;
        if (ours.front() != theirs[n].front() && is_tolerated(ours, theirs[n])) {
            ++tolerated;
            continue;
        }
        FAIL_CHECK(documents[n] << "\nours:   " << ours << "\ntheirs: " << theirs[n]);
    }
    CHECK(values > 1200);
    CHECK(tolerated < 30);
}

TEST_CASE("values are dumped as by PyYAML") {
    std::mt19937 random(20240116);
    Arena arena;
    std::vector<Value> values;
    std::vector<std::string> lines;
    for (int n = 0; n < 500; ++n) {
        values.push_back(brine::test::random_value(arena.memory(), random, n % 6));
        // Escapes of double quotes in one line: what both loaders agree on.
        lines.push_back(to_hex(yaml::dump(
            values.back(),
            {.flow = yaml::DumpOptions::Flow::flow, .allow_unicode = false, .width = 1 << 30})));
    }
    const std::vector<std::string> theirs = ask_python(dumper, lines);
    REQUIRE(theirs.size() == values.size() * 12);
    using Flow = yaml::DumpOptions::Flow;
    std::size_t at = 0;
    for (const Value& value : values)
        for (const Flow flow : {Flow::block, Flow::flow, Flow::automatic})
            for (const bool sort : {false, true})
                for (const bool unicode : {false, true})
                    CHECK(yaml::dump(value,
                                     {.flow = flow, .sort_keys = sort, .allow_unicode = unicode}) ==
                          from_hex(theirs[at++]));
}

TEST_CASE("what is dumped is loaded again") {
    std::mt19937 random(20240117);
    Arena arena;
    using Flow = yaml::DumpOptions::Flow;
    for (int n = 0; n < 1000; ++n) {
        const Value value = brine::test::random_value(arena.memory(), random, n % 6);
        for (const Flow flow : {Flow::block, Flow::flow, Flow::automatic}) {
            const std::string text = yaml::dump(value, {.flow = flow});
            INFO(text);
            REQUIRE(load(text) == "=" + canonical(value));
        }
    }
}
