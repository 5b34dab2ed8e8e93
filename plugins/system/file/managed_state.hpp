// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/state.hpp>

#include <optional>
#include <string_view>

#include "contents.hpp"

namespace brine::file {

// The arguments of file.managed, by their names there.
struct ManagedArguments {
    Value source = {};  // text or a list
    std::optional<std::string_view> source_hash = std::nullopt;
    std::optional<std::string_view> source_hash_name = std::nullopt;
    Value user = {};
    Value group = {};
    Value mode = {};
    std::optional<std::string_view> renderer = std::nullopt;  // the argument `template`
    bool makedirs = false;
    Value dir_mode = {};
    Value context = {};
    bool replace = true;
    Value defaults = {};
    std::string_view backup = {};
    bool show_changes = true;
    bool create = true;
    ContentsArguments contents = {};
    std::string_view tmp_dir = {};
    std::string_view tmp_ext = {};
    std::optional<std::string_view> encoding = std::nullopt;
    std::string_view encoding_errors = "strict";
    bool follow_symlinks = true;
    std::optional<std::string_view> check_cmd = std::nullopt;
    bool skip_verify = false;
};

[[nodiscard]] StateResult managed(State& state, const ManagedArguments& arguments);

}  // namespace brine::file
