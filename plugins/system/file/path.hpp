// SPDX-License-Identifier: Apache-2.0
//
// Paths as text, with the meaning that Python's os.path gives them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

[[nodiscard]] inline bool is_absolute(std::string_view path) { return path.starts_with('/'); }

// `path` with the home directory in place of a leading "~" or "~user"; as it is when that user is
// not known.
[[nodiscard]] std::string expand_user(std::string_view path);

// `path` with the values of $NAME and ${NAME}; names that are not set stay.
[[nodiscard]] std::string expand_variables(std::string_view path);

// Without empty, "." and, as far as it goes, ".." components. "." for an empty path.
[[nodiscard]] std::string normalized(std::string_view path);

// `path` from the root on, normalized.
[[nodiscard]] std::string absolute(std::string_view path);

// What stands before and behind the last slash.
[[nodiscard]] std::string directory_of(std::string_view path);
[[nodiscard]] std::string base_name(std::string_view path);

// `directory` and `path` with one slash between them; `path` alone if it is absolute.
[[nodiscard]] std::string joined(std::string_view directory, std::string_view path);

// `path` relative to `directory`, which it lies below; both absolute and normalized.
[[nodiscard]] std::string_view relative_below(std::string_view path, std::string_view directory);

// Whether `path` is `directory` or lies below it; both absolute and normalized.
[[nodiscard]] bool is_below(std::string_view path, std::string_view directory);

}  // namespace brine::file
