// SPDX-License-Identifier: Apache-2.0
#include "core/registry/host.hpp"

#include "core/value/check.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace brine::core {
namespace {

thread_local const Frame* current = nullptr;

// Makes a frame the current one of the thread while it exists.
class Entered {
  public:
    explicit Entered(const Frame& frame) noexcept : before_(std::exchange(current, &frame)) {}
    Entered(const Entered&) = delete;
    Entered& operator=(const Entered&) = delete;
    ~Entered() { current = before_; }

  private:
    const Frame* before_;
};

std::string_view view(brine_text text) { return {text.bytes, text.size}; }

bool is_same(const Located& a, const Located& b) {
    return a.rank == b.rank && a.manifest->path == b.manifest->path &&
           a.manifest->stamp == b.manifest->stamp && a.manifest->refusal == b.manifest->refusal;
}

// "a.b -> c.d -> e.f": the calls that led here.
std::string call_chain(const Frame& frame) {
    std::string chain;
    for (const Frame* at = &frame; at != nullptr && at->function != nullptr; at = at->parent) {
        if (at->depth + 5 < frame.depth) return "... -> " + chain;
        chain = at->function->manifest->name + (chain.empty() ? "" : " -> ") + chain;
    }
    return chain;
}

}  // namespace

const Frame* current_frame() noexcept { return current; }

Host::Host(HostOptions options, Log& log, Bus& bus)
    : options_(options),
      log_(log),
      bus_(bus),
      table_(make_table(this)),
      registry_(std::make_shared<const Registry>(std::vector<std::shared_ptr<PluginEntry>>{})) {}

Host::~Host() = default;

void Host::add_linked_plugin(const brine_plugin& descriptor) {
    auto plugin = std::make_shared<PluginEntry>(descriptor, table());
    const std::lock_guard lock(mutex_);
    linked_.push_back(std::move(plugin));
    renew_registry();
}

void Host::set_plugins(std::vector<Located> files) {
    const std::lock_guard lock(mutex_);
    std::vector<std::shared_ptr<PluginEntry>> plugins;
    for (Located& file : files) {
        // What did not change stays open.
        const auto known = std::find_if(files_.begin(), files_.end(), [&](const auto& entry) {
            return is_same(entry->located(), file);
        });
        plugins.push_back(known != files_.end() ? *known
                                                : std::make_shared<PluginEntry>(std::move(file)));
    }
    files_ = std::move(plugins);
    renew_registry();
}

void Host::renew_registry() {
    std::vector<std::shared_ptr<PluginEntry>> plugins = linked_;
    plugins.insert(plugins.end(), files_.begin(), files_.end());
    registry_ = std::make_shared<const Registry>(std::move(plugins));
}

std::shared_ptr<const Registry> Host::registry() const {
    const std::lock_guard lock(mutex_);
    return registry_;
}

std::unique_ptr<Run> Host::begin(const Value& context) {
    auto run = std::make_unique<Run>();
    run->host = this;
    run->registry = registry();
    run->context = copy(run->arena.memory(), context);
    run->frame.host = table();
    run->frame.run = run.get();
    run->frame.arena = &run->arena;
    return run;
}

void Host::attach(Run& run) {
    const std::lock_guard lock(mutex_);
    runs_.insert(&run);
}

void Host::detach(Run& run) {
    const std::lock_guard lock(mutex_);
    runs_.erase(&run);
}

void Host::cancel_all() noexcept {
    stopping_ = true;
    const std::lock_guard lock(mutex_);
    for (Run* run : runs_) run->cancelled = true;
}

// Turns what `body` throws into a status and the caller's last error.
template <class Body>
brine_status Host::guarded(Frame& caller, Body&& body) {
    try {
        return body();
    } catch (const Error& error) {
        caller.last_error = error.what();
        return error.status();
    } catch (const std::bad_alloc&) {
        caller.last_error = "out of memory";
        return BRINE_NO_MEMORY;
    } catch (const std::exception& error) {
        caller.last_error = error.what();
        return BRINE_FAILED;
    }
}

brine_status Host::invoke(Frame& caller, const brine_request& request, Value& result) {
    result = Value();
    return guarded(caller, [&] {
        const PluginEntry* below = nullptr;
        if ((request.flags & BRINE_NEXT) != 0 && caller.function != nullptr)
            below = caller.function->plugin;
        const std::string_view kind = request.kind.size == 0 ? "exec" : view(request.kind);
        FunctionEntry& function = resolve(caller, kind, view(request.name), below);
        return run_function(caller, function, request, result);
    });
}

brine_status Host::invoke(Frame& caller, FunctionEntry& function, const brine_request& request,
                          Value& result) {
    result = Value();
    return guarded(caller, [&] {
        require_available(caller, function);
        return run_function(caller, function, request, result);
    });
}

