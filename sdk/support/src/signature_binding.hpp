// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "brine/support/signature.hpp"

namespace brine::support {

/// The arguments of one call on their way into their places. All that is allocated is one block:
/// the values, the items of *rest, the pairs of **kwargs, the copied texts.
class Binding {
  public:
    Binding(const Signature& signature, std::string_view function, const Arguments& arguments)
        : signature_(signature), function_(function), arguments_(arguments) {}

    const Value* run(Memory memory);

    /// What stands in a place until it is given a value. No value of a plugin has this type.
    static Value unset() noexcept {
        brine_value raw = brine_nil();
        raw.type = 0xFF;
        return Value(raw);
    }
    static bool is_unset(const Value& value) noexcept { return value.raw().type == 0xFF; }

    /// An int as a float when `types` take floats and no ints; other values as they are.
    static Value fitted(const Value& value, std::uint32_t types) noexcept;

  private:
    void allocate(Memory memory);
    void bind_positional();
    void bind_keywords();
    void fill_in_defaults();
    void finish_kwargs(Memory memory);
    void place(std::uint32_t where, const Value& value);
    [[nodiscard]] std::uint32_t find(const Value& key, std::uint32_t guess) const noexcept;
    Value settled(const Value& value) noexcept;

    [[noreturn]] void fail_type(std::uint32_t where, const Value& value) const;
    [[noreturn]] void fail_too_many() const;
    [[noreturn]] void fail_unknown(const Value& key) const;
    [[noreturn]] void fail_twice(const Value& key) const;
    [[noreturn]] void fail_missing() const;

    const Signature& signature_;
    std::string_view function_;
    const Arguments& arguments_;
    Value* values_ = nullptr;
    Value* rest_ = nullptr;
    Pair* extra_ = nullptr;  // what goes into **kwargs
    std::uint32_t extra_size_ = 0;
    char* texts_ = nullptr;
};

}  // namespace brine::support
