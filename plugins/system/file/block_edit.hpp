// SPDX-License-Identifier: Apache-2.0
//
// The block between two marker lines of a text (file.blockreplace).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

struct BlockArguments {
    std::string marker_start = "#-- start managed zone --";
    std::string marker_end = "#-- end managed zone --";
    std::string content = {};
    bool append_if_not_found = false;
    bool prepend_if_not_found = false;
    bool append_newline = false;
    std::string insert_before_match = {};  // regular expression; empty: not wanted
    std::string insert_after_match = {};
};

// The lines with the block's content replaced, or with the block added where the arguments say
// when there is none. Lines carry their ends; new ones get that of the first. Throws Error when
// the block is not terminated or is neither there nor to be added, BadArgument for more than one
// place to add it.
[[nodiscard]] std::vector<std::string> replace_block(const std::vector<std::string>& lines,
                                                     const BlockArguments& arguments);

}  // namespace brine::file
