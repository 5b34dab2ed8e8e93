// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::file {

// Why `path` is no existing absolute path, in the words of Salt's states that edit files; empty
// when it is one.
[[nodiscard]] std::string unusable_path(std::string_view path);

}  // namespace brine::file
