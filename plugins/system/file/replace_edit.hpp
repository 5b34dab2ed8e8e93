// SPDX-License-Identifier: Apache-2.0
//
// Searching and replacing by regular expression in a file.
#pragma once

#include <brine/value.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "text_edit.hpp"

namespace brine::file {

// The arguments of file.replace.
struct ReplaceArguments {
    std::string pattern;
    std::string repl;
    std::size_t count = 0;  // 0: all
    support::RegexFlags flags = {};
    bool append_if_not_found = false;
    bool prepend_if_not_found = false;
    std::optional<std::string> not_found_content = std::nullopt;
    Value backup = {};
    bool dry_run = false;
    bool keep_inode = true;
    bool backslash_literal = false;
};

// Edits the file, unless it is a dry run. Answers the difference, empty when there is none.
// BadArgument for a file or arguments that do not fit.
[[nodiscard]] std::string replace_in_file(std::string_view path, const ReplaceArguments& arguments);

// Whether the pattern is found in the file.
[[nodiscard]] bool found_in_file(std::string_view path, std::string_view pattern,
                                 support::RegexFlags flags);

}  // namespace brine::file
