// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/support/glob.hpp>
#include <brine/support/regex.hpp>
#include <brine/value.hpp>

#include <string_view>
#include <variant>
#include <vector>

namespace brine::file {

// The arguments exclude_pat and include_pat: a glob, a regular expression behind "E@", or a list
// of these, for paths relative to a directory.
class PathPatterns {
  public:
    // Throws std::invalid_argument for a bad regular expression.
    explicit PathPatterns(const Value& patterns);

    // Whether any of them fits the path; regular expressions fit anywhere in it.
    [[nodiscard]] bool matches(std::string_view relative_path) const;
    [[nodiscard]] bool empty() const noexcept { return patterns_.empty(); }

  private:
    std::vector<std::variant<support::Glob, support::Regex>> patterns_;
};

}  // namespace brine::file
