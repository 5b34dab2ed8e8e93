// SPDX-License-Identifier: Apache-2.0
//
// JSON texts to values and back, with the conventions of Python's json module.
#pragma once

#include <brine/build.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace brine::support::json {

/// A text that is not JSON. what() is "SOURCE:LINE:COLUMN: what is wrong".
class Error : public brine::Error {
  public:
    Error(std::string_view source, std::size_t line, std::size_t column, std::string_view what);

    /// The name that was given to load().
    [[nodiscard]] const std::string& source() const noexcept { return source_; }
    /// Counted from 1; columns count bytes.
    [[nodiscard]] std::size_t line() const noexcept { return line_; }
    [[nodiscard]] std::size_t column() const noexcept { return column_; }

  private:
    std::string source_;
    std::size_t line_;
    std::size_t column_;
};

/// The value of a JSON text, in `memory` and independent of `text`. Maps keep the order of the
/// text; a key that comes again replaces the value of the first and keeps its place, as in
/// Python. `source` names the text in messages.
///
/// Throws Error for what is no JSON (RFC 8259: no comments, no NaN), for integers that do not fit
/// into 64 bits, and below max_depth levels of nesting.
Value load(Memory memory, std::string_view text, std::string_view source = "JSON");

/// The text that Python's json.dumps() makes. A negative `indent` puts everything on one line
/// with ", " and ": "; else each level is indented by that many spaces. `sort_keys` sorts by the
/// key's text in code points. `ascii` escapes everything beyond ASCII, as Python does unless told
/// otherwise. Keys that are no text become text as in Python (null, true, 1, 1.5); bytes are
/// written as text. Secrets are written in clear: what is serialised is the data.
///
/// Throws brine::Error that names the path of what JSON cannot express: text or bytes that are
/// not UTF-8, values of unknown types, and trees deeper than max_depth.
std::string dump(const Value& value, int indent = -1, bool sort_keys = false, bool ascii = true);

}  // namespace brine::support::json
