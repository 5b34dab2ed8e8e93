// SPDX-License-Identifier: Apache-2.0
//
// The options that have a default, with the types that they take.
#pragma once

#include <brine/build.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace brine::core {

struct OptionRule {
    std::string_view name;
    std::string_view type;           // as in a signature: "str", "int|float", "map", ...
    bool below_root = false;         // a path that root_dir goes in front of
    std::int64_t least = INT64_MIN;  // of a number
    std::int64_t most = INT64_MAX;
};

// The options whose type is checked. Others are the business of the plugins that read them.
[[nodiscard]] std::span<const OptionRule> option_rules() noexcept;

// The defaults for the running user: Salt's paths for root, the user's own directories (XDG) for
// everybody else.
[[nodiscard]] Value default_options(Memory memory);

// Where the configuration is when nobody says so.
[[nodiscard]] std::string default_config_directory();

}  // namespace brine::core
