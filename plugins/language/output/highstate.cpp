// SPDX-License-Identifier: Apache-2.0
#include "highstate.hpp"

#include "compress_ids.hpp"
#include "nested.hpp"
#include "pretty_print.hpp"
#include "python_text.hpp"
#include "state_chunk.hpp"
#include "summary.hpp"

#include <algorithm>
#include <vector>

namespace brine::output {

namespace {

constexpr std::size_t changes_indent = 14;

// The data inside of what a lookup of a job or the orchestrate runner wraps around it.
Value without_envelope(Value data) {
    if (const Value* inner = data.find("return")) data = *inner;
    if (const Value* inner = data.find("data")) data = *inner;
    if (data.is_map() && data.size() == 1) {
        const Value only = data.pairs()[0].value;
        if (only.contains("jid") && only.contains("fun"))
            if (const Value* inner = only["return"].find("data")) data = *inner;
    }
    return data;
}

bool is_orchestration(const Value& data) {
    if (!data.contains("retcode")) return false;
    return std::count_if(data.pairs().begin(), data.pairs().end(), [](const Pair& pair) {
               return pair.key.str_or("").ends_with("_master");
           }) == 1;
}

// Indents every line of `text`, the empty ones too.
std::string indented(std::string_view text, std::size_t columns) {
    const std::string blanks(columns, ' ');
    return blanks + replace_all(text, "\n", "\n" + blanks);
}

std::string join_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        if (n > 0) text += '\n';
        text += lines[n];
    }
    return text;
}

// Whether a filter, a list or a text such as "True,None", holds the state's result.
bool holds(const Value& filter, const Value& result) {
    const std::string wanted = to_str(result);
    if (filter.is_str()) {
        const std::vector<std::string> words = split(filter.str(), ",");
        return std::find(words.begin(), words.end(), wanted) != words.end();
    }
    if (filter.is_map()) return filter.contains(wanted);
    if (!filter.is_nil() && !filter.is_list()) throw NotStates("a filter is not a list");
    return std::any_of(filter.items().begin(), filter.items().end(),
                       [&](const Value& item) { return item.is_str() && item.str() == wanted; });
}

class Highstate {
  public:
    Highstate(const Settings& settings, const HighstateSettings& states, Memory memory)
        : settings_(settings), states_(states), memory_(memory) {}

    // `level` counts the runs inside of runs from 1.
    std::string run(const Value& wrapped, std::size_t level) {
        Value data = without_envelope(wrapped);
        if (data.is_str()) return std::string(data.str());
        if (data.is_nil()) return "None";
        if (!data.is_map()) throw NotStates("the data is not a map of minions");
        const bool orchestration = is_orchestration(data);
        if (states_.compress_ids) data = compress_ids(data, memory_);
        std::vector<std::string> texts;
        for (const Pair& minion : data.pairs()) {
            if (orchestration && minion.key.str_or("") == "retcode") continue;
            texts.push_back(host(minion.key, minion.value, level).text);
        }
        return join_lines(texts);
    }

  private:
    struct HostText {
        std::string text;
        bool changed;
    };

    HostText host(const Value& name, const Value& data, std::size_t level) {
        std::vector<std::string> lines;
        Color color = Color::green;
        bool changed = false;
        const auto returned = [&](std::string_view text) {
            lines.push_back(settings_.palette.paint(Color::green, "    " + std::string(text)));
            color = Color::cyan;
            changed = true;
        };
        if (data.is_str()) {
            color = Color::cyan;
            changed = true;
            for (const std::string_view line : split_lines(data.str(), false)) returned(line);
        } else if (data.is_int() || data.is_bool() || data.type() == Type::unsigned_integer) {
            returned(to_str(data));
        } else if (data.is_list()) {
            color = Color::light_red;
            lines = compile_errors(data);
        } else if (data.is_map()) {
            changed = states(name, data, level, color, lines);
        }
        std::string title = to_str(name);
        if (settings_.strip_escapes) title = without_escapes(title);
        lines.insert(lines.begin(), settings_.palette.paint(color, title + ":"));
        return {join_lines(lines), changed};
    }

    std::vector<std::string> compile_errors(const Value& errors) const {
        std::vector<std::string> lines = {
            "    " + settings_.palette.paint(Color::light_red, "Data failed to compile:")};
        for (const Value& error : errors.items()) {
            std::string text = to_str(error);
            if (settings_.strip_escapes && error.is_str()) text = without_escapes(text);
            lines.push_back(settings_.palette.paint(Color::light_red, "----------\n    " + text));
        }
        return lines;
    }

