// SPDX-License-Identifier: Apache-2.0
#include "placement.hpp"

namespace brine::pkgfiles {
namespace {

namespace fs = std::filesystem;

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> starts) {
    for (const std::string_view start : starts)
        if (text.starts_with(start)) return true;
    return false;
}

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

std::string without_suffix(std::string name, std::string_view suffix) {
    if (name.ends_with(suffix)) name.resize(name.size() - suffix.size());
    return name;
}

}  // namespace

Places places_from(const Value& places) {
    const auto path = [&](std::string_view key) { return fs::path(places[key].str()); };
    return {.formula = path("formula_path"),
            .pillar = path("pillar_path"),
            .reactor = path("reactor_path"),
            .share = path("share_dir"),
            .conf = path("conf_dir"),
            .extmods = fs::path(places["extmods_dir"].str_or(""))};
}

Placement::Placement(const Places& places, std::string_view package, const Value& formula)
    : places_(places),
      package_(package),
      files_(formula["files"]),
      kind_(package.ends_with("-reactor") ? Kind::reactor
            : package.ends_with("-conf")  ? Kind::conf
                                          : Kind::formula),
      has_top_level_(formula["top_level_dir"].is_str()),
      top_level_(has_top_level_ ? std::string(formula["top_level_dir"].str())
                                : without_suffix(package_, "-formula")) {}

std::optional<Destination> Placement::of(std::string_view path) const {
    if (!path.starts_with(package_) || path.size() <= package_.size() + 1 ||
        path[package_.size()] != '/')
        return std::nullopt;
    const std::string rest(path.substr(package_.size() + 1));
    if (rest == "FORMULA") return std::nullopt;
    if (auto share = tagged(rest)) return share;
    if (rest.starts_with('_')) return module(rest);
    if (rest == "pillar.example")
        return Destination{places_.pillar, places_.pillar / (package_ + ".sls.orig")};
    switch (kind_) {
        case Kind::conf:
            if (!in_top_level(rest)) return std::nullopt;
            return Destination{places_.conf, places_.conf / rest, true};
        case Kind::reactor:
            if (!in_top_level(rest)) return std::nullopt;
            // As for formulas: no directory of the package's name in one of the same name.
            return Destination{places_.reactor, first_part(rest) == package_
                                                    ? places_.reactor / rest
                                                    : places_.reactor / package_ / rest};
        case Kind::formula:
            break;
    }
    if (!in_top_level(rest) && !rest.starts_with("README")) return std::nullopt;
    return formula_file(rest);
}

// "d|LICENSE" in the formula's list of files: documentation, which goes to the share directory.
std::optional<Destination> Placement::tagged(const std::string& rest) const {
    for (const Value& line : files_.items()) {
        const std::string_view text = line.str_or("");
        if (text.size() < 3 || text[1] != '|' || text.substr(2) != rest) continue;
        if (std::string_view("cdglr").find(text[0]) == std::string_view::npos) return std::nullopt;
        return Destination{places_.share, places_.share / package_ / rest, text[0] == 'c'};
    }
    return std::nullopt;
}

Destination Placement::module(const std::string& rest) const {
    if (places_.extmods.empty()) return {places_.formula, places_.formula / rest};
    return {places_.extmods, places_.extmods / rest.substr(1)};
}

// Formulas are installed by their top level directory alone. The others are taken whole unless they
// name one: without it the package's name would be it, and nothing would be installed.
bool Placement::in_top_level(std::string_view rest) const {
    if (kind_ == Kind::formula || has_top_level_) return rest.starts_with(top_level_);
    return !starts_with_any(rest, {"README", "LICENSE", "CHANGELOG", "AUTHORS"});
}

Destination Placement::formula_file(const std::string& rest) const {
    if (first_part(rest) == top_level_) return {places_.formula, places_.formula / rest};
    return {places_.formula, places_.formula / package_ / rest};
}

}  // namespace brine::pkgfiles
