// SPDX-License-Identifier: Apache-2.0
#include "grains_file.hpp"

#include "merged_grains.hpp"
#include "text_file.hpp"

#include <brine/support/file.hpp>
#include <brine/support/yaml.hpp>

namespace brine::grains {

namespace {

constexpr std::string_view stored = "grains.file";

Value load(Call& call) {
    const std::string path = grains_file_path(call);
    if (!is_file(path)) return call.map({});
    const Value content =
        support::yaml::load(call.memory(), support::read_file(path), {.source = path});
    if (content.is_nil()) return call.map({});
    if (!content.is_map())
        throw Error(
            format("{}: the file of grains is a map, this is {}", path, content.described()));
    return content;
}

}  // namespace

std::string grains_file_path(Call& call) {
    const Value directory = call.option("conf_dir");
    if (!directory.is_str())
        throw Error("there is no configuration directory to keep grains in; set conf_dir");
    return std::string(directory.str()) + "/grains";
}

Value read_grains_file(Call& call) {
    const Value known = call.lookup("context:" + std::string(stored));
    if (known.is_map()) return known;
    const Value content = load(call);
    call.store(stored, content);
    return content;
}

void write_grains_file(Call& call, const Value& grains) {
    support::yaml::DumpOptions options;
    options.sort_keys = true;
    support::replace_file(grains_file_path(call), support::yaml::dump(grains, options));
    call.store(stored, grains);
    forget_merged_grains(call);
}

}  // namespace brine::grains
