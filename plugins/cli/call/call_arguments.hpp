// SPDX-License-Identifier: Apache-2.0
//
// From words of a command line to typed arguments, as salt-call reads them.
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brine::cli {

struct TypedArguments {
    std::vector<Value> args;
    std::vector<Pair> kwargs;

    [[nodiscard]] Arguments view() const { return {args, kwargs}; }
};

// NAME=VALUE words become keyword arguments, others positional ones; values are YAML where that
// loses nothing. The values live in `memory`.
[[nodiscard]] TypedArguments typed_arguments(Memory memory, const std::vector<std::string>& words);

// The same from {"args": [...], "kwargs": {...}}. BadArgument when the text is something else.
[[nodiscard]] TypedArguments arguments_from_json(Memory memory, std::string_view text);

}  // namespace brine::cli
