// SPDX-License-Identifier: Apache-2.0
#include "call_result.hpp"

namespace brine::module {
namespace {

bool has_failure(const Value& map) {
    for (const Pair& pair : map.pairs()) {
        if (pair.key.str_or("") == "result" && pair.value.is_false()) return true;
        if (pair.value.is_map() && has_failure(pair.value)) return true;
    }
    return false;
}

}  // namespace

bool succeeded(const Value& returned) {
    if (returned.is_bool()) return returned.is_true();
    if (!returned.is_map()) return true;
    if (const Value* retcode = returned.find("retcode"); retcode != nullptr && *retcode)
        return false;
    if (const Value* result = returned.find("result"); result != nullptr && result->is_bool())
        return result->is_true();
    return !has_failure(returned);
}

}  // namespace brine::module
