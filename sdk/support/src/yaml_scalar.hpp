// SPDX-License-Identifier: Apache-2.0
//
// What plain scalars and tagged scalars mean: the rules of PyYAML's resolver and constructor with
// Salt's changes.
#pragma once

#include <brine/build.hpp>

#include <optional>
#include <string_view>

namespace brine::support::yaml {

enum class ScalarKind { null, boolean, integer, floating, text };

/// The kind of a plain scalar without a tag.
ScalarKind resolve(std::string_view text) noexcept;

/// Whether PyYAML takes a plain scalar for text. Other than resolve() it knows dates, "=" and "<<".
bool reads_as_text(std::string_view text) noexcept;

/// The value of a plain scalar. Text is copied to `memory`, and so are the digits of an integer
/// that does not fit into 64 bits.
Value plain_scalar(Memory memory, std::string_view text);

/// The number, when `text` is one of that kind; integers as Value or, when they are too large, as
/// their digits.
std::optional<Value> to_integer(Memory memory, std::string_view text);
std::optional<double> to_float(std::string_view text);
std::optional<bool> to_bool(std::string_view text) noexcept;

/// The bytes of a base64 text, in `memory`. Characters beyond its alphabet are skipped, as in
/// Python; nothing when padding is missing.
std::optional<std::string_view> from_base64(Memory memory, std::string_view text);

/// The base64 text of `bytes` in lines of 76 characters, each with its line end.
std::string to_base64(std::string_view bytes);

}  // namespace brine::support::yaml
