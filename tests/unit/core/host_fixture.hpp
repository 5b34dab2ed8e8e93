// SPDX-License-Identifier: Apache-2.0
//
// A host with plugins that are written inside a test.
#pragma once

#include "core/registry/core_functions.hpp"
#include "core/registry/host.hpp"

#include <brine/sdk.hpp>

#include <deque>
#include <memory>
#include <string>
#include <string_view>

namespace brine::core::test {

// A plugin whose functions `Register` adds.
template <void (*Register)(Plugin&)>
constexpr brine_plugin linked(const char* name) {
    return {sizeof(brine_plugin),
            0,
            name,
            "1",
            "",
            [](brine_setup* setup, void** self) {
                return brine::detail::start_plugin(setup, self, Register);
            },
            [](void* self) { delete static_cast<Plugin*>(self); }};
}

// A host that says nothing, with the core's own functions.
class TestHost {
  public:
    explicit TestHost(HostOptions options = {}) : host_(options, log_, bus_) {
        add_core_functions(host_);
    }

    template <void (*Register)(Plugin&)>
    TestHost& with(const char* name) {
        host_.add_linked_plugin(descriptors_.emplace_back(linked<Register>(name)));
        return *this;
    }

    [[nodiscard]] Host& operator*() noexcept { return host_; }
    [[nodiscard]] Host* operator->() noexcept { return &host_; }
    [[nodiscard]] Bus& bus() noexcept { return bus_; }

  private:
    Log log_{{.console = {}, .file_level = {}, .file = {}, .colour = false}};
    Bus bus_;
    std::deque<brine_plugin> descriptors_;  // which the host refers to
    Host host_;
};

// An outermost call for as long as it lives.
class TestRun {
  public:
    explicit TestRun(TestHost& host, const Value& context = {}) : run_(host->begin(context)) {}

    [[nodiscard]] Call call() { return call_of(*run_); }
    [[nodiscard]] Run& operator*() noexcept { return *run_; }

  private:
    std::unique_ptr<Run> run_;
};

// The message with which `request` fails; "" when it succeeds.
inline std::string failure_of(Call call, const Request& request) {
    Value result;
    return call.try_invoke(request, result) == BRINE_OK ? std::string() : call.last_error();
}

}  // namespace brine::core::test
