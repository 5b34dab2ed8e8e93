// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "groups.hpp"
#include "path.hpp"

namespace brine::file {
namespace {

std::string join(Call&, Rest args) {
    std::string path;
    for (const Value& part : args.items) path = joined(path, part.str());
    return path;
}

}  // namespace

void add_path_functions(Plugin& p) {
    p.exec(
         "file.basename", [](Call&, std::string_view path) { return base_name(path); }, "path"_a)
        .doc(
            "Answers the last part of a path.\n\n- `path` (str)\n\nReturns: str.\n\n"
            "    brine call file.basename /usr/local/bin");
    p.exec(
         "file.dirname", [](Call&, std::string_view path) { return directory_of(path); }, "path"_a)
        .doc(
            "Answers a path without its last part.\n\n- `path` (str)\n\nReturns: str.\n\n"
            "    brine call file.dirname /usr/local/bin");
    p.exec("file.join", join, "args"_a)
        .doc(
            "Joins parts of a path with slashes; an absolute part starts anew.\n\n"
            "- `*args` (str)\n\nReturns: str.\n\n    brine call file.join / usr local bin");
    p.exec(
         "file.normpath", [](Call&, std::string_view path) { return normalized(path); }, "path"_a)
        .doc(
            "Answers a path without `.`, `..` and double slashes.\n\n- `path` (str)\n\n"
            "Returns: str.\n\n    brine call file.normpath /a/b/../c");
    p.exec("file.pardir", [](Call&) { return ".."; })
        .doc(
            "Answers how the parent directory is written.\n\nReturns: str.\n\n"
            "    brine call file.pardir");
}

}  // namespace brine::file
