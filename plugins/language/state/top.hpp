// SPDX-License-Identifier: Apache-2.0
//
// Top files: which SLS files this minion is to apply.
#pragma once

#include "high.hpp"
#include "render.hpp"
#include "settings.hpp"
#include "sls_files.hpp"
#include "sls_tree.hpp"

#include <brine/call.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine::state {

class Top {
  public:
    // What is passed by reference outlives this object.
    Top(Call& call, const Settings& settings, SlsFiles& files, Renderer& renderer);

    // The SLS names for this minion by environment, in the order of the top files. What is wrong
    // with those goes to `errors`.
    [[nodiscard]] Matches matches(Errors& errors);

  private:
    // The targets of an environment, {target: [sls, ...]}.
    using Merged = std::vector<std::pair<std::string, Map>>;
    // The top files found in an environment; a map each.
    struct Files {
        std::string environment;
        std::vector<Value> tops;
    };

    [[nodiscard]] std::vector<Files> read(Errors& errors);
    void read_includes(Files& files, Errors& errors);
    [[nodiscard]] Value render(const std::string& environment, const std::string& path,
                               Errors& errors);
    [[nodiscard]] std::vector<std::string> environments() const;

    [[nodiscard]] Merged merge(const std::vector<Files>& all, Errors& errors) const;
    [[nodiscard]] Map& targets_of(Merged& merged, const std::string& environment) const;
    void add(Merged& merged, const std::string& environment, const Value& targets) const;
    void add_all(Merged& merged, const std::string& environment, const Value& targets) const;
    [[nodiscard]] Merged merge_base_first(const std::vector<Files>& all) const;
    [[nodiscard]] Merged merge_all(const std::vector<Files>& all) const;
    [[nodiscard]] Merged merge_same(const std::vector<Files>& all) const;

    void select(Matches& matches, const std::string& environment, std::string_view target,
                const Value& data);

    Call& call_;
    const Settings& settings_;
    SlsFiles& files_;
    Renderer& renderer_;
};

}  // namespace brine::state
