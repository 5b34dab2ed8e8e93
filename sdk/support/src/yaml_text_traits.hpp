// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace brine::support::yaml {

/// What a scalar's text consists of, which decides how it can be written.
struct TextTraits {
    bool multiline = false;
    bool flow_plain = true;   // may be plain in a flow collection,
    bool block_plain = true;  // elsewhere,
    bool single_quoted = true;
    bool block = true;  // may be a literal block
};

/// Of valid UTF-8. Without `unicode`, what is beyond ASCII counts as unprintable.
TextTraits traits_of(std::string_view text, bool unicode);

/// The bytes of the character at `at`.
std::size_t character_size(std::string_view text, std::size_t at) noexcept;
/// The bytes of the line end at `at`, 0 if there is none. To YAML 1.1 those are CR, LF, NEL, LS
/// and PS.
std::size_t break_size(std::string_view text, std::size_t at) noexcept;
/// Whether the character at `at` may be written as it is. Tabs, for one, may not, and, as libyaml
/// has it, neither may what is beyond U+FFFF.
bool is_printable(std::string_view text, std::size_t at) noexcept;

}  // namespace brine::support::yaml
