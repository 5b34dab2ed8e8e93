// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include "values.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>

namespace brine::state {
namespace {

// A job id as Salt makes them: the local time down to microseconds.
std::string new_jid() {
    using namespace std::chrono;
    const auto now = system_clock::now();
    const std::time_t seconds = system_clock::to_time_t(now);
    const auto micros = duration_cast<microseconds>(now.time_since_epoch()).count() % 1000000;
    std::tm local{};
    ::localtime_r(&seconds, &local);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y%m%d%H%M%S", &local);
    std::snprintf(text.data() + size, text.size() - size, "%06d", static_cast<int>(micros));
    return text.data();
}

Value run_pillar(Call& call, const Value& over) {
    if (over.is_nil()) return {};
    if (!over.is_map())
        throw BadArgument(
            "Pillar data must be formatted as a dictionary, unless pillar_enc is specified.");
    const Value pillar = call.lookup("pillar");
    return pillar.is_map() ? merged(call.memory(), pillar, over) : over;
}

}  // namespace

Settings make_settings(Call& call, const RunArguments& arguments) {
    Settings settings;
    settings.test = arguments.test.is_nil() ? call.test() : static_cast<bool>(arguments.test);
    settings.failhard = static_cast<bool>(call.option("failhard"));
    const Value saltenv = arguments.saltenv.is_nil() ? call.option("saltenv") : arguments.saltenv;
    if (!saltenv.is_nil()) settings.saltenv = to_text(saltenv);
    if (call.option("lock_saltenv") && !arguments.saltenv.is_nil() &&
        call.option("saltenv") != arguments.saltenv)
        throw Error("lock_saltenv is enabled, saltenv cannot be changed");
    settings.jid = to_text(call.lookup("jid"));
    if (call.lookup("jid").is_nil()) settings.jid = new_jid();
    settings.minion_id = call.option("id").str_or("");
    settings.disabled_requisites = disabled_requisites(call);

    Map context = call.map();
    context.add("test", settings.test);
    const Value pillar = run_pillar(call, arguments.pillar);
    if (!pillar.is_nil()) context.add("pillar", pillar);
    settings.context = context.value();
    return settings;
}

std::unordered_set<std::string> disabled_requisites(Call& call) {
    const Value option = call.option("disabled_requisites");
    if (option.is_nil()) return {};
    const std::vector<std::string> names = split_names(option);
    return {names.begin(), names.end()};
}

}  // namespace brine::state
