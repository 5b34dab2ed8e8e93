// SPDX-License-Identifier: Apache-2.0
#include "pattern.hpp"

#include <brine/format.hpp>

#include <algorithm>

namespace brine::file {
namespace {

std::variant<support::Glob, support::Regex> pattern_of(const Value& pattern) {
    constexpr std::string_view regex_mark = "E@";
    const std::string text = to_text(pattern);
    if (text.starts_with(regex_mark))
        return support::Regex(std::string_view(text).substr(regex_mark.size()), {.bytes = true});
    return support::Glob(text);
}

}  // namespace

PathPatterns::PathPatterns(const Value& patterns) {
    if (patterns.is_list()) {
        for (const Value& pattern : patterns.items()) patterns_.push_back(pattern_of(pattern));
    } else if (patterns) {
        patterns_.push_back(pattern_of(patterns));
    }
}

bool PathPatterns::matches(std::string_view relative_path) const {
    return std::any_of(patterns_.begin(), patterns_.end(), [&](const auto& pattern) {
        if (const auto* glob = std::get_if<support::Glob>(&pattern))
            return glob->matches(relative_path);
        return std::get<support::Regex>(pattern).search(relative_path).has_value();
    });
}

}  // namespace brine::file
