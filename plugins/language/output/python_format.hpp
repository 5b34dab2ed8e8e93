// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace brine::output {

// Python's pattern.format(...): `field` answers the value of a replacement field, "0" or
// "6[start_time]". Knows the conversions !s and !r and the presentation
// [[fill]align][width][.precision][type s]. Throws Error for a pattern that Python's format does
// not take or that needs more than this.
[[nodiscard]] std::string format_fields(std::string_view pattern,
                                        const std::function<Value(std::string_view)>& field);

}  // namespace brine::output
