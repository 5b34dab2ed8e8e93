// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/state.hpp>

#include <optional>
#include <string_view>

namespace brine::file {

// The arguments of file.symlink, by their names there.
struct SymlinkArguments {
    std::string_view target;
    bool force = false;
    std::optional<std::string_view> backupname = std::nullopt;
    bool makedirs = false;
    Value user = {};
    Value group = {};
    Value mode = {};
    bool atomic = false;
    bool disallow_copy_and_unlink = false;
    bool inherit_user_and_group = false;
};

[[nodiscard]] StateResult symlink(State& state, const SymlinkArguments& arguments);

// Makes the link `path` to `target`. What is at `path` is in the way, unless it is the same link,
// or `force` removes it first, or `atomic` replaces it in one step. Throws Error.
void make_link(const std::string& path, std::string_view target, bool force, bool atomic);

}  // namespace brine::file
