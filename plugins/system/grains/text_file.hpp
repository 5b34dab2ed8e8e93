// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace brine::grains {

// The text of a file that may be missing or unreadable for this user, up to `limit` bytes; bytes
// that are no UTF-8 are replaced by U+FFFD. Nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> read_text(const std::string& path,
                                                   std::size_t limit = std::size_t{1} << 20);

// The same without white space at the ends; nothing when that is empty.
[[nodiscard]] std::optional<std::string> read_word(const std::string& path);

// The same as read_text() for bytes that need not be text.
[[nodiscard]] std::optional<std::string> read_bytes(const std::string& path, std::size_t limit);

[[nodiscard]] bool is_directory(const std::string& path);
[[nodiscard]] bool is_file(const std::string& path);
[[nodiscard]] bool exists(const std::string& path);

}  // namespace brine::grains
