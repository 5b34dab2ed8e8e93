// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "line_edit.hpp"

namespace brine::file {

struct LineOptions {
    bool show_changes = true;
    bool backup = false;
    bool quiet = false;  // a missing file is no error
    bool test = false;
};

// The argument `mode` in lower case; empty for nil.
[[nodiscard]] std::string lower_mode(const std::optional<std::string_view>& mode);

// The function file.line: the difference, or whether there is one.
[[nodiscard]] Value line_function(Call& call, std::string_view path, const LineArguments& arguments,
                                  const LineOptions& options);

}  // namespace brine::file
