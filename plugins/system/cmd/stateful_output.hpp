// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>

#include <string>
#include <string_view>

namespace brine::cmd {

// How a state ends whose command tells itself what it changed (`stateful: true`).
struct StatefulReport {
    bool understood = true;  // if not, the state fails
    Value comment = "";
    Value changes = {};  // a map
};

// Reads the report of a command from its result, the map that cmd.run_all gives or an empty one.
// The report is a JSON object, or the last line of the output with words of the form NAME=VALUE.
// Its `changed` decides whether there are changes, `comment` is the comment, and the other names
// are changes beside those of the result. Throws Error when `changed` is no truth value.
[[nodiscard]] StatefulReport read_stateful_output(Memory memory, const Value& result);

}  // namespace brine::cmd
