// SPDX-License-Identifier: Apache-2.0
//
// Where the members of a package go: the rules of Salt's spm.
#pragma once

#include <brine/sdk.hpp>

#include <filesystem>
#include <optional>
#include <string>

namespace brine::pkgfiles {

// The directories that packages are installed to. `extmods` is empty unless modules go to the
// cache of a master or minion.
struct Places {
    std::filesystem::path formula;
    std::filesystem::path pillar;
    std::filesystem::path reactor;
    std::filesystem::path share;
    std::filesystem::path conf;
    std::filesystem::path extmods;
};

[[nodiscard]] Places places_from(const Value& places);

struct Destination {
    std::filesystem::path root;  // one of the places
    std::filesystem::path path;  // below it
    bool config = false;         // an operator may change it, and keeps what he changed
};

// Places the members of one package.
class Placement {
  public:
    Placement(const Places& places, std::string_view package, const Value& formula);

    // Where the member at `path` goes; nothing when it is not installed.
    [[nodiscard]] std::optional<Destination> of(std::string_view path) const;

  private:
    enum class Kind { formula, reactor, conf };

    [[nodiscard]] std::optional<Destination> tagged(const std::string& rest) const;
    [[nodiscard]] Destination module(const std::string& rest) const;
    [[nodiscard]] bool in_top_level(std::string_view rest) const;
    [[nodiscard]] Destination formula_file(const std::string& rest) const;

    const Places& places_;
    std::string package_;
    Value files_;
    Kind kind_;
    bool has_top_level_;
    std::string top_level_;
};

}  // namespace brine::pkgfiles
