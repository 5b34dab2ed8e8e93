// SPDX-License-Identifier: Apache-2.0
//
// Packages as files of this machine: provider `local` of the contract `pkgfiles`.
#include "look.hpp"
#include "placement.hpp"
#include "transaction.hpp"

#include <brine/support/directory.hpp>

using namespace brine::literals;

namespace {

namespace pkgfiles = brine::pkgfiles;
using brine::Call;
using brine::Value;

void init(Call&, Value places) {
    const pkgfiles::Places at = pkgfiles::places_from(places);
    for (const auto& path : {at.formula, at.pillar, at.reactor})
        brine::support::make_directories(path, 0755);
}

Value place(Call& call, Value places, std::string_view package, Value formula, Value paths) {
    const pkgfiles::Places at = pkgfiles::places_from(places);
    const pkgfiles::Placement placement(at, package, formula);
    brine::List all(call.memory());
    for (const Value& path : paths.items()) {
        const auto destination = placement.of(path.str());
        all.add(destination ? call.map({{"path", destination->path.native()},
                                        {"root", destination->root.native()},
                                        {"config", destination->config}})
                            : Value());
    }
    return all.value();
}

void begin(Call& call, const std::string& directory, Value operations) {
    pkgfiles::begin(call, directory, operations);
}
Value commit(Call& call, const std::string& directory) { return pkgfiles::commit(call, directory); }
Value undo(Call& call, const std::string& directory) { return pkgfiles::undo(call, directory); }

}  // namespace

BRINE_PLUGIN("pkgfiles-local", "1.0.0", "Packages as files of this machine", plugin) {
    const auto add = [&](std::string_view name, auto function, auto... params) {
        return plugin.add("pkgfiles", "local." + std::string(name), function, params...);
    };
    add("init", init, "places"_a).doc("Creates the directories that packages go to.");
    add("place", place, "places"_a, "package"_a, "formula"_a, "paths"_a)
        .doc("Where each of a package's members goes, or nil when it is not installed.");
    add("look", pkgfiles::look, "paths"_a, "digest"_a = "")
        .doc("What is at each of the paths, or nil.");
    add("begin", begin, "directory"_a, "operations"_a)
        .doc("Plans a transaction and writes its journal.");
    add("commit", commit, "directory"_a).doc("Makes the operations of the journal.");
    add("undo", undo, "directory"_a).doc("Puts back what was there before.");
}
