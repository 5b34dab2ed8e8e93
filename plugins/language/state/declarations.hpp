// SPDX-License-Identifier: Apache-2.0
//
// From what one SLS renders to, to high data: the short ways of writing are made long.
#pragma once

#include "high.hpp"

namespace brine::state {

// Where data come from.
struct Origin {
    std::string_view environment;  // both empty when it is no SLS
    std::string_view sls;
    std::string_view kind;  // with `name`, what messages call it: "SLS", "template"
    std::string_view name;
    const Places& places;

    [[nodiscard]] std::string plain() const;   // SLS web
    [[nodiscard]] std::string quoted() const;  // SLS 'web'
};

struct ParsedSls {
    High high;
    std::vector<Value> includes;
};

// `data` is the map that an SLS renders to. What is wrong with its form goes to `errors`, or is
// left in the result for verify().
[[nodiscard]] ParsedSls parse_sls(Memory memory, const Value& data, const Origin& origin,
                                  Errors& errors);

}  // namespace brine::state