FunctionEntry& Host::resolve(Frame& frame, std::string_view kind, std::string_view name,
                             const PluginEntry* below) {
    const auto candidates = frame.run->registry->find(kind, name);
    std::optional<Error> reason;
    bool skipping = below != nullptr;
    for (FunctionEntry* candidate : candidates) {
        if (skipping) {
            skipping = candidate->plugin != below;
            continue;
        }
        try {
            require_available(frame, *candidate);
            return *candidate;
        } catch (const Error& error) {
            if (!reason) reason = Error(error.what(), BRINE_UNAVAILABLE);
        }
    }
    if (reason) throw *reason;
    if (below != nullptr)
        throw Error(
            format("no other plugin below '{}' offers {} '{}'", below->manifest().name, kind, name),
            BRINE_NOT_FOUND);
    throw not_found(*frame.run->registry, kind, name);
}

// Opens the function's plugin and asks, once, whether its module can work here.
void Host::require_available(Frame& frame, FunctionEntry& function) {
    PluginEntry& plugin = *function.plugin;
    plugin.open(table());
    const std::string_view module = function.module();
    std::optional<std::string> reason = plugin.known_availability(module);
    if (!reason) {
        reason.emplace();
        if (FunctionEntry* asked = plugin.availability_of(module);
            asked != nullptr && function.manifest->kind != "available") {
            Value answer;
            const brine_request request{.size = sizeof(brine_request),
                                        .flags = 0,
                                        .kind = {},
                                        .name = {},
                                        .args = nullptr,
                                        .arg_count = 0,
                                        .kwargs = nullptr,
                                        .kwarg_count = 0,
                                        .context = nullptr};
            if (run_function(frame, *asked, request, answer) != BRINE_OK)
                *reason = frame.last_error;
            else if (answer.is_str())
                *reason = answer.str();
            else if (!answer.is_true())
                *reason = "it gives no reason";
        }
        plugin.remember_availability(module, *reason);
    }
    if (!reason->empty())
        throw Error(format("'{}' is not available: '{}' __virtual__ returned False: {}",
                           function.manifest->name, module, *reason),
                    BRINE_UNAVAILABLE);
}

Error Host::not_found(const Registry& registry, std::string_view kind,
                      std::string_view name) const {
    std::string message = kind == "exec" ? format("'{}' is not available.", name)
                                         : format("there is no {} '{}'.", kind, name);
    const std::vector<std::string_view> views = registry.names(kind);
    const std::vector<std::string> names(views.begin(), views.end());
    if (const auto close = support::closest(name, names))
        message += format(" Did you mean '{}'?", *close);
    return Error(message, BRINE_NOT_FOUND);
}

brine_status Host::run_function(Frame& caller, FunctionEntry& function,
                                const brine_request& request, Value& result) {
    if (caller.depth >= options_.call_depth)
        throw Error(
            format("calls are nested more than {} deep ({}); the limit is the option "
                   "call_depth",
                   options_.call_depth, call_chain(caller)));
    Arena own;
    const bool scoped = (request.flags & BRINE_SCOPED) != 0;

    Frame frame;
    frame.host = table();
    frame.run = caller.run;
    frame.parent = &caller;
    frame.function = &function;
    frame.arena = scoped ? &own : caller.arena;
    frame.depth = caller.depth + 1;
    if (request.context != nullptr) frame.context = Value(*request.context);

    const Arguments arguments{
        .args = {reinterpret_cast<const Value*>(request.args), request.arg_count},
        .kwargs = {reinterpret_cast<const Pair*>(request.kwargs), request.kwarg_count}};
    const Value* args =
        function.signature.bind(frame.arena->memory(), function.manifest->name, arguments);

    const brine_status status = enter(frame, function, args, result);
    if (status != BRINE_OK) {
        caller.last_error = std::move(frame.failure);
        result = Value();
    } else if (scoped) {
        result = copy(caller.arena->memory(), result);
    }
    return status;
}

brine_status Host::enter(Frame& frame, FunctionEntry& function, const Value* args, Value& result) {
    const Entered entered(frame);
    brine_value out = brine_nil();
    brine_status status = BRINE_ABI;
    try {
        status = function.entry.call(function.entry.self, &frame,
                                     reinterpret_cast<const brine_value*>(args), &out);
    } catch (...) {
        frame.failure = format(
            "{} of the plugin '{}' throws an exception out of the call, which "
            "the ABI forbids",
            function.manifest->name, function.plugin->manifest().name);
        return BRINE_ABI;
    }
    result = Value(out);
    if (status == BRINE_OK && options_.check_results) {
        if (const std::string flaw = check(result); !flaw.empty()) {
            frame.failure = format("{} of the plugin '{}' returns a malformed value: {}",
                                   function.manifest->name, function.plugin->manifest().name, flaw);
            return BRINE_ABI;
        }
    }
    if (status != BRINE_OK && frame.failure.empty())
        frame.failure =
            format("{} failed without a message (status {})", function.manifest->name, status);
    return status;
}

}  // namespace brine::core
