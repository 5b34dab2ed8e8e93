// SPDX-License-Identifier: Apache-2.0
//
// Where configuration values come from, in the order in which they are asked: the options, the
// grains, the pillar, the master's options within the pillar, and the defaults of modules.
#pragma once

#include <brine/sdk.hpp>

#include <optional>
#include <string_view>

namespace brine::config {

struct Omit {
    bool opts = false;
    bool grains = false;
    bool pillar = false;
    bool master = false;
};

// The maps; empty ones when there is nothing of the kind.
[[nodiscard]] Value options(Call& call);
[[nodiscard]] Value grains(Call& call);
[[nodiscard]] Value pillar(Call& call);
[[nodiscard]] Value master_options(Call& call);

// One grain or a part of one, without computing others. With an empty delimiter the whole path is
// the grain's name.
[[nodiscard]] std::optional<Value> grain(Call& call, std::string_view path,
                                         std::string_view delimiter);

// The first value at `path` in any source; sources behind the one that has it are not asked.
[[nodiscard]] std::optional<Value> find(Call& call, std::string_view path,
                                        std::string_view delimiter, const Omit& omit);

}  // namespace brine::config
