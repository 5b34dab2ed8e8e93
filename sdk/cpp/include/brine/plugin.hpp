// SPDX-License-Identifier: Apache-2.0
//
// Plugin: what the author of a plugin registers functions with, and BRINE_PLUGIN, which makes the
// exported descriptor.
#pragma once

#include <brine/function.hpp>

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine {
inline namespace v1 {

// Completes a function that was just added: .doc(...), .trait("output", "highstate").
class Function {
  public:
    explicit Function(detail::Record& record) noexcept : record_(&record) {}

    // Markdown; the first line is a summary.
    Function& doc(std::string_view text) {
        record_->doc = text;
        return *this;
    }
    // A further fact about the function that other plugins may ask for.
    Function& trait(std::string_view key, const Value& value) {
        const Memory memory = record_->arena.memory();
        record_->traits.push_back({Value::stable(memory.copy(key)), copy(memory, value)});
        return *this;
    }

  private:
    detail::Record* record_;
};

// Collects the functions of a plugin. Every member takes the function, then its parameters in
// order: p.exec("user.greet", greet, "name"_a, "word"_a = "hello"). A function's first C++
// parameter is Call& (State& for states, Event& for handlers); Rest and Kwargs parameters take
// what is left over.
class Plugin {
  public:
    explicit Plugin(const brine_host* host) noexcept : host_(host) {}

    // An execution function.
    template <class F, class... P>
    Function exec(std::string_view name, F function, P... params) {
        return add("exec", name, std::move(function), std::move(params)...);
    }

    // A state function: StateResult f(State&, std::string_view name, ...).
    template <class F, class... P>
    Function state(std::string_view name, F function, P... params) {
        return add("state", name, std::move(function), std::move(params)...);
    }

    // Called with the low chunk before the first state of `module` and, until it answers true,
    // before each following one: bool f(Call&, Value low).
    template <class F>
    Function mod_init(std::string_view module, F function) {
        return state(std::string(module) + ".mod_init", std::move(function), named("low"));
    }

    // Called after a state of `module` that watches something which changed. It is offered what the
    // state was given and `sfun`, the state's function; what it does not declare is left out.
    template <class F, class... P>
    Function mod_watch(std::string_view module, F function, P... params) {
        return state(std::string(module) + ".mod_watch", std::move(function), std::move(params)...);
    }

    // Called before a state of `module` that asks for aggregation: Value f(Call&, Value low,
    // Value chunks, Value running) answers the low chunk to use.
    template <class F>
    Function mod_aggregate(std::string_view module, F function) {
        return state(std::string(module) + ".mod_aggregate", std::move(function), named("low"),
                     named("chunks"), named("running"));
    }

    // A handler of the events whose tag fits a shell-style glob: void f(Event&). Runs on a worker
    // thread of the daemon, several at once.
    template <class F>
    Function on(std::string_view tag_glob, F function) {
        const auto handler = [function = std::move(function)](Call& call, std::string_view tag,
                                                              Value data) {
            Event event(call.raw(), tag, data);
            function(event);
        };
        Function added = add("event", std::to_string(++handlers_) + ":" + std::string(tag_glob),
                             handler, named("tag"), named("data"));
        added.trait("match", tag_glob);
        return added;
    }

    // A renderer: Value f(Call&, Value source, Kwargs options). The source is text for the first
    // of a pipe and what the one before it returned for the others.
    template <class F>
    Function renderer(std::string_view name, F function) {
        return add("renderer", name, std::move(function), named("source"), named("options"));
    }

    // Turns return data into text: std::string f(Call&, Value data, Kwargs options).
    template <class F>
    Function output(std::string_view name, F function) {
        return add("output", name, std::move(function), named("data"), named("options"));
    }

    // A verb of the command line, `brine NAME ...`: int f(Call&, std::vector<std::string_view>
    // argv) answers the exit status; argv starts after the verb.
    template <class F>
    Function command(std::string_view name, F function) {
        return add("command", name, std::move(function), named("argv"));
    }

    // Salt's __virtual__: asked once, before a function of `module` ("*": of this plugin) is first
    // used. f(Call&) answers an empty string when it can work here, else the reason why not.
    template <class F>
    Function available_if(std::string_view module, F function) {
        return add("available", module, [function = std::move(function)](Call& call) -> Value {
            const std::string reason = function(call);
            return reason.empty() ? Value(true) : call.str(reason);
        });
    }

    // A function of any kind, for kinds that other plugins define.
    template <class F, class... P>
    Function add(std::string_view kind, std::string_view name, F function, P... params) {
        std::vector<Param> declared;
        (declared.push_back(std::move(params)), ...);
        try {
            auto record = std::make_unique<detail::Callable<F>>(std::move(function), declared);
            record->kind = kind;
            record->name = name;
            records_.push_back(std::move(record));
        } catch (const Error& error) {
            throw Error(std::string(kind) + " " + std::string(name) + ": " + error.what());
        }
        return Function(*records_.back());
    }

    // The host, which may be kept until the plugin stops.
    [[nodiscard]] const brine_host* host() const noexcept { return host_; }

    // Hands everything to the host. Called by BRINE_PLUGIN.
    brine_status commit(brine_setup* setup) const {
        for (const auto& record : records_) {
            const Value traits = Value::map(record->traits);
            const brine_function function{
                .size = sizeof(brine_function),
                .flags = 0,
                .kind = record->kind.c_str(),
                .name = record->name.c_str(),
                .params = record->params.c_str(),
                .doc = record->doc.c_str(),
                .traits = record->traits.empty() ? nullptr : &traits.raw(),
                .call = record->call,
                .self = record.get(),
            };
            if (const brine_status status = setup->add(setup, &function); status != BRINE_OK)
                return status;
        }
        return BRINE_OK;
    }

  private:
    static Param named(const char* name) { return {name, {}}; }

    const brine_host* host_;
    std::deque<std::unique_ptr<detail::Record>> records_;
    int handlers_ = 0;
};

namespace detail {

// The body of start(): runs the author's registration and hands the result over, or nothing.
template <class Body>
brine_status start_plugin(brine_setup* setup, void** self, Body&& body) noexcept {
    const auto fail = [setup](brine_status why, const char* message) {
        return setup->fail(setup, why, brine_text_of(message));
    };
    try {
        auto plugin = std::make_unique<Plugin>(setup->host);
        body(*plugin);
        const brine_status status = plugin->commit(setup);
        if (status == BRINE_OK) *self = plugin.release();
        return status;
    } catch (const Error& error) {
        return fail(error.status(), error.what());
    } catch (const std::exception& error) {
        return fail(BRINE_FAILED, error.what());
    } catch (...) {
        return fail(BRINE_FAILED, "an exception of an unknown type");
    }
}

}  // namespace detail
}  // namespace v1
}  // namespace brine

// The name of the descriptor. A program that links plugins in gives each another one.
#ifndef BRINE_PLUGIN_VARIABLE
#define BRINE_PLUGIN_VARIABLE brine_plugin_v1
#endif

// Defines the plugin; a block that registers its functions follows:
//     BRINE_PLUGIN("acme-user", "1.2.0", "Users of Acme", p) { p.exec(...); }
#define BRINE_PLUGIN(plugin_name, plugin_version, plugin_summary, plugin)      \
    static void brine_register(::brine::Plugin& plugin);                       \
    extern "C" BRINE_EXPORT const brine_plugin BRINE_PLUGIN_VARIABLE = {       \
        sizeof(brine_plugin),                                                  \
        0,                                                                     \
        plugin_name,                                                           \
        plugin_version,                                                        \
        plugin_summary,                                                        \
        [](brine_setup* setup, void** self) -> brine_status {                  \
            return ::brine::detail::start_plugin(setup, self, brine_register); \
        },                                                                     \
        [](void* self) { delete static_cast<::brine::Plugin*>(self); }};       \
    static void brine_register(::brine::Plugin& plugin)
