// SPDX-License-Identifier: Apache-2.0
#include "core/control/frame.hpp"

#include <brine/support/unique_fd.hpp>

#include <catch2/catch.hpp>

#include <string>
#include <thread>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace {

using brine::Arena;
using brine::Map;
using brine::Value;
using namespace brine::core;

struct Ends {
    Ends() {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw std::bad_alloc();
        near = ends[0];
        far = ends[1];
    }
    Ends(const Ends&) = delete;
    Ends& operator=(const Ends&) = delete;
    ~Ends() {
        ::close(near);
        close_far();
    }
    void close_far() { ::close(std::exchange(far, -1)); }
    void send(std::string_view bytes) const {
        CHECK(::write(far, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }

    int near = -1;
    int far = -1;
};

TEST_CASE("messages arrive as they were sent") {
    Ends ends;
    Arena arena;
    const Value small = Map(arena.memory()).add("op", "jobs").value();
    const std::string megabytes(3'000'000, 'x');
    const Value large = Map(arena.memory()).add("text", megabytes).value();
    std::thread writer([&] {
        write_frame(ends.far, small);
        write_frame(ends.far, large);
        ends.close_far();
    });
    CHECK(read_frame(ends.near, arena.memory()).value() == small);
    CHECK(read_frame(ends.near, arena.memory()).value()["text"].str() == megabytes);
    CHECK_FALSE(read_frame(ends.near, arena.memory()).has_value());
    writer.join();
}

TEST_CASE("a stream that ends within a message is an error") {
    Arena arena;
    const std::string frame = encode_frame(Map(arena.memory()).add("a", 1).value());
    for (std::size_t size = 1; size < frame.size(); ++size) {
        Ends ends;
        ends.send(std::string_view(frame).substr(0, size));
        ends.close_far();
        CHECK_THROWS_WITH(read_frame(ends.near, arena.memory()),
                          "the stream ends within a message");
    }
}

TEST_CASE("what is no message is refused before memory is spent on it") {
    Ends ends;
    Arena arena;
    ends.send("\xFF\xFF\xFF\xFF");
    CHECK_THROWS_WITH(read_frame(ends.near, arena.memory()),
                      "a message of 4294967295 bytes is larger than the 268435456 allowed");
    CHECK(decode_head("\x01\x02\x00\x00") == 513);
}

TEST_CASE("the body of a message is one map and nothing else") {
    Arena arena;
    CHECK_THROWS_WITH(decode_body(arena.memory(), "\x05"), "a message is a map, this is an int");
    CHECK_THROWS_WITH(decode_body(arena.memory(), ""), Catch::Contains("malformed or truncated"));
    CHECK_THROWS_AS(decode_body(arena.memory(), "\xC1"), brine::Error);
    CHECK_THROWS_WITH(decode_body(arena.memory(), "\x80\x80"),
                      "MessagePack: 1 bytes follow the message");
}

TEST_CASE("a peer that is gone is an error, not a signal") {
    Ends ends;
    ends.close_far();
    Arena arena;
    const Value message = Map(arena.memory()).add("a", 1).value();
    CHECK_THROWS_WITH(write_frame(ends.near, message), Catch::Contains("cannot send a message"));
}

}  // namespace
