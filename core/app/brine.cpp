// SPDX-License-Identifier: Apache-2.0
//
// brine: the command line. Its verbs are functions of kind "command" that plugins offer; this
// program finds the one that was asked for and calls it.
#include "core/app/common_options.hpp"
#include "core/app/instance.hpp"
#include "core/control/client_functions.hpp"
#include "core/job/jid.hpp"

#include <brine/format.hpp>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace {

using namespace brine::core;
using brine::Value;

// Exit statuses of the program itself, from sysexits.h; verbs have their own.
constexpr int usage_error = 64;
constexpr int failure = 1;

// The verb that names this program as the one of Salt whose work it does (the trait `program` of a
// command); empty if there is none. Invoked under that name, brine is that program.
std::string verb_of_program(const Registry& registry, std::string_view path) {
    const std::string_view program = path.substr(path.rfind('/') + 1);
    if (program == "brine") return {};
    for (const std::string_view name : registry.names("command")) {
        const auto& manifest = *registry.find("command", name).front()->manifest;
        if (manifest.traits.get()["program"].str_or("") == program) return std::string(name);
    }
    return {};
}

std::atomic<Run*> interrupted_run = nullptr;

// The first interrupt asks the running function to stop, the second one ends the program.
extern "C" void on_interrupt(int signal) {
    if (Run* run = interrupted_run.exchange(nullptr)) {
        run->cancelled = true;
        return;
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

// The texts of the registry's commands are borrowed.
brine::support::CommandSpec command_line(const Registry& registry) {
    brine::support::CommandSpec spec{
        .name = "brine",
        .summary = "Runs functions and applies state trees written for Salt.",
        .options = common_option_specs(),
        .notes =
            "The options stand before the command or behind it. `brine COMMAND --help` tells "
            "about a command.\n"
            "Invoked as salt-call or spm, brine is `brine call` or `brine spm`."};
    for (const std::string_view name : registry.names("command")) {
        const std::string_view doc = registry.find("command", name).front()->manifest->doc;
        spec.commands.push_back({.name = name, .summary = doc.substr(0, doc.find('\n'))});
    }
    return spec;
}

void print_help(Instance& instance, bool as_manual) {
    const auto registry = instance.host().registry();
    const brine::support::CommandSpec spec = command_line(*registry);
    std::fputs(
        (as_manual ? brine::support::man_page(spec) : brine::support::help_text({&spec})).c_str(),
        stdout);
}

std::string user_name() {
    if (const passwd* entry = ::getpwuid(::geteuid())) return entry->pw_name;
    return std::to_string(::geteuid());
}

int run_verb(Instance& instance, const std::string& verb, const std::vector<std::string>& argv) {
    brine::Arena arena;
    const Value context =
        brine::Map(arena.memory()).add("jid", new_jid()).add("user", user_name()).value();
    const auto run = instance.host().begin(context);
    interrupted_run = run.get();
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);

    brine::List words(arena.memory());
    for (const std::string& word : argv) words.add(word);
    const Value args[] = {words.value()};
    brine::Call call = call_of(*run);
    Value status;
    const brine_status outcome = call.try_invoke(
        {.kind = "command", .name = verb, .arguments = {.args = args, .kwargs = {}}}, status);
    interrupted_run = nullptr;
    if (outcome == BRINE_OK) return static_cast<int>(status.integer());
    std::fprintf(stderr, "brine: %s\n", call.last_error().c_str());
    return outcome == BRINE_NOT_FOUND || outcome == BRINE_BAD_ARGS ? usage_error : failure;
}

int brine_main(std::string_view program, const std::vector<std::string_view>& arguments) {
    CommonOptions options = take_common_options(arguments);
    if (options.version) {
        std::puts("brine " BRINE_VERSION);
        return 0;
    }
    Instance instance(options.instance);
    add_client_functions(instance.host());
    const bool asked = options.help || options.man;
    std::string verb = verb_of_program(*instance.host().registry(), program);
    if (verb.empty()) {
        if (asked || options.rest.empty()) {
            print_help(instance, options.man);
            return asked ? 0 : usage_error;
        }
        verb = options.rest.front();
        options.rest.erase(options.rest.begin());
    } else if (asked) {
        options.rest.insert(options.rest.begin(), options.man ? "--help-man" : "--help");
    }
    return run_verb(instance, verb, options.rest);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return brine_main(argv[0], {argv + 1, argv + argc});
    } catch (const brine::BadArgument& error) {
        std::fprintf(stderr, "brine: %s\n", error.what());
        return usage_error;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "brine: %s\n", error.what());
        return failure;
    }
}
