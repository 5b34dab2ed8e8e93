// SPDX-License-Identifier: Apache-2.0
#include "report.hpp"

namespace brine::file {

StateResult Report::finish(const State& state) const {
    Map map = state.map();
    map.add("name", name);
    map.add("changes", changes.value());
    map.add("result", result);
    map.add("comment", comment);
    if (skip_watch) map.add("skip_watch", true);
    return {map.value()};
}

}  // namespace brine::file
