// SPDX-License-Identifier: Apache-2.0
//
// Builds a value from a parser's events in linear time: open containers lie on one stack and move
// to the memory of the result as a whole when they end.
#pragma once

#include <brine/build.hpp>

#include <cstddef>
#include <vector>

namespace brine::support::json {

class Builder {
  public:
    explicit Builder(Memory memory) noexcept : memory_(memory) {}

    // Adds a scalar: an item, a key or a value of the innermost open container, or the root.
    void add(const Value& value) { stack_.push_back(value); }
    // Adds text that goes away.
    void add_copy(std::string_view text) { add(Value::stable(memory_.copy(text))); }

    void open() { starts_.push_back(stack_.size()); }
    void close_list();
    // A key that comes again replaces the value of the first.
    void close_map();

    [[nodiscard]] std::size_t depth() const noexcept { return starts_.size(); }
    [[nodiscard]] const Value& root() const { return stack_.front(); }

  private:
    // Takes the content of the innermost container from the stack, in `room`.
    std::size_t pop_start();

    Memory memory_;
    std::vector<Value> stack_;
    std::vector<std::size_t> starts_;  // of the open containers in stack_
};

}  // namespace brine::support::json
