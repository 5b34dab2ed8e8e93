// SPDX-License-Identifier: Apache-2.0
//
// All that compiling needs, for the duration of one function.
#pragma once

#include "compile.hpp"
#include "retcode.hpp"
#include "settings.hpp"
#include "sls_tree.hpp"
#include "top.hpp"

#include <brine/call.hpp>

namespace brine::state {

class Workspace {
  public:
    Workspace(Call& call, const RunArguments& arguments);

    [[nodiscard]] const Settings& settings() const noexcept { return settings_; }
    [[nodiscard]] const Places& places() const noexcept { return places_; }
    [[nodiscard]] Renderer& renderer() noexcept { return renderer_; }
    [[nodiscard]] SlsTree& tree() noexcept { return tree_; }

    // The environment of SLS names that are given without one.
    [[nodiscard]] std::string environment() const;

    [[nodiscard]] Matches top_matches(Errors& errors);

    // The messages with which the pillar failed; empty when it is fine.
    [[nodiscard]] Errors pillar_errors();

  private:
    Call& call_;
    Settings settings_;
    SlsFiles files_;
    Places places_;
    Renderer renderer_;
    SlsTree tree_;
};

// Sets the return code of the running function.
void set_retcode(Call& call, Retcode retcode);

// The errors as the list that a function returns instead of results, with the return code for it.
[[nodiscard]] Value refuse(Call& call, const Errors& errors,
                           Retcode retcode = Retcode::compiler_error);

// Why SLS files or the highstate must not be run here: the grain state_runs_disabled.
[[nodiscard]] Errors disabled_messages(Call& call, const std::vector<std::string>& names);

}  // namespace brine::state
