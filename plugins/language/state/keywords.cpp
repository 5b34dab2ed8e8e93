// SPDX-License-Identifier: Apache-2.0
#include "keywords.hpp"

#include <algorithm>
#include <array>

namespace brine::state {
namespace {

using std::string_view_literals::operator""sv;

// All tables are sorted.
constexpr std::array requisites{
    "listen"sv,      "onchanges"sv,   "onchanges_any"sv, "onfail"sv,      "onfail_all"sv,
    "onfail_any"sv,  "onfail_stop"sv, "prereq"sv,        "prerequired"sv, "require"sv,
    "require_any"sv, "watch"sv,       "watch_any"sv,
};

constexpr std::array requisites_in{
    "listen_in"sv, "onchanges_in"sv, "onfail_in"sv, "prereq_in"sv, "require_in"sv, "watch_in"sv,
};

constexpr std::array compiled_requisites{
    "onchanges_in"sv, "onfail_in"sv, "prereq"sv, "prereq_in"sv,
    "require_in"sv,   "use"sv,       "use_in"sv, "watch_in"sv,
};

// The hints among them: reload_modules (functions are looked up anew for every run),
// onfail_stop (only weighs in the return code), and the __pub_* facts about who asked.
constexpr std::array runtime{
    "__env__"sv,
    "__id__"sv,
    "__orchestration_jid__"sv,
    "__prereq__"sv,
    "__prerequired__"sv,
    "__pub_arg"sv,
    "__pub_fun"sv,
    "__pub_jid"sv,
    "__pub_pid"sv,
    "__pub_ret"sv,
    "__pub_tgt"sv,
    "__pub_tgt_type"sv,
    "__pub_user"sv,
    "__sls__"sv,
    "__umask__"sv,
    "check_cmd"sv,
    "cmd_opts_exclude"sv,
    "creates"sv,
    "failhard"sv,
    "fire_event"sv,
    "fun"sv,
    "onlyif"sv,
    "order"sv,
    "parallel"sv,
    "reload_grains"sv,
    "reload_modules"sv,
    "reload_pillar"sv,
    "retry"sv,
    "runas"sv,
    "runas_password"sv,
    "saltenv"sv,
    "state"sv,
    "umask"sv,
    "unless"sv,
    "use"sv,
    "use_in"sv,
};

struct Unsupported {
    std::string_view key;
    std::string_view reason;
};

constexpr std::array unsupported_keys{
    Unsupported{"beacon", "states cannot make beacons"},
    Unsupported{"parallel", "states run one after the other"},
    Unsupported{"provider", "the module of a state cannot be replaced"},
    Unsupported{"providers", "the module of a state cannot be replaced"},
    Unsupported{"reload_grains", "grains stay the same during a run"},
    Unsupported{"reload_pillar", "the pillar stays the same during a run"},
    Unsupported{"runas_password", "commands cannot be given a password"},
};

static_assert(std::is_sorted(requisites.begin(), requisites.end()));
static_assert(std::is_sorted(requisites_in.begin(), requisites_in.end()));
static_assert(std::is_sorted(compiled_requisites.begin(), compiled_requisites.end()));
static_assert(std::is_sorted(runtime.begin(), runtime.end()));

template <class Table>
bool contains(const Table& table, std::string_view key) noexcept {
    return std::binary_search(table.begin(), table.end(), key);
}

}  // namespace

bool is_requisite(std::string_view key) noexcept { return contains(requisites, key); }

bool is_compiled_requisite(std::string_view key) noexcept {
    return contains(compiled_requisites, key);
}

bool is_internal(std::string_view key) noexcept {
    return contains(requisites, key) || contains(requisites_in, key) || contains(runtime, key);
}

std::string_view unsupported(std::string_view key) noexcept {
    const auto* found = std::find_if(unsupported_keys.begin(), unsupported_keys.end(),
                                     [&](const Unsupported& entry) { return entry.key == key; });
    return found != unsupported_keys.end() ? found->reason : std::string_view();
}

}  // namespace brine::state
