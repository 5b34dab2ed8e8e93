// SPDX-License-Identifier: Apache-2.0
//
// The context that a test sets up, and how a path is followed through a value.
#pragma once

#include <brine/build.hpp>

#include <mutex>
#include <optional>
#include <string_view>

namespace brine::testing {

// Follows "a:b:0" from `value`: keys of maps (as text, else as the number it spells), positions in
// lists (negative ones from the end). An empty path is the value itself.
[[nodiscard]] std::optional<Value> at_path(Value value, std::string_view path);

// All members may be used from any thread. Values live as long as the context.
class Context {
  public:
    // Puts a copy of `value` at the path; maps on the way are made.
    void set(std::string_view path, const Value& value);

    [[nodiscard]] std::optional<Value> find(std::string_view path) const;

  private:
    mutable std::mutex mutex_;
    Arena arena_;
    Value root_ = Value::map({});
};

}  // namespace brine::testing
