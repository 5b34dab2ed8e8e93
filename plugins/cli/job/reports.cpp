// SPDX-License-Identifier: Apache-2.0
#include "reports.hpp"

#include <brine/format.hpp>
#include <brine/support/json.hpp>
#include <brine/support/table.hpp>

#include <array>
#include <cstdio>
#include <ctime>
#include <optional>

namespace brine::cli {
namespace {

constexpr int json_indent = 4;

std::optional<double> seconds_in(const Value& time) {
    if (!time.is_number()) return std::nullopt;
    return time.number();
}

// Local date and time; empty when it has not come.
std::string clock_time(const Value& time) {
    const auto seconds = seconds_in(time);
    if (!seconds) return {};
    const auto whole = static_cast<std::time_t>(*seconds);
    std::tm local{};
    ::localtime_r(&whole, &local);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M:%S", &local);
    return text.data();
}

std::string in_seconds(double seconds) {
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%.1f s", seconds);
    return text.data();
}

// How long the job has run, or ran; empty when it did not begin.
std::string run_time(const Value& job, double now) {
    const auto started = seconds_in(job["started"]);
    if (!started) return {};
    return in_seconds(seconds_in(job["ended"]).value_or(now) - *started);
}

std::string pid_of(const Value& job) {
    const bool runs = job["state"] == "running";
    return runs ? to_text(job["pid"]) : std::string();
}

std::string outcome_of(const Value& outcome) {
    if (outcome.is_nil()) return {};
    if (outcome.contains("error"))
        return format("\nerror (status {}):\n{}\n", outcome["status"], outcome["error"]);
    return format("\nreturn (code {}):\n{}\n", outcome["retcode"],
                  support::json::dump(outcome["return"], json_indent));
}

}  // namespace

std::string job_table(const Value& jobs, double now) {
    support::Table table({"JID", "STATE", "FUNCTION", "USER", "PID", "STARTED", "TIME"});
    for (const Value& job : jobs.items())
        table.add({to_text(job["jid"]), to_text(job["state"]), to_text(job["fun"]),
                   to_text(job["user"]), pid_of(job), clock_time(job["started"]),
                   run_time(job, now)});
    return table.text();
}

std::string job_report(const Value& job, double now) {
    std::string text;
    const auto line = [&text](std::string_view name, const std::string& content) {
        if (!content.empty()) text += format("{}{}\n", name, content);
    };
    line("job       ", to_text(job["jid"]));
    line("function  ", to_text(job["fun"]));
    line("user      ", to_text(job["user"]));
    line("state     ", to_text(job["state"]));
    line("pid       ", pid_of(job));
    line("queued    ", clock_time(job["queued"]));
    line("started   ", clock_time(job["started"]));
    line("ended     ", clock_time(job["ended"]));
    line("time      ", run_time(job, now));
    return text + outcome_of(job["outcome"]);
}

std::string entries(const Value& map) {
    std::size_t widest = 0;
    for (const Pair& pair : map.pairs()) widest = std::max(widest, to_text(pair.key).size());
    std::string text;
    for (const Pair& pair : map.pairs()) {
        std::string name = to_text(pair.key);
        name.resize(widest, ' ');
        text += format("{}  {}\n", name, pair.value);
    }
    return text;
}

}  // namespace brine::cli
