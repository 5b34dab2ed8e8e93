// SPDX-License-Identifier: Apache-2.0
#include "canonical.hpp"

#include <cmath>
#include <cstring>

#include "support/python_oracle.hpp"

namespace brine::test {

using support::test::to_hex;

std::string canonical(const Value& value) {
    std::string text;
    switch (value.type()) {
        case Type::nil:
            return "n";
        case Type::boolean:
            return value.is_true() ? "T" : "F";
        case Type::integer:
            return "i" + std::to_string(value.raw().as.i);
        case Type::unsigned_integer:
            return "i" + std::to_string(value.raw().as.u);
        case Type::floating: {
            std::string bytes;
            std::uint64_t bits = 0;
            if (std::isnan(value.raw().as.f)) return "fnan";
            std::memcpy(&bits, &value.raw().as.f, sizeof bits);
            for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(bits >> shift);
            return "f" + to_hex(bytes);
        }
        case Type::string:
            return "s" + to_hex(value.str());
        case Type::bytes:
            return "y" + to_hex(value.bytes());
        case Type::list:
            text = "[";
            for (const Value& item : value.items()) text += canonical(item) + ",";
            return text + "]";
        case Type::map:
            text = "{";
            for (const Pair& pair : value.pairs())
                text += canonical(pair.key) + ":" + canonical(pair.value) + ",";
            return text + "}";
    }
    return "?";
}

const std::string_view canonical_in_python = R"py(
import struct
def canonical(v):
    if v is None: return 'n'
    if v is True: return 'T'
    if v is False: return 'F'
    if isinstance(v, int):
        return 'i%d' % v if -2**63 <= v < 2**64 else 's' + to_hex(str(v).encode())
    if isinstance(v, float): return 'fnan' if v != v else 'f' + struct.pack('>d', v).hex()
    if isinstance(v, str): return 's' + to_hex(v.encode())
    if isinstance(v, bytes): return 'y' + to_hex(v)
    if isinstance(v, dict):
        return '{' + ''.join(canonical(k) + ':' + canonical(x) + ',' for k, x in v.items()) + '}'
    return '[' + ''.join(canonical(x) + ',' for x in v) + ']'
)py";

}  // namespace brine::test
