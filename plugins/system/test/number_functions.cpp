// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include <chrono>

#include "groups.hpp"
#include "number_sequences.hpp"

namespace brine::test_module {
namespace {

class Stopwatch {
  public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

  private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

Value fib(Call& call, std::int64_t num) {
    const Stopwatch watch;
    const std::uint64_t number = fibonacci(num);
    return call.list({number, watch.seconds()});
}

// Salt halves by a true division, so all from the first half on are floats.
Value collatz_steps(Call& call, std::int64_t start) {
    const Stopwatch watch;
    List steps = call.list();
    bool halved = false;
    for (const std::int64_t step : collatz(start)) {
        steps.add(halved ? Value(static_cast<double>(step)) : Value(step));
        halved = halved || step % 2 == 0;
    }
    return call.list({steps.value(), watch.seconds()});
}

}  // namespace

void add_number_functions(Plugin& p) {
    p.exec("test.fib", fib, "num"_a)
        .doc(
            "Answers a Fibonacci number and the time it took.\n\n"
            "- `num` (int): position, from 0 to 93\n\n"
            "Returns: `[int, float seconds]`.\n\n    brine call test.fib 3");
    p.exec("test.collatz", collatz_steps, "start"_a)
        .doc(
            "Answers the Collatz sequence of a number and the time it took.\n\n"
            "- `start` (int): 1 or more\n\n"
            "Returns: `[list of numbers, float seconds]`.\n\n    brine call test.collatz 3");
}

}  // namespace brine::test_module
