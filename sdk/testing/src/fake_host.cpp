// SPDX-License-Identifier: Apache-2.0
#include "brine/testing/fake_host.hpp"

#include "host_impl.hpp"
#include "library.hpp"

#include <brine/format.hpp>
#include <brine/support/glob.hpp>
#include <brine/testing/failure.hpp>
#include <brine/testing/literal.hpp>
#include <brine/testing/value_check.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace brine::testing {

Run::Run(FakeHost::Impl& of_host, const Value& run_context, bool made_by_test)
    : host(&of_host), by_test(made_by_test), context(copy(arena.memory(), run_context)) {
    frame.host = &of_host.table;
    frame.run = this;
    frame.arena = &arena;
}

FakeHost::Impl::Impl() : table(make_table(this)) {
    functions.add(LoadedPlugin::start(core_plugin(), &table));
}

void FakeHost::Impl::stop() {
    stopping = true;
    functions.clear();
}

Value FakeHost::Impl::outermost(const Request& request, const LoadedFunction* function) {
    Run run(*this, Value(), /*made_by_test=*/true);
    Value result;
    const brine_request raw{
        .size = sizeof(brine_request),
        .flags = request.scoped ? std::uint32_t{BRINE_SCOPED} : 0U,
        .kind = {request.kind.data(), request.kind.size()},
        .name = {request.name.data(), request.name.size()},
        .args = reinterpret_cast<const brine_value*>(request.arguments.args.data()),
        .arg_count = request.arguments.args.size(),
        .kwargs = reinterpret_cast<const brine_pair*>(request.arguments.kwargs.data()),
        .kwarg_count = request.arguments.kwargs.size(),
        .context = request.context.is_nil() ? nullptr : &request.context.raw(),
    };
    const brine_status status = invoke(run.frame, raw, result, function);
    {
        const std::lock_guard lock(mutex);
        stored.clear();
        for (const auto& [key, value] : run.stored) stored.emplace(key, recorder.keep(value));
    }
    recorder.report_breaches();
    if (status != BRINE_OK) throw CallError(run.frame.last_error, status);
    return recorder.keep(result);
}

FakeHost::FakeHost() : impl_(std::make_unique<Impl>()) {}

FakeHost::~FakeHost() = default;

void FakeHost::load(const brine_plugin& descriptor) {
    impl_->functions.add(LoadedPlugin::start(descriptor, table()));
}

void FakeHost::load(const std::filesystem::path& library) { load(map_library(library)); }

void FakeHost::stop() {
    impl_->stop();
    impl_->recorder.report_breaches();
    if (const int left = impl_->open_runs; left != 0)
        throw Failure(format("{} calls that plugins began have not ended", left));
}

void FakeHost::adopt(std::unique_ptr<Plugin> fake) {
    impl_->functions.add(LoadedPlugin::adopt(std::move(fake), table()));
}

void FakeHost::extend(std::string id, const void* extension) {
    const std::lock_guard lock(impl_->mutex);
    impl_->extensions.insert_or_assign(std::move(id), extension);
}

Value FakeHost::call(std::string_view name, std::initializer_list<Pair> kwargs) {
    return call_kind("exec", name, kwargs);
}

Value FakeHost::call(std::string_view name, std::initializer_list<Value> args,
                     std::initializer_list<Pair> kwargs) {
    return invoke({.name = name,
                   .arguments = {.args = {args.begin(), args.size()},
                                 .kwargs = {kwargs.begin(), kwargs.size()}}});
}

Value FakeHost::call_kind(std::string_view kind, std::string_view name,
                          std::initializer_list<Pair> kwargs) {
    return invoke({.kind = kind,
                   .name = name,
                   .arguments = {.args = {}, .kwargs = {kwargs.begin(), kwargs.size()}}});
}

Value FakeHost::invoke(const Request& request) {
    if (request.next) throw Failure("only a function can call the `next` one, a test cannot");
    return impl_->outermost(request);
}

StateReturn FakeHost::state(std::string_view name, std::initializer_list<Pair> kwargs,
                            StateOptions options) {
    Request request{.kind = "state",
                    .name = name,
                    .arguments = {.args = {}, .kwargs = {kwargs.begin(), kwargs.size()}}};
    const Literal context = map({{"test", options.test}});
    if (options.test) request.context = context;
    const auto configured = [this](std::string_view path) {
        return impl_->context.find(path).value_or(Value());
    };
    const Value set = configured("test");
    const bool test =
        options.test.value_or(static_cast<bool>(set.is_nil() ? configured("opts:test") : set));
    return {name, impl_->outermost(request), test};
}

std::size_t FakeHost::publish(std::string_view tag, const Value& data) {
    if (const std::string flaw = flaw_of(data); !flaw.empty())
        throw Failure(format("the data of the event '{}' is {}", tag, flaw));
    impl_->subscribers.publish(tag, data);
    const std::array<Pair, 2> kwargs{{{"tag", tag}, {"data", data}}};
    std::size_t handled = 0;
    for (const LoadedFunction* handler : impl_->functions.of_kind("event")) {
        if (!support::glob_matches(tag, handler->traits.get()["match"].str_or(""))) continue;
        impl_->outermost(
            {.kind = "event", .name = handler->name, .arguments = {.args = {}, .kwargs = kwargs}},
            handler);
        ++handled;
    }
    return handled;
}

void FakeHost::set(std::string_view path, const Value& value) { impl_->context.set(path, value); }

void FakeHost::set_option(std::string_view path, const Value& value) {
    set("opts:" + std::string(path), value);
}

void FakeHost::set_grain(std::string_view path, const Value& value) {
    set("grains:" + std::string(path), value);
}

void FakeHost::set_pillar(std::string_view path, const Value& value) {
    set("pillar:" + std::string(path), value);
}

Value FakeHost::stored(std::string_view key) const {
    const std::lock_guard lock(impl_->mutex);
    const auto found = impl_->stored.find(key);
    return found != impl_->stored.end() ? found->second : Value();
}

void FakeHost::cancel(unsigned asks) { impl_->asks_until_cancelled = asks; }

Calls FakeHost::calls(std::string_view name) const {
    std::vector<RecordedCall> calls = impl_->recorder.calls();
    std::erase_if(calls, [name](const RecordedCall& call) { return call.name != name; });
    return {"calls of " + std::string(name), std::move(calls)};
}

Calls FakeHost::calls() const { return {"calls", impl_->recorder.calls()}; }

void FakeHost::set_log_level(Level level) { impl_->recorder.set_level(level); }

std::vector<LogLine> FakeHost::log_lines() const { return impl_->recorder.log(); }

bool FakeHost::logged(std::string_view text, Level level) const {
    const std::vector<LogLine> lines = log_lines();
    return std::any_of(lines.begin(), lines.end(), [&](const LogLine& line) {
        return line.level >= level && line.text.find(text) != std::string::npos;
    });
}

std::vector<RecordedEvent> FakeHost::events(std::string_view tag_glob) const {
    std::vector<RecordedEvent> events = impl_->recorder.events();
    std::erase_if(events, [&](const RecordedEvent& event) {
        return !support::glob_matches(event.tag, tag_glob);
    });
    return events;
}

void FakeHost::clear_records() { impl_->recorder.clear(); }

const brine_host* FakeHost::table() const noexcept { return &impl_->table; }

}  // namespace brine::testing
