// SPDX-License-Identifier: Apache-2.0
//
// A plugin that meets the event bus in every way there is: it sends, handles and follows events.
#include <brine/sdk.hpp>

#include <chrono>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

namespace {

using namespace brine::literals;

// Appends a line to ROOT_DIR/NAME, where a test looks for it.
void note(brine::Call& call, std::string_view name, const std::string& line) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    std::ofstream file(std::string(call.option("root_dir").str()) + "/" + std::string(name),
                       std::ios::app);
    file << line << '\n';
}

void on_note(brine::Event& event) {
    note(event, "handled.txt", brine::format("{} {}", event.tag, event.data));
}

void on_failure(brine::Event& event) {
    note(event, "failing.txt", std::string(event.tag));
    throw brine::Error("this handler always fails");
}

// Follows a tag given in its configuration until it is cancelled.
void follow(brine::Call& call, brine::Value config) {
    const brine_host* host = call.raw()->host;
    const auto* events = static_cast<const brine_events*>(host->extension(host, BRINE_EVENTS_ID));
    struct Seen {
        std::mutex mutex;
        std::string tags;
    } seen;
    const std::string pattern(config["match"].str_or("*"));
    const auto handler = [](void* self, brine_text tag, const brine_value*) {
        auto& into = *static_cast<Seen*>(self);
        const std::lock_guard lock(into.mutex);
        into.tags.append(tag.bytes, tag.size) += '\n';
    };
    note(call, "engine.txt", "started");
    const std::uint64_t token =
        events->subscribe(host, {pattern.data(), pattern.size()}, handler, &seen);
    while (!call.cancelled()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const std::lock_guard lock(seen.mutex);
        if (seen.tags.empty()) continue;
        note(call, "engine.txt", std::exchange(seen.tags, {}));
    }
    events->unsubscribe(host, token);
    note(call, "engine.txt", "stopped");
}

bool send(brine::Call& call, std::string_view tag, brine::Value data) {
    call.emit(tag, data);
    return true;
}

}  // namespace

BRINE_PLUGIN("events", "1.0", "Sends, handles and follows events", plugin) {
    plugin.exec("events.send", send, "tag"_a, "data"_a = nullptr);
    plugin.on("test/note/*", on_note);
    plugin.on("test/fail", on_failure);
    plugin.add("engine", "events.follow", follow, "config"_a);
}
