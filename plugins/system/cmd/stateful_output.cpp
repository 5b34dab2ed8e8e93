// SPDX-License-Identifier: Apache-2.0
#include "stateful_output.hpp"

#include <brine/format.hpp>
#include <brine/support/json.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <optional>

#include "shell_words.hpp"

namespace brine::cmd {
namespace {

bool is_true(const Value& value) {
    std::string text = to_text(value);
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (value && (text == "true" || text == "yes" || text == "1")) return true;
    if (text == "false" || text == "no" || text == "0") return false;
    throw Error(format("Failed parsing boolean value: {}", value));
}

std::string_view last_line(std::string_view text) {
    const std::size_t end = support::strip_right(text).rfind('\n');
    return end == std::string_view::npos ? text : text.substr(end + 1);
}

// What stands before the line with the report. Of an output of one line Salt keeps all but the
// last character.
std::string_view before_last_line(std::string_view text) {
    const std::size_t end = support::strip_right(text).rfind('\n');
    return text.substr(0, end == std::string_view::npos ? text.size() - 1 : end);
}

// The words of a line as a map; nothing when one of them has not exactly one '='.
std::optional<Value> parse_assignments(Memory memory, std::string_view line) {
    Map data(memory);
    try {
        for (const std::string& word : shell_words(line)) {
            const std::size_t equals = word.find('=');
            if (equals == std::string::npos || word.find('=', equals + 1) != std::string::npos)
                return std::nullopt;
            data.set(word.substr(0, equals), word.substr(equals + 1));
        }
    } catch (const Error&) {  // a quotation that does not end
        return std::nullopt;
    }
    return data.value();
}

// The JSON document in `text`; nothing when it is none.
std::optional<Value> parse_json(Memory memory, std::string_view text) {
    try {
        return support::json::load(memory, text);
    } catch (const support::json::Error&) {
        return std::nullopt;
    }
}

// The report's own entries but the comment, then those of the result that it does not have.
Value all_changes(Memory memory, const Value& report, const Value& result, std::string_view out) {
    Map changes(memory);
    for (const Pair& pair : report.pairs())
        if (pair.key.str_or("") != "comment") changes.set(pair.key, pair.value);
    for (const Pair& pair : result.pairs())
        if (changes.find(pair.key) == nullptr) changes.set(pair.key, pair.value);
    changes.set("stdout", out);
    return changes.value();
}

}  // namespace

StatefulReport read_stateful_output(Memory memory, const Value& result) {
    const Value nothing = Map(memory).value();
    const std::string_view out = result["stdout"].str_or("");
    if (out.empty()) return {.comment = result["stderr"].str_or(""), .changes = nothing};

    const std::optional<Value> json = parse_json(memory, out);
    if (json && !json->is_map())
        return {.understood = false,
                .comment = "script JSON output must be a JSON object (e.g., {})!",
                .changes = nothing};
    const std::optional<Value> data = json ? json : parse_assignments(memory, last_line(out));
    if (!data)
        return {.understood = false,
                .comment =
                    "Failed parsing script output! Stdout must be JSON or a line of "
                    "name=value pairs.",
                .changes = result};

    const bool changed = data->contains("changed") && is_true((*data)["changed"]);
    const std::string_view rest = json ? std::string_view() : before_last_line(out);
    return {.comment = data->contains("comment") ? (*data)["comment"] : Value(""),
            .changes = changed ? all_changes(memory, *data, result, rest) : nothing};
}

}  // namespace brine::cmd
