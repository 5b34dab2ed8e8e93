// SPDX-License-Identifier: Apache-2.0
//
// What happens between a caller and a function: arguments, errors, depth, memory, context.
#include "host_fixture.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace brine::core;
using namespace brine::core::test;
using namespace brine::literals;
using brine::Call;
using brine::Pair;
using brine::Plugin;
using brine::Value;

std::int64_t deeper(Call& call, std::int64_t left) {
    if (left == 0) return 0;
    return 1 + call.call("t.deeper", {{"left", left - 1}}).integer();
}

brine_status raw_throw(void*, brine_call*, const brine_value*, brine_value*) {
    throw std::runtime_error("across the ABI");
}
brine_status silent_failure(void*, brine_call*, const brine_value*, brine_value*) {
    return BRINE_FAILED;
}
brine_status bad_value(void*, brine_call*, const brine_value*, brine_value* result) {
    static constexpr brine_value items[] = {{BRINE_STR, 0, 0, 1, {.bytes = "\xFF"}}};
    *result = brine_list(items, 1);
    return BRINE_OK;
}

void functions(Plugin& plugin) {
    plugin.exec("t.deeper", deeper, "left"_a);
    plugin.exec(
        "t.join",
        [](Call&, std::string_view a, std::int64_t b) { return brine::format("{}-{}", a, b); },
        "a"_a, "b"_a = 7);
    plugin.exec(
        "t.throw",
        [](Call&, int kind) -> int {
            if (kind == 0) throw brine::BadArgument("bad");
            if (kind == 1) throw std::runtime_error("standard");
            if (kind == 2) throw 5;
            if (kind == 3) throw brine::Cancelled();
            throw std::bad_alloc();
        },
        "kind"_a);
    plugin.exec(
        "t.big",
        [](Call& call, std::int64_t bytes) {
            return call.str(std::string(static_cast<std::size_t>(bytes), 'x')).size();
        },
        "bytes"_a);
    plugin.exec("t.rethrow", [](Call& call) { return call.call("t.throw", {{"kind", 1}}); });
    plugin.exec(
        "t.lookup", [](Call& call, std::string_view path) { return call.lookup(path); }, "path"_a);
    plugin.exec(
        "t.under",
        [](Call& call, std::string_view path) {
            const Pair context[] = {{"test", true}};
            const Value args[] = {path};
            return call.invoke({.name = "t.lookup",
                                .arguments = {.args = args, .kwargs = {}},
                                .context = Value::map(context)});
        },
        "path"_a);
    plugin.add(
        "context", "grains",
        [](Call& call, std::string_view path) -> Value {
            if (path == "os") return "Debian";
            if (path == "boom") throw brine::Error("no grains today");
            if (path.empty()) return call.map({{"os", "Debian"}});
            throw brine::Error("no such grain", BRINE_NOT_FOUND);
        },
        "path"_a);
}

// What the C++ SDK cannot be made to do.
constexpr brine_plugin raw_plugin{
    sizeof(brine_plugin),
    0,
    "raw",
    "1",
    "",
    [](brine_setup* setup, void**) {
        struct Row {
            const char* name;
            brine_fn call;
        };
        for (const Row& row : {Row{"raw.throw", raw_throw}, Row{"raw.silent", silent_failure},
                               Row{"raw.bad_value", bad_value}}) {
            const brine_function function{sizeof(brine_function),
                                          0,
                                          "exec",
                                          row.name,
                                          "",
                                          nullptr,
                                          nullptr,
                                          row.call,
                                          nullptr};
            if (const brine_status status = setup->add(setup, &function); status != BRINE_OK)
                return status;
        }
        return brine_status{BRINE_OK};
    },
    nullptr};

TEST_CASE("arguments are bound by position and name, and checked") {
    TestHost host;
    host.with<functions>("t");
    TestRun run(host);
    Call call = run.call();
    CHECK(call.call("t.join", {{"a", "x"}}).str() == "x-7");
    CHECK(call.call("t.join", {"x", 1}, {}).str() == "x-1");
    CHECK(call.call("t.join", {"x"}, {{"b", 2}}).str() == "x-2");

    Value result;
    CHECK(call.try_invoke({.name = "t.join"}, result) == BRINE_BAD_ARGS);
    CHECK_THAT(call.last_error(), Catch::Contains("t.join") && Catch::Contains("'a'"));
    const Pair wrong[] = {{"a", 5}};
    CHECK(call.try_invoke({.name = "t.join", .arguments = {{}, wrong}}, result) == BRINE_BAD_ARGS);
    CHECK_THAT(call.last_error(), Catch::Contains("str") && Catch::Contains("int"));
    const Pair unknown[] = {{"a", "x"}, {"colour", 1}};
    CHECK(call.try_invoke({.name = "t.join", .arguments = {{}, unknown}}, result) ==
          BRINE_BAD_ARGS);
    CHECK_THAT(call.last_error(), Catch::Contains("colour"));
}

