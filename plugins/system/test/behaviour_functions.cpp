// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "groups.hpp"

namespace brine::test_module {
namespace {

// Waits in steps that are short enough for a cancelled call to end at once, as people see it.
void wait(Call& call, std::chrono::seconds length) {
    using Clock = std::chrono::steady_clock;
    constexpr Clock::duration step = std::chrono::milliseconds(50);
    const Clock::time_point start = Clock::now();
    for (;;) {
        call.stop_if_cancelled();
        const Clock::duration waited = Clock::now() - start;
        if (waited >= length) return;
        std::this_thread::sleep_for(std::min(step, length - waited));
    }
}

// Keeps what is waited for far from the limits of the clock's counter.
constexpr std::int64_t longest_sleep = std::int64_t{100} * 365 * 24 * 3600;

std::chrono::seconds checked_length(std::int64_t length, std::string_view argument) {
    if (length < 0 || length > longest_sleep)
        throw BadArgument(
            format("'{}' must be from 0 to {} seconds, not {}", argument, longest_sleep, length));
    return std::chrono::seconds(length);
}

bool sleep(Call& call, std::int64_t length) {
    wait(call, checked_length(length, "length"));
    return true;
}

bool rand_sleep(Call& call, std::int64_t max) {
    const std::chrono::seconds limit = checked_length(max, "max");
    std::random_device source;
    wait(call, std::chrono::seconds(
                   std::uniform_int_distribution<std::int64_t>(0, limit.count())(source)));
    return true;
}

bool retcode(Call& call, std::int64_t code) {
    call.store("retcode", code);
    return true;
}

void exception(Call&, Text message) { throw Error(message.str()); }

void assertion(Call&, Value assertion) {
    if (!assertion) throw Error("AssertionError");
}

Value cross_test(Call& call, std::string_view func, std::optional<std::vector<Value>> args) {
    const std::vector<Value> items = args.value_or(std::vector<Value>());
    return call.invoke({.name = func, .arguments = {.args = items, .kwargs = {}}});
}

// Whatever goes wrong is the answer here, except being told to stop.
Value try_call(Call& call, std::string_view module, bool return_try_exception, Kwargs kwargs) {
    Value result;
    const brine_status status = call.try_invoke(
        {.name = module, .arguments = {.args = {}, .kwargs = kwargs.map.pairs()}}, result);
    if (status == BRINE_OK) return result;
    if (status == BRINE_CANCELLED) throw Cancelled();
    return return_try_exception ? call.str(call.last_error()) : Value();
}

}  // namespace

void add_behaviour_functions(Plugin& p) {
    p.exec("test.sleep", sleep, "length"_a)
        .doc(
            "Waits and answers `true`. Ends early when the job is killed.\n\n"
            "- `length` (int): seconds\n\nReturns: bool.\n\n    brine call test.sleep 20");
    p.exec("test.rand_sleep", rand_sleep, "max"_a = 60)
        .doc(
            "Waits for a random number of seconds and answers `true`.\n\n"
            "- `max` (int, 60): the longest time in seconds\n\n"
            "Returns: bool.\n\n    brine call test.rand_sleep 60");
    p.exec("test.retcode", retcode, "code"_a = 42)
        .doc(
            "Sets the exit status of the run.\n\n- `code` (int, 42)\n\n"
            "Returns: bool, always `true`.\n\n    brine call test.retcode 42");
    p.exec("test.exception", exception, "message"_a = "Test Exception")
        .doc(
            "Fails with a message.\n\n- `message` (str)\n\n"
            "    brine call test.exception 'Oh no'");
    p.exec("test.assertion", assertion, "assertion"_a)
        .doc(
            "Fails unless the argument is true.\n\n"
            "- `assertion` (any): nil, false, zero and empty values are not true\n\n"
            "Returns: nil.\n\n    brine call test.assertion false");
    p.exec("test.cross_test", cross_test, "func"_a, "args"_a = nullptr)
        .doc(
            "Calls another function.\n\n- `func` (str): its name\n"
            "- `args` (list): its positional arguments\n\n"
            "Returns: what `func` returns.\n\n"
            "    brine call test.cross_test file.gid_to_group args='[0]'");
    p.exec("test.try", try_call, "module"_a, "return_try_exception"_a = false, "kwargs"_a)
        .doc(
            "Calls another function and answers nil if it fails.\n\n"
            "- `module` (str): the name of the function\n"
            "- `return_try_exception` (bool, false): answer the error message instead of nil\n"
            "- `**kwargs`: the arguments of the function\n\n"
            "Returns: what the function returns, nil or str.\n\n"
            "    {{ salt['test.try']('ipmi.get_users', bmc_host='172.2.2.1') }}");
}

}  // namespace brine::test_module
