// SPDX-License-Identifier: Apache-2.0
#include "mod_init.hpp"

namespace brine::state {

void ModInit::before(const Chunk& chunk) {
    if (done_.contains(chunk.module)) return;
    if (!functions_.has(chunk.module, chunk.function)) return;
    if (!functions_.has(chunk.module, "mod_init")) {
        done_.insert(chunk.module);
        return;
    }
    const Pair kwargs[] = {{"low", chunk.low}};
    const std::string name = format("{}.mod_init", chunk.module);
    if (call_.invoke({.kind = "state",
                      .name = name,
                      .arguments = {.args = {}, .kwargs = kwargs},
                      .context = settings_.context,
                      .scoped = true}))
        done_.insert(chunk.module);
}

}  // namespace brine::state
