// SPDX-License-Identifier: Apache-2.0
//
// Messages between processes of Brine: a size (32 bit, least significant byte first) and that
// many bytes of MessagePack holding one map.
#pragma once

#include <brine/build.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace brine::core {

// A peer that announces more than this is refused: nothing legitimate is so large.
inline constexpr std::uint32_t max_frame = 256U << 20U;  // bytes
inline constexpr std::size_t frame_head = 4;             // bytes

// Head and body. Error when the message is larger than max_frame.
[[nodiscard]] std::string encode_frame(const Value& message);

// The size that a head announces. Error above max_frame.
[[nodiscard]] std::uint32_t decode_head(const char* head);

// The map in a body, copied to `memory`. Error when it is no well-formed map.
[[nodiscard]] Value decode_body(Memory memory, std::string_view body);

// Blocking exchange over a descriptor that the caller owns. Throw std::system_error when it
// breaks, and Error when the peer sends what is no frame.
void write_frame(int descriptor, const Value& message);
// nullopt at a clean end of the stream.
[[nodiscard]] std::optional<Value> read_frame(int descriptor, Memory memory);

}  // namespace brine::core
