// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "brine/support/signature.hpp"

namespace brine::support {

/// Reads a parameter list from left to right.
class SignatureParser {
  public:
    explicit SignatureParser(std::string_view text) : text_(text) {}

    Signature run();

  private:
    void parameter();
    Parameter::Kind stars();
    std::string_view name();
    void type(Parameter& parameter);
    void fallback(Parameter& parameter);
    void check_order(const Parameter& parameter, std::size_t start);
    void add(Parameter parameter);

    void skip_space();
    bool take(char wanted);
    [[nodiscard]] bool done() const noexcept { return at_ == text_.size(); }
    [[noreturn]] void expected(std::string_view what) const;
    [[noreturn]] void fail(std::size_t at, const std::string& what) const;

    std::string_view text_;
    std::size_t at_ = 0;
    Signature signature_;
};

/// The types that "str|nil" names, as in Parameter::types; 0 when a part of it names none.
std::uint32_t type_bits(std::string_view types);

/// The bits of a value's own type, and of float for an int.
std::uint32_t accepted_as(const Value& value) noexcept;

}  // namespace brine::support
