// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/memory.hpp>
#include <brine/support/json.hpp>

#include <string_view>

namespace brine::output {

// A value written as JSON, with its memory.
class JsonData {
  public:
    explicit JsonData(std::string_view json)
        : value_(support::json::load(arena_.memory(), json, "data")) {}

    [[nodiscard]] const Value& value() const noexcept { return value_; }
    [[nodiscard]] Memory memory() noexcept { return arena_.memory(); }

  private:
    Arena arena_;
    Value value_;
};

}  // namespace brine::output
