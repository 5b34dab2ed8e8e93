// SPDX-License-Identifier: Apache-2.0
#include "result.hpp"

#include <brine/format.hpp>

#include <array>
#include <cstdio>
#include <ctime>

namespace brine::state {
namespace {

Result read(const Value& map) {
    Result result;
    result.map = map;
    result.outcome = map["result"];
    result.changed = static_cast<bool>(map["changes"]);
    result.state_ran = !map["__state_ran__"].is_false();
    result.skip_watch = static_cast<bool>(map["skip_watch"]);
    return result;
}

std::string missing_keys(const Value& map) {
    std::string missing;
    for (const std::string_view key : {"name", "result", "changes", "comment"})
        if (!map.contains(key)) missing += (missing.empty() ? "" : ", ") + std::string(key);
    return missing;
}

// What is wrong with a function's return, or an empty text.
std::string violation(const Value& returned) {
    if (!returned.is_map()) return "Malformed state return. Data must be a dictionary type.";
    if (!returned["changes"].is_map()) return "'Changes' should be a dictionary.";
    const std::string missing = missing_keys(returned);
    if (missing.empty()) return {};
    return format("The following keys were not present in the state return: {}.", missing);
}

Value joined_lines(Memory memory, const Value& lines) {
    std::string text;
    for (std::size_t n = 0; n < lines.size(); ++n)
        text += (n == 0 ? "" : "\n") + to_text(lines.items()[n]);
    return Value::stable(memory.copy(text));
}

}  // namespace

std::string Result::comment() const { return to_text(map["comment"]); }

Stopwatch::Stopwatch()
    : wall_(std::chrono::system_clock::now()), start_(std::chrono::steady_clock::now()) {}

std::string Stopwatch::start_time() const {
    using namespace std::chrono;
    const std::time_t seconds = system_clock::to_time_t(wall_);
    const auto micros = duration_cast<microseconds>(wall_.time_since_epoch()).count() % 1000000;
    std::tm local{};
    ::localtime_r(&seconds, &local);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%H:%M:%S", &local);
    std::snprintf(text.data() + size, text.size() - size, ".%06d", static_cast<int>(micros));
    return text.data();
}

double Stopwatch::duration() const {
    using namespace std::chrono;
    const auto micros = duration_cast<microseconds>(steady_clock::now() - start_).count();
    return static_cast<double>(micros) / 1000.0;
}

Result make_result(Memory memory, const Value& name, const Value& outcome,
                   std::string_view comment) {
    Map map(memory);
    map.add("name", name).add("changes", Value::map({})).add("result", outcome);
    map.add("comment", comment);
    return read(map.value());
}

Result checked_result(Memory memory, const Value& name, const Value& returned) {
    const std::string wrong = violation(returned);
    if (!wrong.empty())
        return make_result(memory, name, false, "An exception occurred in this state: " + wrong);
    Result result = read(returned);
    if (returned["comment"].is_list())
        result = with(memory, result, "comment", joined_lines(memory, returned["comment"]));
    const Value outcome = returned["result"];
    if (!outcome.is_nil() && !outcome.is_bool())
        result = with(memory, result, "result", static_cast<bool>(outcome));
    return result;
}

Result with(Memory memory, const Result& result, std::string_view key, const Value& value) {
    Map map(memory);
    map.update(result.map).set(key, value);
    return read(map.value());
}

Result stamped(Memory memory, const Result& result, const Chunk& chunk, std::int64_t run_number,
               const Stopwatch& time) {
    Map map(memory);
    map.update(result.map);
    map.set("__sls__", chunk.sls.empty() ? Value() : Value::stable(chunk.sls));
    map.set("__run_num__", run_number);
    map.set("start_time", time.start_time());
    map.set("duration", time.duration());
    map.set("__id__", Value::stable(chunk.id));
    return read(map.value());
}

}  // namespace brine::state
