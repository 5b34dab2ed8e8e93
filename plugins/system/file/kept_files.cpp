// SPDX-License-Identifier: Apache-2.0
#include "kept_files.hpp"

#include <string_view>
#include <vector>

#include "path.hpp"
#include "status.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

// The IDs or names of the file states among the requisites.
std::vector<std::string_view> required_states(const Value& require) {
    std::vector<std::string_view> names;
    for (const Value& requisite : require.items())
        if (const Value name = requisite["file"]; name.is_str()) names.push_back(name.str());
    return names;
}

void keep_tree(std::set<std::string>& kept, const std::string& top) {
    for (const Listing& listing : walk(top)) {
        kept.insert(listing.path);
        for (const std::string& name : listing.directories) kept.insert(joined(listing.path, name));
        for (const std::string& name : listing.files) kept.insert(joined(listing.path, name));
    }
}

void keep(std::set<std::string>& kept, const std::string& directory, const std::string& name) {
    const std::string path = absolute(name);
    if (!is_directory(path)) {
        if (is_absolute(name)) kept.insert(path);
    } else if (is_below(path, directory)) {
        keep_tree(kept, path);
    }
}

}  // namespace

std::set<std::string> required_files(Call& call, const std::string& directory,
                                     const Value& require) {
    std::set<std::string> kept;
    const std::vector<std::string_view> wanted = required_states(require);
    if (wanted.empty()) return kept;
    const Value lowstate = call.lookup("lowstate");
    if (!lowstate.is_list())
        throw Error(
            format("{} cannot be cleaned: the files of the states that it requires are not "
                   "known outside of a state run",
                   directory));
    for (const Value& low : lowstate.items())
        for (const std::string_view name : wanted)
            if (low["name"].str_or("") == name || low["__id__"].str_or("") == name)
                keep(kept, directory, std::string(low["name"].str_or("")));
    return kept;
}

bool is_kept(const std::set<std::string>& kept, const std::string& path) {
    const auto at = kept.lower_bound(path);
    if (at != kept.end() && *at == path) return true;
    const auto below = kept.lower_bound(path + "/");
    return below != kept.end() && is_below(*below, path);
}

}  // namespace brine::file
