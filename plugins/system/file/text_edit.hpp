// SPDX-License-Identifier: Apache-2.0
//
// What all functions that edit a text file in place share: reading it, keeping a copy, and getting
// the new text into its place.
#pragma once

#include <brine/support/regex.hpp>
#include <brine/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

// A text file that is edited: `given` is the path that the user named, `path` the file itself,
// behind all links.
struct EditedFile {
    std::string given;
    std::string path;
    std::string bytes;
};

// Reads a file to edit. BadArgument when there is none or when it is binary.
[[nodiscard]] EditedFile open_for_edit(std::string_view given);

struct StoreOptions {
    std::string backup = {};  // extension of a copy of the old file; empty: no copy
    bool keep_inode = false;  // a file with several hard links keeps them all
};

// Puts the new text in place of the old one, with owner and mode as they are. A file that is named
// through a link gets a link to the copy beside it, too. Throws std::system_error.
void store_edit(const EditedFile& file, std::string_view bytes, const StoreOptions& options);

// Copies contents, owner and mode of `path` to `copy`, replacing what is there.
void copy_as_backup(const std::string& path, const std::string& copy);

// The extension that the argument `backup` gives: nil and false are none.
[[nodiscard]] std::string backup_extension(const Value& backup);

// The lines of a text with their ends; lines end at "\n" only.
[[nodiscard]] std::vector<std::string> text_lines(std::string_view text);

// The lines as one text.
[[nodiscard]] std::string joined_lines(const std::vector<std::string>& lines);

// The argument `flags` of functions that take regular expressions: a number of Python's re, the
// name of a flag, or a list of names. Throws Error for anything else.
[[nodiscard]] support::RegexFlags regex_flags(const Value& flags);

}  // namespace brine::file
