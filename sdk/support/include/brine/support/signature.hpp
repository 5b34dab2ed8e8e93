// SPDX-License-Identifier: Apache-2.0
//
// Signature: the declared parameters of a function, and how the arguments of a call are laid out
// for it. The grammar is at brine_function.params in <brine/abi.h>.
#pragma once

#include <brine/call.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace brine::support {

/// One declared parameter.
struct Parameter {
    enum class Kind { normal, rest, kwargs };

    std::string name;  // without the stars
    Kind kind = Kind::normal;
    std::uint32_t types = ~0U;  // bit 1 << BRINE_x per accepted type; any: all ones
    bool required = false;
    Value default_value;       // lives as long as the Signature; nil when required
    std::string type_text;     // "str|nil"; "any" when none was declared
    std::string default_text;  // as declared; empty when there is none
};

/// Whether `value` may be passed where `types` ("any", "str|nil") is declared. An int fits a
/// float. Throws brine::Error when `types` names no type.
bool type_fits(std::string_view types, const Value& value);

/// Immutable once parsed, so it may be used by several threads at once.
class Signature {
  public:
    /// No parameters.
    Signature() = default;

    /// Throws brine::Error that names the column and what was expected there.
    static Signature parse(std::string_view text);

    [[nodiscard]] std::span<const Parameter> parameters() const noexcept { return parameters_; }

    /// As declared.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    /// One value per parameter, in declared order and in `memory`; the `*rest` parameter is a
    /// list, the `**kwargs` parameter a map. Parameters before `*rest` are given by position or
    /// keyword, those after it by keyword only. Short-lived texts among the arguments themselves
    /// are copied; lists and maps are referred to. An int that is passed for a float becomes one.
    ///
    /// Throws BadArgument that names `function`, the parameter and what it takes.
    const Value* bind(Memory memory, std::string_view function, const Arguments& arguments) const;

  private:
    friend class SignatureParser;
    friend class Binding;

    // What binding reads of a normal parameter, packed: this is the path of every call.
    struct Slot {
        const char* name;
        std::uint32_t name_size;
        std::uint32_t types;
        Value fallback;  // Binding::unset when there is no default
    };

    static constexpr std::uint32_t none = ~0U;

    std::string text_;
    std::vector<Parameter> parameters_;
    std::vector<Slot> slots_;       // one per parameter
    std::uint32_t positional_ = 0;  // how many, from the first on, can be given by position
    std::uint32_t rest_ = none;     // place of *rest
    std::uint32_t kwargs_ = none;   // place of **kwargs
    Arena arena_;                   // names and default values
};

}  // namespace brine::support
