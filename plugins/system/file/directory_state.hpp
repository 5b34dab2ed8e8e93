// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/state.hpp>

#include <optional>
#include <string_view>

namespace brine::file {

// The arguments of file.directory, by their names there.
struct DirectoryArguments {
    Value user = {};
    Value group = {};
    Value recurse = {};
    std::optional<std::int64_t> max_depth = std::nullopt;
    Value dir_mode = {};
    Value file_mode = {};
    bool makedirs = false;
    bool clean = false;
    Value require = {};
    Value exclude_pat = {};
    bool follow_symlinks = false;
    bool force = false;
    std::optional<std::string_view> backupname = std::nullopt;
    bool allow_symlink = true;
    bool children_only = false;
    Value mode = {};
};

[[nodiscard]] StateResult directory(State& state, const DirectoryArguments& arguments);

}  // namespace brine::file
