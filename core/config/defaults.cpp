// SPDX-License-Identifier: Apache-2.0
#include "core/config/defaults.hpp"

#include <array>
#include <cstdlib>

#include <unistd.h>

namespace brine::core {
namespace {

constexpr std::array rules{
    OptionRule{"root_dir", "str"},
    OptionRule{"id", "str"},
    OptionRule{"cachedir", "str", true},
    OptionRule{"sock_dir", "str", true},
    OptionRule{"pidfile", "str", true},
    OptionRule{"log_file", "str", true},
    OptionRule{"extension_modules", "str", true},
    OptionRule{"log_level", "str"},
    OptionRule{"log_level_logfile", "str"},
    OptionRule{"default_include", "str"},
    OptionRule{"include", "str|list"},
    OptionRule{"plugin_dirs", "list"},
    OptionRule{"file_roots", "map"},
    OptionRule{"pillar_roots", "map"},
    OptionRule{"grains", "map"},
    OptionRule{"renderer", "str"},
    OptionRule{"test", "bool"},
    OptionRule{"call_depth", "int", false, 1, 1000},
    OptionRule{"check_results", "bool"},
    OptionRule{"worker_threads", "int", false, 1, 64},
    OptionRule{"jobs_max", "int", false, 1, 10000},
    OptionRule{"jobs_queue", "int", false, 1, 1000000},
    OptionRule{"jobs_keep", "int", false, 0, 1000000},
    OptionRule{"job_timeout", "int|float", false, 0, 100'000'000},
    OptionRule{"job_memory_max", "int", false, 0},
    OptionRule{"engines", "list"},
};

// $NAME, or $HOME and a path below it, or a path nobody else can use either.
std::string user_directory(const char* variable, const char* below_home) {
    if (const char* set = std::getenv(variable); set != nullptr && *set == '/') return set;
    if (const char* home = std::getenv("HOME"); home != nullptr && *home == '/')
        return std::string(home) + below_home;
    return "/nonexistent";
}

// Keeps files and sockets of root and of a user apart, so that both may run Brine at once.
struct Places {
    std::string cache;
    std::string sockets;
    std::string log;
    std::string pid;
};

Places places() {
    if (::geteuid() == 0)
        return {"/var/cache/salt/minion", "/var/run/salt/minion", "/var/log/salt/minion",
                "/var/run/brined.pid"};
    const std::string cache = user_directory("XDG_CACHE_HOME", "/.cache") + "/brine";
    const std::string runtime = user_directory("XDG_RUNTIME_DIR", "/.cache") + "/brine";
    return {cache, runtime, cache + "/log", runtime + "/brined.pid"};
}

}  // namespace

std::span<const OptionRule> option_rules() noexcept { return rules; }

std::string default_config_directory() { return "/etc/salt"; }

Value default_options(Memory memory) {
    const Places at = places();
    const auto list = [&](std::string_view item) { return List(memory).add(item).value(); };
    const auto roots = [&](std::string_view path) {
        return Map(memory).add("base", list(path)).value();
    };
    return Map(memory)
        .add("root_dir", "/")
        .add("cachedir", at.cache)
        .add("sock_dir", at.sockets)
        .add("pidfile", at.pid)
        .add("log_file", at.log)
        .add("extension_modules", at.cache + "/extmods")
        .add("log_level", "warning")
        .add("log_level_logfile", "warning")
        .add("default_include", "minion.d/*.conf")
        .add("plugin_dirs", list("/etc/brine/plugins"))
        .add("file_client", "local")
        .add("file_roots", roots("/srv/salt"))
        .add("pillar_roots", roots("/srv/pillar"))
        .add("saltenv", nullptr)
        .add("pillarenv", nullptr)
        .add("renderer", "yaml")
        .add("state_top", "top.sls")
        .add("default_top", "base")
        .add("state_auto_order", true)
        .add("state_output", "full")
        .add("state_verbose", true)
        .add("state_events", false)
        .add("failhard", false)
        .add("test", false)
        .add("hash_type", "sha256")
        .add("call_depth", 100)
        .add("check_results", false)
        .add("worker_threads", 2)
        .add("jobs_max", 8)
        .add("jobs_queue", 1000)
        .add("jobs_keep", 1000)
        .add("job_timeout", 0)
        .add("job_memory_max", 0)
        .add("engines", Value::list({}))
        .value();
}

}  // namespace brine::core
