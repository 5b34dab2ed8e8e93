// SPDX-License-Identifier: Apache-2.0
#include "core/control/client_functions.hpp"

#include "core/control/client.hpp"

#include <brine/sdk.hpp>

namespace brine::core {
namespace {

Host& host_of(const Call& call) { return *static_cast<Frame*>(call.raw())->run->host; }

std::string socket_of(Call& call) {
    return control_socket(std::string(call.option("sock_dir").str()));
}

Value ask(Call& call, const Value& request) {
    const std::string path = socket_of(call);
    std::optional<ControlClient> client = ControlClient::connect(path);
    if (!client) throw Error(format("brined does not run (nothing listens on '{}')", path));
    Bus& bus = host_of(call).bus();
    return client->ask(call.memory(), request,
                       [&](std::string_view tag, const Value& data) { bus.publish(tag, data); });
}

bool running(Call& call) { return ControlClient::connect(socket_of(call)).has_value(); }

Value run(Call& call, std::string_view fun, const Value& args, const Value& kwargs, bool wait) {
    return ask(call, call.map({{"op", "run"},
                               {"fun", fun},
                               {"args", args},
                               {"kwargs", kwargs},
                               {"user", call.lookup("user")},
                               {"wait", wait}}));
}

Value jobs(Call& call) { return ask(call, call.map({{"op", "jobs"}}))["jobs"]; }

Value job(Call& call, std::string_view jid) {
    return ask(call, call.map({{"op", "job"}, {"jid", jid}}))["job"];
}

bool kill(Call& call, std::string_view jid, int signal) {
    return ask(call, call.map({{"op", "kill"}, {"jid", jid}, {"signal", signal}}))["killed"]
        .is_true();
}

Value status(Call& call) { return ask(call, call.map({{"op", "status"}}))["status"]; }

void register_client(Plugin& plugin) {
    plugin.add("core", "daemon.running", running).doc("Tells whether brined runs.");
    plugin.add("core", "daemon.run", run, "fun"_a, "args"_a, "kwargs"_a, "wait"_a = true)
        .doc("Runs a function as a job of brined.");
    plugin.add("core", "daemon.jobs", jobs).doc("Lists jobs, running and recent.");
    plugin.add("core", "daemon.job", job, "jid"_a).doc("Tells of one job and its outcome.");
    plugin.add("core", "daemon.kill", kill, "jid"_a, "signal"_a = 15)
        .doc("Sends a signal to a job's processes.");
    plugin.add("core", "daemon.status", status).doc("Tells of brined itself.");
}

constexpr brine_plugin descriptor{
    sizeof(brine_plugin),
    0,
    "daemon",
    BRINE_VERSION,
    "The running brined, seen from the command line",
    [](brine_setup* setup, void** self) {
        return brine::detail::start_plugin(setup, self, register_client);
    },
    [](void* self) { delete static_cast<Plugin*>(self); },
};

}  // namespace

void add_client_functions(Host& host) { host.add_linked_plugin(descriptor); }

}  // namespace brine::core