TEST_CASE("whatever a function throws becomes a status and a message") {
    TestHost host;
    host.with<functions>("t");
    host->add_linked_plugin(raw_plugin);
    TestRun run(host);
    Call call = run.call();
    const auto outcome = [&](std::string_view name, std::vector<Value> args = {}) {
        Value result;
        const brine_status status =
            call.try_invoke({.name = name, .arguments = {args, {}}}, result);
        CHECK(result.is_nil());
        return std::to_string(status) + " " + call.last_error();
    };
    CHECK(outcome("t.throw", {0}) == "2 bad");
    CHECK(outcome("t.throw", {1}) == "1 standard");
    CHECK(outcome("t.throw", {2}) == "1 an exception of an unknown type");
    CHECK(outcome("t.throw", {3}) == "5 cancelled");
    CHECK(outcome("t.throw", {4}) == "6 out of memory");
    CHECK(outcome("t.rethrow") == "1 standard");
    CHECK(outcome("raw.throw") ==
          "7 raw.throw of the plugin 'raw' throws an exception out of the call, which the ABI "
          "forbids");
    CHECK(outcome("raw.silent") == "1 raw.silent failed without a message (status 1)");
}

TEST_CASE("a malformed value is blamed on its plugin when results are checked") {
    for (const bool checking : {false, true}) {
        TestHost host({.options = {}, .call_depth = 10, .check_results = checking});
        host->add_linked_plugin(raw_plugin);
        TestRun run(host);
        CHECK(failure_of(run.call(), {.name = "raw.bad_value"}) ==
              (checking ? "raw.bad_value of the plugin 'raw' returns a malformed value: at 0: "
                          "not UTF-8"
                        : ""));
    }
}

TEST_CASE("calls are nested as deep as call_depth and no deeper") {
    TestHost host({.options = {}, .call_depth = 20, .check_results = false});
    host.with<functions>("t");
    TestRun run(host);
    CHECK(run.call().call("t.deeper", {{"left", 19}}).integer() == 19);
    const Pair kwargs[] = {{"left", 20}};
    CHECK_THAT(failure_of(run.call(), {.name = "t.deeper", .arguments = {{}, kwargs}}),
               Catch::StartsWith("calls are nested more than 20 deep (... -> t.deeper -> ") &&
                   Catch::Contains("the limit is the option call_depth"));
}

