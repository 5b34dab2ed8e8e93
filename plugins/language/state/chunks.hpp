// SPDX-License-Identifier: Apache-2.0
//
// Low chunks: one call of a state function each.
#pragma once

#include "high.hpp"

#include <brine/build.hpp>

#include <string_view>
#include <vector>

namespace brine::state {

// Valid as long as the arena of the call that compiled it.
struct Chunk {
    Value low;   // the low data as Salt shows them: state, fun, name, __id__, arguments, ...
    Value name;  // a str, else the state fails
    std::string_view module;
    std::string_view function;
    std::string_view id;
    std::string_view environment;  // both empty for data that come from no SLS
    std::string_view sls;
    std::string_view tag;  // module_|-id_|-name_|-function, the key of its result

    [[nodiscard]] std::string_view name_text() const noexcept { return name.str_or(""); }
};

// A chunk from its low data; missing parts are empty.
[[nodiscard]] Chunk chunk_of(Memory memory, const Value& low);

// The chunks of high data that verify_high() has found nothing wrong with, in the order in which
// they are to run when no requisite says otherwise.
[[nodiscard]] std::vector<Chunk> compile_chunks(Memory memory, const High& high);

}  // namespace brine::state
