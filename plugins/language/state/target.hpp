// SPDX-License-Identifier: Apache-2.0
//
// Whether a target of a top file means this minion.
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>

namespace brine::state {

// Matches against the ID, the grains and the pillar of this minion. Patterns with ':' walk through
// maps and lists and compare without regard to case, as in Salt.
class Target {
  public:
    explicit Target(Call& call);

    // `kind` is what stands as `match:` in a top file: "compound" (the default), "glob", "list",
    // "pcre", "grain", "grain_pcre", "pillar", "pillar_pcre", "pillar_exact", "nodegroup". Error
    // for any other.
    [[nodiscard]] bool matches(std::string_view kind, std::string_view pattern);

  private:
    [[nodiscard]] bool data_matches(std::string_view kind, std::string_view pattern);

    Call& call_;
    std::string id_;
    int nodegroup_depth_ = 0;
};

// Whether `data`, a tree of maps and lists, has at the path in `pattern` a value that fits what
// stands behind the path: "a:b:va*ue".
enum class Comparison { glob, pcre, exact };
[[nodiscard]] bool subtree_matches(const Value& data, std::string_view pattern, char delimiter,
                                   Comparison comparison);

}  // namespace brine::state
