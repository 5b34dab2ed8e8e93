// SPDX-License-Identifier: Apache-2.0
#include "recursion.hpp"

#include <brine/error.hpp>

#include <array>
#include <utility>

namespace brine::file {

Recursion parse_recursion(const Value& recurse) {
    constexpr std::array<std::pair<std::string_view, bool Recursion::*>, 6> types{{
        {"user", &Recursion::user},
        {"group", &Recursion::group},
        {"mode", &Recursion::mode},
        {"ignore_files", &Recursion::ignore_files},
        {"ignore_dirs", &Recursion::ignore_dirs},
        {"silent", &Recursion::silent},
    }};
    Recursion recursion;
    if (!recurse) return recursion;
    if (!recurse.is_list()) throw Error("\"recurse\" must be formed as a list of strings");
    recursion.wanted = true;
    for (const Value& item : recurse.items()) {
        bool known = false;
        for (const auto& [name, member] : types) {
            if (item.str_or("") != name) continue;
            recursion.*member = known = true;
        }
        if (!known)
            throw Error(
                "Types for \"recurse\" limited to \"user\", \"group\", \"mode\", \"ignore_files\", "
                "\"ignore_dirs\", \"silent\".");
    }
    if (recursion.ignore_files && recursion.ignore_dirs)
        throw Error(
            "Must not specify \"recurse\" options \"ignore_files\" and \"ignore_dirs\" at the same "
            "time.");
    return recursion;
}

}  // namespace brine::file
