// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/state.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace brine::file {

// The result of a state while it takes shape: Salt's {"name", "changes", "comment", "result"}.
struct Report {
    Report(Memory memory, std::string_view shown_name) : name(shown_name), changes(memory) {}

    std::string name;
    Map changes;
    std::string comment = {};
    std::optional<bool> result = true;  // nothing: changes would be made
    bool skip_watch = false;            // do not run the watch function because of this

    // The state failed; changes made until then stay.
    Report& fail(std::string text) {
        result = false;
        comment = std::move(text);
        return *this;
    }

    [[nodiscard]] StateResult finish(const State& state) const;
};

}  // namespace brine::file
