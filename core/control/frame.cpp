// SPDX-License-Identifier: Apache-2.0
#include "core/control/frame.hpp"

#include <brine/format.hpp>
#include <brine/support/msgpack.hpp>

#include <array>
#include <cerrno>
#include <system_error>

#include <sys/socket.h>
#include <unistd.h>

namespace brine::core {
namespace {

// MSG_NOSIGNAL on sockets, plain write elsewhere: a peer that went away is an error, no signal.
ssize_t write_some(int descriptor, std::string_view bytes) {
    const ssize_t sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0 || errno != ENOTSOCK) return sent;
    return ::write(descriptor, bytes.data(), bytes.size());
}

// Fills `room` as far as the stream goes; answers how far.
std::size_t read_all(int descriptor, char* room, std::size_t size) {
    std::size_t done = 0;
    while (done < size) {
        const ssize_t got = ::read(descriptor, room + done, size - done);
        if (got == 0) break;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0)
            throw std::system_error(errno, std::generic_category(), "cannot read a message");
        done += static_cast<std::size_t>(got);
    }
    return done;
}

}  // namespace

std::string encode_frame(const Value& message) {
    const std::string body = support::msgpack::pack(message);
    if (body.size() > max_frame)
        throw Error(
            format("a message of {} bytes is larger than the {} allowed", body.size(), max_frame));
    std::string frame(frame_head, '\0');
    for (std::size_t n = 0; n < frame_head; ++n)
        frame[n] = static_cast<char>(body.size() >> (8 * n) & 0xFFU);
    return frame + body;
}

std::uint32_t decode_head(const char* head) {
    std::uint32_t size = 0;
    for (std::size_t n = 0; n < frame_head; ++n)
        size |= std::uint32_t{static_cast<unsigned char>(head[n])} << (8 * n);
    if (size > max_frame)
        throw Error(format("a message of {} bytes is larger than the {} allowed", size, max_frame));
    return size;
}

Value decode_body(Memory memory, std::string_view body) {
    const Value message = support::msgpack::unpack(memory, body);
    if (!message.is_map()) throw Error("a message is a map, this is " + message.described());
    return message;
}

void write_frame(int descriptor, const Value& message) {
    const std::string frame = encode_frame(message);
    std::string_view left = frame;
    while (!left.empty()) {
        const ssize_t sent = write_some(descriptor, left);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0)
            throw std::system_error(errno, std::generic_category(), "cannot send a message");
        left.remove_prefix(static_cast<std::size_t>(sent));
    }
}

std::optional<Value> read_frame(int descriptor, Memory memory) {
    std::array<char, frame_head> head{};
    const std::size_t got = read_all(descriptor, head.data(), head.size());
    if (got == 0) return std::nullopt;
    if (got < head.size()) throw Error("the stream ends within a message");
    std::string body(decode_head(head.data()), '\0');
    if (read_all(descriptor, body.data(), body.size()) < body.size())
        throw Error("the stream ends within a message");
    return decode_body(memory, body);
}

}  // namespace brine::core
