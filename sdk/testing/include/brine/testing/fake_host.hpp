// SPDX-License-Identifier: Apache-2.0
//
// FakeHost: the host of plugins under test. Functions that the plugin calls are faked by the test,
// everything it does through its host is recorded, and the rules of <brine/abi.h> are checked.
#pragma once

#include <brine/plugin.hpp>
#include <brine/testing/records.hpp>
#include <brine/testing/state_return.hpp>

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace brine::testing {

struct StateOptions {
    std::optional<bool> test = std::nullopt;  // test mode for this call; absent: as set()
};

// Of two functions with the same kind and name the one that came last wins, whether a plugin
// brought it or on(); a call with `next` reaches the one that came before the caller's.
//
// The members may be used from any thread, since a plugin may have threads of its own. Values that
// they return live as long as the host; calls release all other memory when they return, so that
// a memory checker sees a plugin which keeps what it does not own.
class FakeHost {
  public:
    FakeHost();
    FakeHost(const FakeHost&) = delete;
    FakeHost& operator=(const FakeHost&) = delete;
    ~FakeHost();  // stops the plugins that stop() did not

    // ---- plugins ----

    // Starts a plugin that is linked into the test: brine_plugin_v1, or the variable that it was
    // compiled with as BRINE_PLUGIN_VARIABLE. Error when it breaks a rule or does not start.
    void load(const brine_plugin& descriptor);
    // The same for a file built by brine_add_plugin(), which stays mapped for good.
    void load(const std::filesystem::path& library);

    // Stops the plugins, the last one first; there are no functions afterwards. Failure when a
    // rule was broken that no call reported (by a thread of a plugin), or when a call that a
    // plugin began has not ended.
    void stop();

    // ---- fakes ----

    // Fakes an execution function. `answer` is one of
    // - a value, which is copied: on("cmd.retcode", 0)
    // - a function of the arguments as passed: on("cmd.run", [](const PassedArguments& a) {...}),
    //   or of the call and the arguments: [](Call&, const PassedArguments&) {...}, or of nothing
    // - a function as a plugin registers it, whose arguments are checked against its parameters:
    //   on("user.info", [](Call&, std::string_view name) {...}, "name"_a)
    // A function may return whatever one of a plugin may; what it throws is how the call fails.
    template <class F, class... P>
    void on(std::string_view name, F answer, P... params) {
        on_kind("exec", name, std::move(answer), std::move(params)...);
    }
    // The same for a function of any kind: on_kind("state", "file.managed", ...).
    template <class F, class... P>
    void on_kind(std::string_view kind, std::string_view name, F answer, P... params);

    // Makes a table available as an extension of the host; "brine.events/1" is there already. The
    // table outlives the host.
    void extend(std::string id, const void* table);

    // ---- calls ----

    // Runs an execution function as its outermost call: call("user.info", {{"name", "ada"}}).
    // CallError with its status and message when it fails, Failure when it, or one that it called,
    // broke a rule.
    Value call(std::string_view name, std::initializer_list<Pair> kwargs = {});
    // The same with positional arguments first.
    Value call(std::string_view name, std::initializer_list<Value> args,
               std::initializer_list<Pair> kwargs);
    // The same for a function of any kind: call_kind("state", "user.mod_init", {{"low", low}}).
    Value call_kind(std::string_view kind, std::string_view name,
                    std::initializer_list<Pair> kwargs = {});
    // The same for all that a Request can say, but `next`.
    Value invoke(const Request& request);

    // Runs a state function and checks what it returns. CallError and Failure as call().
    StateReturn state(std::string_view name, std::initializer_list<Pair> kwargs,
                      StateOptions options = {});

    // Hands an event to the handlers of kind "event" and to subscribers whose pattern fits, and
    // answers how many handlers ran. CallError of the first handler that fails. What plugins
    // emit() goes to subscribers and to events(), but to no handler.
    std::size_t publish(std::string_view tag, const Value& data);

    // ---- context ----

    // Puts a copy of `value` at a path of the context: set("test", true), set("opts:a:b", 1).
    // Maps on the way are made; a value that is no map is replaced by one.
    void set(std::string_view path, const Value& value);
    void set_option(std::string_view path, const Value& value);
    void set_grain(std::string_view path, const Value& value);
    void set_pillar(std::string_view path, const Value& value);

    // What the last outermost call of this test kept with store(), or nil.
    [[nodiscard]] Value stored(std::string_view key) const;

    // Asks running and later calls to stop: at once, or when they ask for the (`asks` + 1)th time.
    void cancel(unsigned asks = 0);

    // ---- records ----

    // The calls that functions made through the host, in the order in which they began; the
    // test's own are not among them. Of one name (any kind), or all.
    [[nodiscard]] Calls calls(std::string_view name) const;
    [[nodiscard]] Calls calls() const;

    // Log lines from this level up are kept and reported as wanted to the plugins; trace at first.
    void set_log_level(Level level);
    [[nodiscard]] std::vector<LogLine> log_lines() const;
    // Whether a line of at least this level contains `text`.
    [[nodiscard]] bool logged(std::string_view text, Level level = Level::trace) const;

    // The events that plugins emitted, oldest first; those whose tag fits a shell-style glob.
    [[nodiscard]] std::vector<RecordedEvent> events(std::string_view tag_glob = "*") const;

    // Forgets calls, log lines and events.
    void clear_records();

    // The table that plugins get, for tests that use the C ABI themselves.
    [[nodiscard]] const brine_host* table() const noexcept;

    class Impl;

  private:
    void adopt(std::unique_ptr<Plugin> fake);

    std::unique_ptr<Impl> impl_;
};

template <class F, class... P>
void FakeHost::on_kind(std::string_view kind, std::string_view name, F answer, P... params) {
    auto fake = std::make_unique<Plugin>(table());
    const auto untyped = [&]<class G>(G function) {
        using Result = std::invoke_result_t<G&, Call&, const PassedArguments&>;
        fake->add(kind, name,
                  [function = std::move(function)](Call& call, Rest rest, Kwargs kwargs) mutable {
                      const PassedArguments passed{{rest.items, kwargs.map.pairs()}};
                      if constexpr (std::is_void_v<Result>) {
                          function(call, passed);
                          return Value();
                      } else {
                          return Convert<std::remove_cvref_t<Result>>::to(call,
                                                                          function(call, passed));
                      }
                  });
    };
    if constexpr (sizeof...(P) == 0 && std::is_invocable_v<F&, Call&, const PassedArguments&>) {
        untyped(std::move(answer));
    } else if constexpr (sizeof...(P) == 0 && std::is_invocable_v<F&, const PassedArguments&>) {
        untyped([answer = std::move(answer)](Call&, const PassedArguments& passed) mutable {
            return answer(passed);
        });
    } else if constexpr (sizeof...(P) == 0 && std::is_invocable_v<F&>) {
        untyped([answer = std::move(answer)](Call&, const PassedArguments&) mutable {
            return answer();
        });
    } else if constexpr (sizeof...(P) == 0 && std::is_convertible_v<F, Value>) {
        untyped([answer = std::make_shared<OwnedValue>(Value(answer))](
                    Call&, const PassedArguments&) { return answer->get(); });
    } else {
        fake->add(kind, name, std::move(answer), std::move(params)...);
    }
    adopt(std::move(fake));
}

}  // namespace brine::testing
