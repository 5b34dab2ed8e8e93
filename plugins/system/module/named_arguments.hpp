// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <string>
#include <vector>

namespace brine::module {

// The arguments of a call, made of what an old style module.run is given by name.
struct NamedArguments {
    std::vector<Value> args;
    std::vector<Pair> kwargs;
    std::vector<std::string> missing;  // required, but not given
    std::string flaw;                  // a comment to fail with
};

// Picks the arguments of the execution function `function` from those of a state: by the names
// of its parameters, where `name`, `fun`, `names`, `state` and `saltenv` are called `m_name` and
// so on; the rest of the positional ones as the list `args`, the rest of the keyword ones as the
// map `kwargs`.
[[nodiscard]] NamedArguments named_arguments(Call& call, const std::string& function,
                                             const Value& given);

}  // namespace brine::module