TEST_CASE("a scoped call gives its memory back") {
    TestHost host;
    host.with<functions>("t");
    TestRun run(host);
    Call call = run.call();
    const Value args[] = {1'000'000};
    const auto repeat = [&](bool scoped) {
        for (int n = 0; n < 10; ++n)
            CHECK(call.invoke({.name = "t.big", .arguments = {args, {}}, .scoped = scoped})
                      .integer() == 1'000'000);
        return (*run).arena.footprint();
    };
    CHECK(repeat(true) < 100'000);
    CHECK(repeat(false) > 10'000'000);
}

TEST_CASE("the result of a scoped call outlives its scope") {
    TestHost host;
    host.with<functions>("t");
    TestRun run(host);
    const Pair kwargs[] = {{"a", std::string_view("long enough to be no literal")}};
    const Value text =
        run.call().invoke({.name = "t.join", .arguments = {{}, kwargs}, .scoped = true});
    CHECK(text.str() == "long enough to be no literal-7");
}

TEST_CASE("the context is looked up from the nearest call outwards") {
    brine::Arena arena;
    const Value opts = brine::Map(arena.memory())
                           .add("id", "m1")
                           .add("list", brine::List(arena.memory()).add("a").add("b").value())
                           .add("numbers", brine::Map(arena.memory()).add(5, "five").value())
                           .value();
    TestHost host({.options = opts, .call_depth = 100, .check_results = false});
    host.with<functions>("t");
    const Pair context[] = {{"test", false}, {"jid", "2026"}};
    TestRun run(host, Value::map(context));
    Call call = run.call();

    CHECK(call.lookup("jid").str() == "2026");
    CHECK(call.lookup("opts:id").str() == "m1");
    CHECK(call.lookup("opts:list:0").str() == "a");
    CHECK(call.lookup("opts:list:-1").str() == "b");
    CHECK(call.lookup("opts:list:2").is_nil());
    CHECK(call.lookup("opts:list:x").is_nil());
    CHECK(call.lookup("opts:numbers:5").str() == "five");
    CHECK(call.lookup("opts:id:below").is_nil());
    CHECK(call.lookup("opts").size() == 3);
    CHECK(call.lookup("nothing:here").is_nil());
    CHECK(call.lookup("").is_nil());

    CHECK(call.call("t.lookup", {"test"}, {}).is_false());
    CHECK(call.call("t.under", {"test"}, {}).is_true());
    CHECK(call.call("t.under", {"jid"}, {}).str() == "2026");
    CHECK(call.lookup("test").is_false());
}

TEST_CASE("functions of kind context provide values") {
    TestHost host;
    host.with<functions>("t");
    TestRun run(host);
    Call call = run.call();
    CHECK(call.grain("os").str() == "Debian");
    CHECK(call.lookup("grains")["os"].str() == "Debian");
    CHECK(call.grain("absent").is_nil());
    CHECK_THROWS_WITH(call.grain("boom"), "no grains today");
}

TEST_CASE("what is stored stays until the outermost call ends") {
    TestHost host;
    host.with<functions>("t");
    TestRun run(host);
    Call call = run.call();
    {
        std::string gone = "copied";
        call.store("seen", gone);
        gone.assign(gone.size(), '-');
    }
    call.store("a:b", call.map({{"c", 1}}));
    call.store("a", call.map({{"x", 2}}));
    CHECK(call.call("t.lookup", {"context:seen"}, {}).str() == "copied");
    CHECK(call.lookup("context:a:b:c").integer() == 1);
    CHECK(call.lookup("context:a:x").integer() == 2);
    CHECK(call.lookup("context:other").is_nil());
    TestRun other(host);
    CHECK(other.call().lookup("context:seen").is_nil());
}

TEST_CASE("events go to the bus of the host") {
    TestHost host;
    std::string seen;
    host.bus().subscribe("x/*", [&](std::string_view tag, const Value& data) {
        seen = std::string(tag) + "=" + brine::to_text(data);
    });
    TestRun run(host);
    run.call().emit("x/y", 5);
    CHECK(seen == "x/y=5");
}

TEST_CASE("a plugin's own thread makes calls, until the host stops") {
    TestHost host;
    host.with<functions>("t");
    const brine_host* table = host->table();
    const auto join = [table] {
        brine_call* raw = table->begin(table, nullptr);
        if (raw == nullptr) return std::string("no call");
        const std::string answer(Call(raw).call("t.join", {{"a", "x"}}).str());
        table->end(raw);
        return answer;
    };
    std::string answer;
    std::thread([&] { answer = join(); }).join();
    CHECK(answer == "x-7");

    brine_call* open = table->begin(table, nullptr);
    REQUIRE(open != nullptr);
    CHECK(table->cancelled(open) == 0);
    host->cancel_all();
    CHECK(table->cancelled(open) != 0);
    CHECK(table->begin(table, nullptr) == nullptr);
    table->end(open);
}

TEST_CASE("many threads call, while plugins come and go") {
    TestHost host;
    host.with<functions>("t");
    std::atomic<int> failed = 0;
    std::atomic<bool> done = false;
    std::vector<std::thread> threads;
    for (int n = 0; n < 3; ++n)
        threads.emplace_back([&] {
            for (int round = 0; round < 200; ++round) {
                TestRun run(host);
                if (run.call().call("t.deeper", {{"left", 5}}).integer() != 5) ++failed;
                run.call().emit("load", round);
            }
        });
    std::thread changes([&] {
        while (!done) host->set_plugins({});
    });
    for (std::thread& thread : threads) thread.join();
    done = true;
    changes.join();
    CHECK(failed == 0);
}

TEST_CASE("an unknown service is absent, the events are there") {
    TestHost host;
    const brine_host* table = host->table();
    CHECK(table->extension(table, "brine.nothing/1") == nullptr);
    CHECK(table->extension(table, BRINE_EVENTS_ID) != nullptr);
    CHECK(table->size == sizeof(brine_host));
    CHECK(table->abi_minor == BRINE_ABI_MINOR);
}

}  // namespace
