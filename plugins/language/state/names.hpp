// SPDX-License-Identifier: Apache-2.0
//
// Finds what the requisites and extensions of high data refer to.
#pragma once

#include "high.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brine::state {

// A declaration in high data: the position of its body, and its module. The module is one that
// the reference names and that the body may turn out not to have.
struct Target {
    std::size_t body;
    std::string_view module;
};

// An index over high data. Its tables are made at the first question that needs them; whoever
// changes arguments afterwards tells note(). Bodies must not be added or removed meanwhile.
class Names {
  public:
    explicit Names(High& high) : high_(high) {}

    // What "module: reference" means: the ID; all of an SLS for the module "sls"; else the IDs
    // with that module one of whose arguments has the value `reference`. `strict`: an ID counts
    // only if it has the module.
    [[nodiscard]] std::vector<Target> find(const Value& reference, std::string_view module,
                                           bool strict);

    // All declarations of an SLS.
    [[nodiscard]] std::vector<Target> of_sls(std::string_view sls);

    // What a bare "reference" means: the first module of the ID, else the first declaration with
    // that `name`. Nothing when there is none.
    [[nodiscard]] std::vector<Target> bare(const Value& reference);

    // An argument was added to a declaration.
    void note(std::size_t body, std::string_view module, const Value& argument);

  private:
    using Positions = std::vector<std::size_t>;

    void index_arguments();
    void index_sls();
    [[nodiscard]] bool still_has(const Target& target, std::string_view value) const;

    High& high_;
    bool arguments_indexed_ = false;
    bool sls_indexed_ = false;
    std::unordered_map<std::string, Positions> by_argument_;  // "module\nvalue"
    std::unordered_map<std::string_view, std::vector<Target>> by_name_;
    std::unordered_map<std::string_view, Positions> by_sls_;
};

}  // namespace brine::state
