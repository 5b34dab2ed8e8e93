// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/build.hpp>
#include <brine/support/text.hpp>

#include <cstring>

#include "bytes.hpp"

namespace brine::fuzz {

/// Any sound value, made of the bytes of an input. All numbers but NaN, which differs from itself.
inline Value make_value(Memory memory, Bytes& bytes, int depth) {
    const std::uint8_t kind = bytes.next();
    switch (kind % 9) {
        case 0:
            return nullptr;
        case 1:
            return kind % 2 == 0;
        case 2:
        case 3: {
            std::uint64_t bits = 0;
            for (int n = 0; n < 8; ++n) bits = bits << 8U | bytes.next();
            if (kind % 9 == 2) return bits;
            double number = 0;
            std::memcpy(&number, &bits, sizeof number);
            return number == number ? Value(number) : Value(0.5);
        }
        case 4:
            return static_cast<std::int8_t>(bytes.next());
        case 5:
        case 6: {
            const std::string_view content = memory.copy(bytes.take(bytes.next()));
            const bool text = kind % 9 == 5 && support::utf8_valid(content);
            return text ? Value::stable(content) : Value::stable_bytes(content);
        }
        default:
            break;
    }
    if (depth == 0) return "leaf";
    const std::size_t size = bytes.next() % 24;
    if (kind % 9 == 7) {
        List list(memory);
        for (std::size_t n = 0; n < size; ++n) list.add(make_value(memory, bytes, depth - 1));
        return list.value();
    }
    Map map(memory);
    for (std::size_t n = 0; n < size; ++n) {
        const Value key = make_value(memory, bytes, 0);
        map.set(key, make_value(memory, bytes, depth - 1));
    }
    return map.value();
}

}  // namespace brine::fuzz
