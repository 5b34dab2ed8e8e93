// SPDX-License-Identifier: Apache-2.0
#include "pattern.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>

#include <algorithm>

namespace brine::file {
namespace {

support::Glob glob_of(const Value& pattern) {
    const std::string_view text = pattern.str();
    if (text.starts_with("E@"))
        throw BadArgument(format("'{}': exclude_pat takes globs, not regular expressions", text));
    return support::Glob(text);
}

}  // namespace

PathPatterns::PathPatterns(const Value& patterns) {
    if (patterns.is_list()) {
        for (const Value& pattern : patterns.items()) globs_.push_back(glob_of(pattern));
    } else if (patterns) {
        globs_.push_back(glob_of(patterns));
    }
}

bool PathPatterns::matches(std::string_view relative_path) const {
    return std::any_of(globs_.begin(), globs_.end(),
                       [&](const support::Glob& glob) { return glob.matches(relative_path); });
}

}  // namespace brine::file
