// SPDX-License-Identifier: Apache-2.0
//
// Values as MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md), for where bytes
// leave the process.
#pragma once

#include <brine/build.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace brine::support::msgpack {

/// The bytes of a tree: integers in their shortest form, floats always as such. Flags are not
/// written: a secret arrives as ordinary data, so who sends one has to know where it goes. Error
/// when the tree is deeper than max_depth or has a value of an unknown type.
[[nodiscard]] std::string pack(const Value& value);

struct UnpackLimits {
    int depth = max_depth;                     // levels of lists and maps
    std::size_t bytes = std::size_t{1} << 30;  // of the message
};

/// The tree of exactly one message, in `memory` and independent of `bytes`. It takes memory in
/// proportion to the bytes that are there, whatever sizes they claim. A raw text that is not UTF-8
/// (as writers before MessagePack 2 made for all bytes) becomes bytes. Error for anything
/// malformed, truncated or beyond the limits, for bytes behind the message, for extension types,
/// and for maps with a key twice or with a list or map as a key.
[[nodiscard]] Value unpack(Memory memory, std::string_view bytes, const UnpackLimits& limits = {});

}  // namespace brine::support::msgpack
