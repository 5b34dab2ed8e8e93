// SPDX-License-Identifier: Apache-2.0
#include "environment.hpp"

#include <unistd.h>
#include <brine/support/process.hpp>
#include <brine/support/text.hpp>
#include <brine/support/user.hpp>

#include <array>
#include <random>

namespace brine::cmd {
namespace {

// Commands whose output is read by others speak English unless they are asked not to.
constexpr std::array<const char*, 13> locale_names{
    "LC_CTYPE",       "LC_NUMERIC",        "LC_TIME", "LC_COLLATE", "LC_MONETARY",
    "LC_MESSAGES",    "LC_PAPER",          "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE",
    "LC_MEASUREMENT", "LC_IDENTIFICATION", "LANGUAGE"};

void add_variables(Variables& variables, const Value& map) {
    for (const Pair& pair : map.pairs())
        variables[to_text(pair.key)] = pair.value.is_nil() ? std::string() : clear_text(pair.value);
}

std::string random_marker() {
    std::random_device source;
    return "brine-" + std::to_string(source()) + "-" + std::to_string(source());
}

// Without root's rights su asks for a password, and there is nobody to type it.
bool may_log_in() { return ::geteuid() == 0; }

Variables login_environment(Call& call, const std::string& user, const std::string& shell) {
    if (!may_log_in()) return {};
    const std::string marker = random_marker();
    const std::string print_marker = "printf %s " + marker;
    const support::Command command{
        .argv = {"su", "-s", shell, "-", user, "-c",
                 print_marker + "; cat /proc/self/environ; " + print_marker}};
    const support::ProcessResult result =
        support::run_process(command, {.cancel_requested = [&] { return call.cancelled(); }});
    if (result.cancelled) throw Cancelled();
    if (auto variables = parse_login_environment(result.out, marker)) return *variables;
    call.log(Level::error, "Environment could not be retrieved for user '{}': {}", user,
             support::strip(support::utf8_replace_invalid(result.err)));
    return {};
}

}  // namespace

Variables parse_variables(const Value& env) {
    Variables variables;
    add_variables(variables, env);
    for (const Value& item : env.items()) add_variables(variables, item);
    return variables;
}

std::optional<Variables> parse_login_environment(std::string_view output, std::string_view marker) {
    const std::size_t first = output.find(marker);
    if (first == std::string_view::npos) return std::nullopt;
    const std::size_t start = first + marker.size();
    const std::size_t end = output.find(marker, start);
    if (end == std::string_view::npos) return std::nullopt;
    Variables variables;
    for (const std::string_view entry : support::split(output.substr(start, end - start), '\0')) {
        const std::size_t equals = entry.find('=');
        if (equals != std::string_view::npos && equals > 0)
            variables.emplace(entry.substr(0, equals), entry.substr(equals + 1));
    }
    return variables;
}

support::EnvironmentChanges command_environment(Call& call, const RunArguments& arguments,
                                                const std::string& user, const std::string& shell) {
    support::EnvironmentChanges changes;
    changes.clean = arguments.clean_env;
    changes.set = parse_variables(arguments.env);
    // A service manager's socket is for the daemon, not for what it runs.
    if (!changes.set.contains("NOTIFY_SOCKET")) changes.unset.emplace_back("NOTIFY_SOCKET");
    if (!user.empty()) {
        changes.set.merge(login_environment(call, user, shell));
        changes.set["USER"] = user;
        changes.set["HOME"] = support::find_user(user).home;
    }
    if (arguments.reset_system_locale)
        for (const char* name : locale_names) changes.set.try_emplace(name, "C");
    if (arguments.prepend_path) changes.prepend_path = arguments.prepend_path->str();
    return changes;
}

}  // namespace brine::cmd
