// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/support/glob.hpp>
#include <brine/value.hpp>

#include <string_view>
#include <vector>

namespace brine::file {

// The argument exclude_pat: a glob, or a list of globs, for paths relative to a directory.
class PathPatterns {
  public:
    // BadArgument for regular expressions ("E@..."), which this version does not know.
    explicit PathPatterns(const Value& patterns);

    [[nodiscard]] bool matches(std::string_view relative_path) const;

  private:
    std::vector<support::Glob> globs_;
};

}  // namespace brine::file
