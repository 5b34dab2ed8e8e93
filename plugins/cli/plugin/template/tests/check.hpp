// SPDX-License-Identifier: Apache-2.0
//
// TEST_CASE, CHECK and CHECK_THROWS_AS: from Catch2 where it is installed, else from here. Included
// by one file, since main() comes with it.
#pragma once

#ifdef WITH_CATCH2

#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#else

#include <cstdio>
#include <exception>
#include <vector>

struct Test {
    const char* name;
    void (*run)();
};

inline std::vector<Test> tests;
inline int failures = 0;

struct Registered {
    Registered(const char* name, void (*run)()) { tests.push_back({name, run}); }
};

inline void check(bool holds, const char* expression, const char* file, int line) {
    if (holds) return;
    ++failures;
    std::fprintf(stderr, "%s:%d: failed: %s\n", file, line, expression);
}

#define JOINED_(a, b) a##b
#define JOINED(a, b) JOINED_(a, b)
#define TEST_CASE(name)                                                                   \
    static void JOINED(test_, __LINE__)();                                                \
    static const Registered JOINED(registered_, __LINE__)(name, JOINED(test_, __LINE__)); \
    static void JOINED(test_, __LINE__)()
#define CHECK(...) check(static_cast<bool>(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define CHECK_THROWS_AS(expression, type)                                \
    do {                                                                 \
        bool thrown = false;                                             \
        try {                                                            \
            static_cast<void>(expression);                               \
        } catch (const type&) {                                          \
            thrown = true;                                               \
        }                                                                \
        check(thrown, #expression " throws " #type, __FILE__, __LINE__); \
    } while (false)

int main() {
    for (const Test& test : tests) try {
            test.run();
        } catch (const std::exception& error) {
            ++failures;
            std::fprintf(stderr, "%s: %s\n", test.name, error.what());
        }
    std::printf("%zu tests, %d failures\n", tests.size(), failures);
    return failures == 0 ? 0 : 1;
}

#endif
