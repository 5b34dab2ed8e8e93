// SPDX-License-Identifier: Apache-2.0

#include <brine/support/msgpack.hpp>
#include <catch2/catch.hpp>

#include <string>

#include "canonical.hpp"
#include "random_values.hpp"

namespace {

using brine::Arena;
using brine::Value;
using brine::support::msgpack::pack;
using brine::support::msgpack::unpack;
using Catch::Matchers::Contains;
using namespace std::string_literals;

std::string refusal(const std::string& bytes,
                    const brine::support::msgpack::UnpackLimits& limits = {}) {
    Arena arena;
    try {
        static_cast<void>(unpack(arena.memory(), bytes, limits));
        return "accepted";
    } catch (const brine::Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("values are packed in their shortest form") {
    Arena arena;
    CHECK(pack(nullptr) == "\xC0");
    CHECK(pack(true) == "\xC3");
    CHECK(pack(5) == "\x05");
    CHECK(pack(-1) == "\xFF");
    CHECK(pack(200) == "\xCC\xC8");
    CHECK(pack(UINT64_MAX) == "\xCF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    CHECK(pack(1.5) == "\xCB\x3F\xF8\0\0\0\0\0\0"s);
    CHECK(pack("ab") ==
          "\xA2"
          "ab");
    CHECK(pack(Value::stable_bytes("ab")) ==
          "\xC4\x02"
          "ab");
    CHECK(pack(Value::list({})) == "\x90");
    CHECK(pack(brine::Map(arena.memory()).add("a", 1).value()) ==
          "\x81\xA1"
          "a\x01");
}

TEST_CASE("what is packed is unpacked again") {
    std::mt19937 random(20240119);
    Arena arena;
    for (int n = 0; n < 500; ++n) {
        const Value value = brine::test::random_value(arena.memory(), random, n % 6);
        const std::string bytes = pack(value);
        CHECK(brine::test::canonical(unpack(arena.memory(), bytes)) ==
              brine::test::canonical(value));
        // Every proper begin of a message is an incomplete one.
        for (std::size_t size = 0; size < bytes.size() && size < 50; ++size)
            CHECK(refusal(bytes.substr(0, size)) != "accepted");
    }
}

TEST_CASE("messages of other writers") {
    Arena arena;
    const auto load = [&](const std::string& bytes) {
        return brine::test::canonical(unpack(arena.memory(), bytes));
    };
    CHECK(load("\xCA\x3F\xC0\0\0"s) == brine::test::canonical(1.5));
    CHECK(load("\xD3\0\0\0\0\0\0\0\x05"s) == brine::test::canonical(5));
    CHECK(load("\xA2\xFF\xFE") == brine::test::canonical(Value::stable_bytes("\xFF\xFE")));
    CHECK(load("\x82\x01\x02\xC0\x03") ==
          brine::test::canonical(brine::Map(arena.memory()).add(1, 2).add(nullptr, 3).value()));
}

TEST_CASE("large maps are found by their index") {
    Arena arena;
    brine::Map map(arena.memory());
    for (int n = 0; n < 1000; ++n) map.add("k" + std::to_string(n), n);
    const Value copy = unpack(arena.memory(), pack(map.value()));
    CHECK((copy.raw().flags & BRINE_INDEXED) != 0);
    CHECK(copy["k777"] == 777);
}

TEST_CASE("malformed messages are refused") {
    CHECK_THAT(refusal(""), Contains("malformed or truncated"));
    CHECK_THAT(refusal("\xC1"), Contains("byte 0: malformed"));
    CHECK_THAT(refusal("\x92\x01"), Contains("malformed or truncated"));
    CHECK_THAT(refusal("\xDD\xFF\xFF\xFF\xFF\x01"), Contains("malformed or truncated"));
    CHECK_THAT(refusal("\xDF\xFF\xFF\xFF\xFF"), Contains("malformed or truncated"));
    CHECK_THAT(refusal("\xDB\xFF\xFF\xFF\xFF"
                       "abc"),
               Contains("malformed or truncated"));
    CHECK_THAT(refusal("\x01\x02"), Contains("1 bytes follow the message"));
    CHECK_THAT(refusal("\xD4\x05\x01"), Contains("the extension type 5 is not accepted"));
    CHECK_THAT(refusal("\xC7\0\xFF"s), Contains("the extension type -1 is not accepted"));
    CHECK_THAT(refusal("\x82\xA1"
                       "a\x01\xA1"
                       "a\x02"),
               Contains("the key 'a' twice in a map"));
    CHECK_THAT(refusal("\x81\x90\x01"), Contains("a list as the key of a map"));
    CHECK_THAT(refusal("\x81\x80\x01"), Contains("a map as the key of a map"));
    CHECK_THAT(refusal(std::string(1000, '\x91')), Contains("more than 512 levels of nesting"));
    CHECK_THAT(refusal("\x91\x91\x01", {.depth = 1}), Contains("more than 1 levels"));
    CHECK_THAT(refusal("\x91\x01", {.bytes = 1}), Contains("2 bytes, more than the limit of 1"));
}

TEST_CASE("what cannot be packed is refused") {
    brine_value unknown = brine_nil();
    unknown.type = 99;
    CHECK_THROWS_WITH(pack(Value(unknown)), Contains("the unknown type 99"));
    brine_value loop = brine_list(nullptr, 1);
    loop.as.items = &loop;
    CHECK_THROWS_WITH(pack(Value(loop)), Contains("nested too deeply"));
}
