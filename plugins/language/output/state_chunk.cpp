// SPDX-License-Identifier: Apache-2.0
#include "state_chunk.hpp"

#include "highstate.hpp"
#include "python_format.hpp"
#include "python_text.hpp"
#include "text_wrap.hpp"

#include <charconv>

namespace brine::output {

namespace {

constexpr std::string_view continuation = "\n              ";  // under the text of a comment
constexpr std::size_t warning_width = 80;
constexpr std::size_t warning_indent = 14;

std::string comment_text(const StateChunk& chunk) {
    std::string text = replace_all(strip(to_str(chunk.need("comment"))), "\n", continuation);
    const Value* data = chunk.info.find("data");
    if (data == nullptr) return text;
    if (data->is_list()) {
        for (const Value& item : data->items()) text += " " + to_str(item);
    } else if (data->is_map()) {
        for (const Pair& pair : data->pairs())
            text += "\n\t\t" + to_str(pair.key) + ": " + to_str(pair.value);
    } else {
        text += " " + to_str(*data);
    }
    return text;
}

std::string duration_text(const Value& info) {
    const Value* duration = info.find("duration");
    if (duration == nullptr || (duration->is_str() && duration->size() == 0)) return "";
    return to_str(*duration) + " ms";
}

std::string joined_warnings(const Value& warnings) {
    if (!warnings.is_list()) throw NotStates("warnings are not a list");
    std::string text;
    std::string_view separator;
    for (const Value& warning : warnings.items()) {
        if (!warning.is_str()) throw NotStates("a warning is not text");
        text += separator;
        text += warning.str();
        separator = "\n";
    }
    return text;
}

std::string_view outcome(const StateChunk& chunk) {
    if (chunk.result.is_false()) return "Failed";
    if (chunk.result.is_nil()) return "Differs";
    return chunk.need("changes") ? "Changed" : "Clean";
}

// The values of a terse format, by Salt's numbers: "1" is the name, "6[start_time]" an entry of
// the result.
class TerseFields {
  public:
    TerseFields(const StateChunk& chunk, const Settings& settings)
        : chunk_(chunk), settings_(settings) {}

    Value operator()(std::string_view field) {
        std::size_t number = next_;
        std::string_view rest = field;
        if (!field.empty() && field[0] != '[') {
            const auto parsed = std::from_chars(field.data(), field.data() + field.size(), number);
            if (parsed.ec != std::errc()) throw unknown(field);
            rest.remove_prefix(static_cast<std::size_t>(parsed.ptr - field.data()));
        } else {
            ++next_;
        }
        if (rest.empty()) return positional(number, field);
        if (number != 6 || rest.front() != '[' || rest.back() != ']') throw unknown(field);
        return chunk_.need(rest.substr(1, rest.size() - 2));
    }

  private:
    [[nodiscard]] Value positional(std::size_t number, std::string_view field) const {
        switch (number) {
            case 0:
                return Value::stable(settings_.palette[chunk_.color]);
            case 1:
                return Value::stable(chunk_.name());
            case 2:
                return Value::stable(chunk_.module());
            case 3:
                return Value::stable(chunk_.function());
            case 4:
                return Value::stable(outcome(chunk_));
            case 5:
                return Value::stable(settings_.palette[Color::end]);
            case 6:
                return chunk_.info;
            default:
                throw unknown(field);
        }
    }

    static Error unknown(std::string_view field) {
        return Error("state_tabular: the field '{" + std::string(field) +
                     "}' is not known; there are {0} color, {1} name, {2} module, {3} function, "
                     "{4} outcome, {5} end of color, {6[key]} an entry of the result");
    }

    const StateChunk& chunk_;
    const Settings& settings_;
    std::size_t next_ = 0;
};

}  // namespace

StateChunk::StateChunk(std::string_view key, const Value& map)
    : parts(split(key, "_|-")), info(map), result(map["result"]) {
    if (parts.size() < 3) throw NotStates("a key is not module_|-id_|-name_|-function");
}

const Value& StateChunk::need(std::string_view key) const {
    if (const Value* value = info.find(key)) return *value;
    throw NotStates("a state's result has no " + std::string(key));
}

std::vector<std::string> block(const StateChunk& chunk, const Settings& settings, bool profile) {
    if (chunk.parts.size() < 4) throw NotStates("a key is not module_|-id_|-name_|-function");
    const auto line = [&](std::string_view label, std::string_view text) {
        return "    " + settings.palette.paint(chunk.color, std::string(label) + std::string(text));
    };
    std::vector<std::string> lines = {
        settings.palette.paint(chunk.color, "----------"),
        line("      ID: ", chunk.id()),
        line("Function: ", chunk.module() + "." + chunk.parts[3]),
    };
    if (chunk.id() != chunk.name()) lines.push_back(line("    Name: ", chunk.name()));
    lines.push_back(line("  Result: ", to_str(chunk.result)));
    lines.push_back(line(" Comment: ", comment_text(chunk)));
    if (profile && chunk.info.contains("start_time")) {
        lines.push_back(line(" Started: ", to_str(chunk.need("start_time"))));
        lines.push_back(line("Duration: ", duration_text(chunk.info)));
    }
    lines.push_back(settings.palette.paint(chunk.color, "     Changes:   " + chunk.changes));
    if (const Value* warnings = chunk.info.find("warnings")) {
        const std::string text = fill(joined_warnings(*warnings), warning_width, warning_indent);
        lines.push_back("   " +
                        settings.palette.paint(Color::light_red,
                                               " Warnings: " + std::string(strip_left(text))));
    }
    return lines;
}

std::string terse_line(const StateChunk& chunk, const Settings& settings,
                       const HighstateSettings& states) {
    TerseFields fields(chunk, settings);
    if (states.tabular.is_str()) return format_fields(states.tabular.str(), std::ref(fields));

    const bool aligned = states.tabular.is_true();
    const bool timed = states.profile && chunk.info.contains("start_time");
    std::string line;
    if (const Value* warnings = chunk.info.find("warnings")) {
        line = settings.palette.paint(Color::light_red, "Warnings:\n" + joined_warnings(*warnings));
        if (aligned) line += '\n';
    }
    std::string pattern;
    if (aligned) {
        pattern = "{0}";
        if (timed) pattern += "{6[start_time]!s} [{6[duration]!s:>7} ms] ";
        pattern += "{2:>10}.{3:<10} {4:7}   Name: {1}{5}";
    } else {
        pattern = " {0} Name: {1} - Function: {2}.{3} - Result: {4}";
        if (timed) pattern += " - Started: {6[start_time]!s} - Duration: {6[duration]!s} ms";
        pattern += "{5}";
    }
    return line + format_fields(pattern, std::ref(fields));
}

}  // namespace brine::output
