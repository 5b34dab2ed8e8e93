// SPDX-License-Identifier: Apache-2.0
//
// Small helpers for lists in answers.
#pragma once

#include <brine/sdk.hpp>

#include <string>
#include <vector>

namespace brine::spm {

[[nodiscard]] inline Value value_list(Call& call, const std::vector<Value>& values) {
    List list(call.memory());
    for (const Value& value : values) list.add(value);
    return list.value();
}

[[nodiscard]] inline Value texts_value(Call& call, const std::vector<std::string>& texts) {
    List list(call.memory());
    for (const std::string& text : texts) list.add(text);
    return list.value();
}

}  // namespace brine::spm
