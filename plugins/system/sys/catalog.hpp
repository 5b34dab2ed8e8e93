// SPDX-License-Identifier: Apache-2.0
//
// Names, documentation and signatures of the functions of a kind, as the registry knows them; no
// plugin is opened to answer.
#pragma once

#include <brine/sdk.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brine::sys {

// Names of functions that fit one of `patterns`, sorted: a glob or a name with a dot as it is, a
// module's name all of the module. All without patterns.
[[nodiscard]] Value functions(Call& call, std::string_view kind, std::span<const Value> patterns);

// Modules that have a function which fits a glob, or that are named so. All without patterns.
[[nodiscard]] Value modules(Call& call, std::string_view kind, std::span<const Value> patterns);

// Names that fit a glob, for kinds without modules.
[[nodiscard]] Value names(Call& call, std::string_view kind, std::span<const Value> patterns);

// Documentation by name of the functions that fit: a glob, a module or a function.
[[nodiscard]] Value documentation(Call& call, std::string_view kind,
                                  std::span<const Value> patterns);

// {name: {args, defaults, varargs, kwargs}} of the functions that fit `pattern`, all for "".
[[nodiscard]] Value signatures(Call& call, std::string_view kind, std::string_view pattern);

}  // namespace brine::sys
