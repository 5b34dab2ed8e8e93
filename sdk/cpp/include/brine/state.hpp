// SPDX-License-Identifier: Apache-2.0
//
// State: the call of a state function, with Salt's return data made for it. A state looks,
// records what is to change, stops in test mode, and acts:
//
//     StateResult present(State& state, std::string_view name) {
//         if (exists(name)) return state.ok("{} is present", name);
//         state.change(name, nullptr, "new");
//         if (state.test()) return state.pending("{} would be made", name);
//         make(name);
//         return state.done("{} was made", name);
//     }
#pragma once

#include <brine/convert.hpp>

#include <string>
#include <string_view>

namespace brine {
inline namespace v1 {

// What a state function returns: {"name", "changes", "result", "comment"} as Salt defines it.
struct StateResult {
    Value map;
};

class State : public Call {
  public:
    // `name` is the state's name argument and outlives this object.
    State(brine_call* raw, std::string_view name) : Call(raw), name_(name), changes_(memory()) {}

    [[nodiscard]] std::string_view name() const noexcept { return name_; }

    // Records a change: changes[key] = {"old": before, "new": after}.
    void change(std::string_view key, const Value& before, const Value& after) {
        changes_.set(key, map({{"old", before}, {"new", after}}));
    }
    // Records a change in a form of the state's own: changes[key] = value.
    void note(std::string_view key, const Value& value) { changes_.set(key, value); }
    [[nodiscard]] bool changed() const noexcept { return !changes_.empty(); }

    // Nothing was to do. Changes recorded so far are dropped.
    template <class... Args>
    StateResult ok(std::string_view pattern, const Args&... args) {
        return result(true, format(pattern, args...), map({}));
    }
    // Test mode: the recorded changes would be made.
    template <class... Args>
    StateResult pending(std::string_view pattern, const Args&... args) {
        return result(nullptr, format(pattern, args...), changes_.value());
    }
    // The recorded changes were made.
    template <class... Args>
    StateResult done(std::string_view pattern, const Args&... args) {
        return result(true, format(pattern, args...), changes_.value());
    }
    // It did not work; the changes recorded until then did happen.
    template <class... Args>
    StateResult fail(std::string_view pattern, const Args&... args) {
        return result(false, format(pattern, args...), changes_.value());
    }
    // Any other combination.
    StateResult result(const Value& outcome, std::string_view comment, const Value& changes) {
        return {map(
            {{"name", name_}, {"changes", changes}, {"result", outcome}, {"comment", comment}})};
    }

  private:
    std::string_view name_;
    Map changes_;
};

template <>
struct Convert<StateResult> {
    static Value to(const Call&, const StateResult& result) { return result.map; }
};

}  // namespace v1
}  // namespace brine
