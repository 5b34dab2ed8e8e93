// SPDX-License-Identifier: Apache-2.0
#include "progress.hpp"

#include <algorithm>

namespace brine::state {

void Progress::started(const Chunk& chunk, std::size_t number) {
    const std::string function = format("{}.{}", chunk.module, chunk.function);
    call_.emit(format("brine/state/{}/start", settings_.jid),
               call_.map({{"run_num", number},
                          {"total", std::max(total_, number)},
                          {"function", function},
                          {"id", Value::stable(chunk.id)},
                          {"name", chunk.name}}));
}

void Progress::finished(const Chunk& chunk, const Result& result) {
    const Value event = chunk.low["fire_event"];
    const Value ret = result.map;
    if (event.is_true() || event.is_str()) {
        call_.emit(format("salt/state_result/{}/{}/{}", settings_.jid, settings_.minion_id,
                          event.is_str() ? event : result.map["name"]),
                   call_.map({{"data", call_.map({{"ret", ret}})}}));
        return;
    }
    call_.emit(format("salt/job/{}/prog/{}/{}", settings_.jid, settings_.minion_id,
                      result.map["__run_num__"]),
               call_.map({{"data", call_.map({{"ret", ret}, {"len", total_}})}}));
}

}  // namespace brine::state
