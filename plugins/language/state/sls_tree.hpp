// SPDX-License-Identifier: Apache-2.0
//
// Renders SLS files with all that they include, into one set of high data.
#pragma once

#include "high.hpp"
#include "places.hpp"
#include "render.hpp"
#include "sls_files.hpp"

#include <brine/call.hpp>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace brine::state {

// The SLS names, or globs of them, to apply from each environment.
using Matches = std::vector<std::pair<std::string, std::vector<std::string>>>;

class SlsTree {
  public:
    // What is passed by reference outlives this object.
    SlsTree(Call& call, SlsFiles& files, Renderer& renderer, Places& places);

    // Each SLS is rendered once. What goes wrong is added to `errors`, and the rest is done all
    // the same, so that all errors are shown together.
    [[nodiscard]] High render(const Matches& matches, Errors& errors);

    // The file at `path`, which is no part of an environment's tree.
    [[nodiscard]] High render_file(const std::string& path, const std::string& environment,
                                   Errors& errors);

  private:
    struct Sls {
        std::string environment;
        std::string name;
        SlsFile file;
    };

    [[nodiscard]] High render_matching(const std::string& environment, const std::string& pattern,
                                       Errors& errors);
    [[nodiscard]] High render_named(const std::string& environment, const std::string& name,
                                    Errors& errors);
    [[nodiscard]] High render_sls(const Sls& sls, Errors& errors);
    void include(High& high, const Sls& sls, const Value& include, Errors& errors);
    [[nodiscard]] std::vector<std::string> resolve(const std::string& environment,
                                                   const std::string& name);
    [[nodiscard]] bool is_matched(std::string_view environment) const;
    void assign_order(High& high);

    Call& call_;
    SlsFiles& files_;
    Renderer& renderer_;
    Places& places_;
    bool auto_order_;
    std::int64_t next_order_ = 10000;
    std::vector<std::string> matched_;  // the environments of the matches
    std::set<std::string> rendered_;    // "environment:sls"
};

}  // namespace brine::state
