// SPDX-License-Identifier: Apache-2.0
//
// Permission bits as people write them: 644, "0644", 0o644.
#pragma once

#include <sys/types.h>
#include <brine/value.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace brine::file {

// Four digits ("0644") for a mode in any spelling: a number's decimal digits are taken for octal
// ones, as YAML gives 0644 as the number 644. Nothing for nil. BadArgument for what is no mode.
[[nodiscard]] std::optional<std::string> normalized_mode(const Value& mode);

// The bits of a text that normalized_mode() gave.
[[nodiscard]] mode_t mode_bits(std::string_view normalized);

// "0644" for the permission bits of a st_mode.
[[nodiscard]] std::string mode_text(mode_t mode);

// The mode of a directory that holds a file of mode `file_mode`: whoever has any right on the
// file may also enter. Set-id and sticky bits are left out.
[[nodiscard]] std::string enterable_mode(std::string_view file_mode);

}  // namespace brine::file
