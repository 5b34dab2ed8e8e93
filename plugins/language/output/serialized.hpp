// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

#include <string>

namespace brine::output {

// JSON as the option output_indent asks for it: columns, negative or (when `configured`) nil for
// one line, "pretty" for four columns and sorted keys; four columns when it is not set. Error for
// any other value, and for what JSON cannot express.
[[nodiscard]] std::string json_text(const Value& data, const Value& indent, bool configured);

// YAML in block style, indented by output_indent columns; in flow style when that is negative.
// Error for an output_indent that is no number.
[[nodiscard]] std::string yaml_text(const Value& data, const Value& indent);

}  // namespace brine::output
