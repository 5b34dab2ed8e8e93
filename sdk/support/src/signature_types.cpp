// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "brine/support/text.hpp"
#include "signature_parser.hpp"

namespace brine::support {
namespace {

constexpr std::uint32_t bit(std::uint32_t type) { return 1U << type; }

struct NamedType {
    std::string_view name;
    std::uint32_t bits;
};

constexpr std::array named_types{
    NamedType{"any", ~0U},
    NamedType{"nil", bit(BRINE_NIL)},
    NamedType{"bool", bit(BRINE_BOOL)},
    NamedType{"int", bit(BRINE_INT) | bit(BRINE_UINT)},
    NamedType{"float", bit(BRINE_FLOAT)},
    NamedType{"str", bit(BRINE_STR)},
    NamedType{"bytes", bit(BRINE_BYTES)},
    NamedType{"list", bit(BRINE_LIST)},
    NamedType{"map", bit(BRINE_MAP)},
};

std::uint32_t bits_of_one(std::string_view name) {
    for (const NamedType& type : named_types)
        if (type.name == name) return type.bits;
    return 0;
}

}  // namespace

std::uint32_t type_bits(std::string_view types) {
    std::uint32_t all = 0;
    for (const std::string_view part : split(types, '|')) {
        const std::uint32_t bits = bits_of_one(strip(part));
        if (bits == 0) return 0;
        all |= bits;
    }
    return all;
}

std::uint32_t accepted_as(const Value& value) noexcept {
    const std::uint32_t type = value.raw().type;
    if (type == BRINE_INT || type == BRINE_UINT) return bit(type) | bit(BRINE_FLOAT);
    return type < 32 ? bit(type) : 0;
}

bool type_fits(std::string_view types, const Value& value) {
    const std::uint32_t bits = type_bits(types);
    if (bits == 0) throw Error("'" + std::string(types) + "' names no type");
    return bits == ~0U || (bits & accepted_as(value)) != 0;
}

}  // namespace brine::support
