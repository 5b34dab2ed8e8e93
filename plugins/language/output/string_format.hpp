// SPDX-License-Identifier: Apache-2.0
//
// The functions of the module `out`: outputters for use in templates and states.
#pragma once

#include <brine/sdk.hpp>

#include <string>
#include <string_view>

namespace brine::output {

// The text that the outputter `out` makes of `data`. `opts` is the configuration to use, nil for
// the present one. An unknown outputter is logged and replaced by nested, as Salt does.
[[nodiscard]] std::string out_format(Call& call, Value data, std::string_view out, Value opts,
                                     Kwargs options);

// The same without escape sequences.
[[nodiscard]] std::string string_format(Call& call, Value data, std::string_view out, Value opts,
                                        Kwargs options);

// The same with "&nbsp;" for blanks and "<br />" for newlines.
[[nodiscard]] std::string html_format(Call& call, Value data, std::string_view out, Value opts,
                                      Kwargs options);

}  // namespace brine::output
