// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/testing/literal.hpp>

#include <string>
#include <string_view>

namespace brine::testing {

// What a state function returned, known to keep the contract. Owns its data: views of it live as
// long as this object and copies of it.
class StateReturn {
  public:
    // `function` names the culprit. Failure when state_flaw() finds something.
    StateReturn(std::string_view function, const Value& data, bool test);

    [[nodiscard]] std::string_view name() const { return data_["name"].str(); }
    // true, false or, in test mode, nil.
    [[nodiscard]] Value result() const noexcept { return data_["result"]; }
    // The lines of a list of comments are joined by newlines.
    [[nodiscard]] std::string comment() const;
    // A map; what it holds is up to the state, usually {"old": ..., "new": ...} by name.
    [[nodiscard]] Value changes() const noexcept { return data_["changes"]; }
    // All of it, with the keys beyond the four.
    [[nodiscard]] const Value& data() const noexcept { return data_; }

    [[nodiscard]] bool succeeded() const noexcept { return result().is_true(); }
    [[nodiscard]] bool failed() const noexcept { return result().is_false(); }
    // Test mode: changes would be made.
    [[nodiscard]] bool pending() const noexcept { return result().is_nil(); }
    [[nodiscard]] bool changed() const noexcept { return changes().size() != 0; }

  private:
    Literal data_;
};

// What is wrong with return data by Salt's contract, or an empty string: a map with name (str),
// changes (map), result (bool or nil) and comment (str or list of str); nil is for test mode, and
// in test mode true means that nothing would change, so changes are empty then.
[[nodiscard]] std::string state_flaw(const Value& data, bool test);

}  // namespace brine::testing
