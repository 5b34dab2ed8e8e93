// SPDX-License-Identifier: Apache-2.0
//
// Text as Python makes it, which is what Salt's outputters print: str(), repr(), splitlines(),
// strip() and the order of keys. All text is UTF-8; widths count code points.
#pragma once

#include <brine/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brine::output {

// str(value). Values marked secret show as stars, at any depth.
[[nodiscard]] std::string to_str(const Value& value);

// repr(value), for int, float, str, bytes, list and dict alike.
[[nodiscard]] std::string repr(const Value& value);

// repr() of a float: the shortest digits that read back, exponents from 1e16 and below 1e-4.
[[nodiscard]] std::string repr(double number);

// text.splitlines(): also splits at \v, \f, \x1c to \x1e, U+0085, U+2028 and U+2029. The parts
// point into `text`.
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text, bool keep_ends);

// text.split(separator); `separator` is not empty.
[[nodiscard]] std::vector<std::string> split(std::string_view text, std::string_view separator);

// Without the white space at both ends, the left end, the right end.
[[nodiscard]] std::string_view strip(std::string_view text);
[[nodiscard]] std::string_view strip_left(std::string_view text);
[[nodiscard]] std::string_view strip_right(std::string_view text);

[[nodiscard]] std::string replace_all(std::string_view text, std::string_view from,
                                      std::string_view to);

// Code points in `text`.
[[nodiscard]] std::size_t length(std::string_view text);

// The byte offset of code point `index`, or the size of `text` when there are fewer.
[[nodiscard]] std::size_t offset_of(std::string_view text, std::size_t index);

// Padded with spaces to `width` code points.
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t width);
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t width);

// Whether Python orders values of these two keys: numbers with numbers, text with text.
[[nodiscard]] bool comparable(const Value& a, const Value& b);
// a < b for comparable values.
[[nodiscard]] bool less(const Value& a, const Value& b);

}  // namespace brine::output