    // Appends the lines of a minion's states and their summary; answers whether any changed
    // something. `color` becomes that of the minion's name.
    bool states(const Value& name, const Value& data, std::size_t level, Color& color,
                std::vector<std::string>& lines) {
        Summary summary;
        lines = strangers(data);
        for (const Pair& state : ordered(data)) {
            StateChunk chunk(state.key.str_or(""), state.value);
            const std::size_t count =
                states_.compress_ids ? compressed_states(state.key.str_or("")) : 1;
            summary.add_result(chunk.result, count);
            summary.add_duration(
                chunk.info.contains("duration") ? chunk.info["duration"] : Value(0),
                chunk.info.contains("__parallel__"));
            describe_changes(chunk, count, level, summary);
            if (is_hidden(chunk)) continue;
            if (chunk.changed) chunk.color = Color::cyan;
            if (chunk.result.is_false()) color = chunk.color = Color::red;
            if (chunk.result.is_nil()) color = chunk.color = Color::light_yellow;
            show(chunk, summary, lines);
        }
        for (std::string& line : summary.lines(to_str(name), settings_.palette, states_))
            lines.push_back(std::move(line));
        return summary.changed() > 0;
    }

    // Entries that look like the result of a state but lack the number of its run.
    static std::vector<std::string> strangers(const Value& data) {
        std::vector<std::string> lines;
        for (const Pair& entry : data.pairs()) {
            if (!entry.value.is_map() || entry.value.size() == 0 ||
                entry.key.str_or("") == "changes" || entry.value.contains("__run_num__"))
                continue;
            lines.insert(lines.begin(),
                         {"The State execution failed to record the order in which all states "
                          "were executed. The state return missing data is:",
                          pretty_print(entry.value)});
        }
        return lines;
    }

    // The results of states in the order in which they ran.
    static std::vector<Pair> ordered(const Value& data) {
        std::vector<Pair> results;
        for (const Pair& entry : data.pairs())
            if (entry.value.contains("result")) results.push_back(entry);
        const auto number = [](const Pair& entry) {
            const Value* run = entry.value.find("__run_num__");
            return run == nullptr ? Value(0) : *run;
        };
        for (const Pair& entry : results)
            if (!comparable(number(results.front()), number(entry)))
                throw NotStates("numbers of runs cannot be compared");
        std::stable_sort(results.begin(), results.end(),
                         [&](const Pair& a, const Pair& b) { return less(number(a), number(b)); });
        return results;
    }

    void describe_changes(StateChunk& chunk, std::size_t count, std::size_t level,
                          Summary& summary) {
        const std::string_view name = chunk.info["name"].str_or("");
        const Value& changes = chunk.need("changes");
        if (name == "state.orch" || name == "state.orchestrate" || name == "state.sls") {
            chunk.changes = indented("\n" + run(changes, level + 1), changes_indent * level);
            chunk.changed = true;
            summary.add_changes(1);
            return;
        }
        show_changes(changes, chunk);
        if (!chunk.changed) return;
        if (count > 1 && !changes.is_map()) throw NotStates("joined changes are not a map");
        const std::size_t joined = changes["compressed changes"].size();
        summary.add_changes(count > 1 && joined > 0 ? joined : 1);
    }

    void show_changes(const Value& changes, StateChunk& chunk) {
        if (!changes) return;
        chunk.changed = true;
        if (!changes.is_map()) {
            chunk.changes = "Invalid Changes data: " + to_str(changes);
            return;
        }
        const Value inner = changes["ret"];
        if (inner.is_nil() || changes["out"].str_or("") != "highstate") {
            Settings deeper = settings_;
            deeper.indent = changes_indent;
            deeper.failed = false;
            chunk.changes = "\n" + std::string(strip_right(nested(changes, deeper)));
            return;
        }
        if (!inner.is_map()) throw NotStates("the inner run is not a map of minions");
        chunk.changed = false;
        for (const Pair& minion : inner.pairs()) {
            const HostText text = host(minion.key, minion.value, 1);
            chunk.changed = chunk.changed || text.changed;
            chunk.changes += '\n';
            std::string_view newline;
            for (const std::string_view line : split_lines(text.text, false)) {
                chunk.changes += newline;
                chunk.changes += std::string(changes_indent, ' ') + std::string(line);
                newline = "\n";
            }
        }
    }

    [[nodiscard]] bool is_hidden(const StateChunk& chunk) const {
        return chunk.result && !chunk.changed && (states_.diff_only || !states_.verbose);
    }

    void show(StateChunk& chunk, Summary& summary, std::vector<std::string>& lines) const {
        const std::string& mode = states_.mode;
        if (mode.ends_with("_id")) chunk.parts[2] = chunk.parts[1];
        bool terse = mode.starts_with("terse");
        if (mode.starts_with("mixed")) terse = !chunk.result.is_false();
        if (mode.starts_with("changes")) terse = chunk.result && !chunk.changed;
        if (mode.starts_with("filter")) {
            terse = holds(states_.terse, chunk.result);
            if (!terse && holds(states_.exclude, chunk.result)) return;
        }
        if (terse) {
            lines.push_back(terse_line(chunk, settings_, states_));
            return;
        }
        for (std::string& line : block(chunk, settings_, states_.profile))
            lines.push_back(std::move(line));
        if (chunk.info.contains("warnings")) summary.add_warning();
    }

    const Settings& settings_;
    const HighstateSettings& states_;
    Memory memory_;
};

}  // namespace

std::string highstate(const Value& data, const Settings& settings, const HighstateSettings& states,
                      Memory memory) {
    return Highstate(settings, states, memory).run(data, 1);
}

}  // namespace brine::output
