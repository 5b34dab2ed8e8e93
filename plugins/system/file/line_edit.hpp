// SPDX-License-Identifier: Apache-2.0
//
// Inserting, replacing, deleting and ensuring single lines of a text (file.line).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

struct LineArguments {
    std::optional<std::string> content = std::nullopt;
    std::string match = {};
    std::string mode = {};                             // insert, ensure, delete or replace
    std::string location = {};                         // start, end or empty
    std::optional<std::string> before = std::nullopt;  // regular expressions
    std::optional<std::string> after = std::nullopt;
    bool indent = true;
};

// The text after the edit; as it was when there is nothing to do. Throws Error, with Salt's words,
// for arguments that do not say where the line goes and for lines that are not there once.
[[nodiscard]] std::string edit_line(std::string_view text, const LineArguments& arguments);

}  // namespace brine::file
