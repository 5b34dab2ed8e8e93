// SPDX-License-Identifier: Apache-2.0
#include "summary.hpp"

#include "highstate.hpp"
#include "python_text.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <optional>

namespace brine::output {

namespace {

constexpr std::size_t label_width = 9;  // "Succeeded"

std::string fixed(double number, int decimals) {
    std::array<char, 400> buffer{};  // the longest double has 309 digits before the point
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, number);
    return buffer.data();
}

// Python's float(text): the whole text, blanks around it allowed.
std::optional<double> parse_number(std::string_view text) {
    const std::string trimmed(strip(text));
    if (trimmed.empty()) return std::nullopt;
    char* end = nullptr;
    const double number = std::strtod(trimmed.c_str(), &end);
    if (end != trimmed.c_str() + trimmed.size()) return std::nullopt;
    return number;
}

std::optional<double> parse_duration(const Value& duration) {
    if (duration.is_number()) return duration.number();
    if (duration.is_bool()) return duration.boolean() ? 1 : 0;
    if (!duration.is_str()) throw NotStates("a duration is neither number nor text");
    if (const auto number = parse_number(duration.str())) return number;
    return parse_number(duration.str().substr(0, duration.str().find(" ms")));
}

// 100 * part / whole rounded to two decimals, as Python shows a float.
std::string percentage(std::size_t part, std::size_t whole) {
    const double percent = static_cast<double>(part) / static_cast<double>(whole) * 100;
    return repr(std::strtod(fixed(percent, 2).c_str(), nullptr));
}

bool is_one(const Value& value) { return value.is_number() && value.number() == 1; }
bool is_zero(const Value& value) { return value.is_number() && value.number() == 0; }

}  // namespace

void Summary::add_result(const Value& result, std::size_t states) {
    if (result.is_list() || result.is_map()) throw NotStates("a result is a list or a map");
    if (result.is_nil()) {
        not_run_ += states;
    } else if (result.is_true() || is_one(result)) {
        succeeded_ += states;
    } else if (result.is_false() || is_zero(result)) {
        failed_ += states;
    } else {
        const std::string text = repr(result);
        const auto same = std::find_if(others_.begin(), others_.end(),
                                       [&](const Other& other) { return other.result == text; });
        if (same == others_.end()) {
            others_.push_back({text, states});
        } else {
            same->count += states;
        }
    }
}

void Summary::add_duration(const Value& duration, bool parallel) {
    const std::optional<double> ms = parse_duration(duration);
    if (!ms) return;
    if (parallel) {
        parallel_ms_ = std::max(parallel_ms_, *ms);
    } else {
        sequential_ms_ += *ms;
    }
}

std::size_t Summary::total() const {
    std::size_t sum = succeeded_ + failed_ + not_run_;
    for (const Other& other : others_) sum += other.count;
    return sum;
}

std::size_t Summary::largest() const {
    std::size_t most = std::max({succeeded_, failed_, not_run_, warnings_});
    for (const Other& other : others_) most = std::max(most, other.count);
    return most;
}

double Summary::milliseconds() const { return sequential_ms_ + parallel_ms_; }

std::vector<std::string> Summary::lines(std::string_view host, const Palette& palette,
                                        const HighstateSettings& states) const {
    const std::size_t most = largest();
    const std::size_t width =
        label_width + (total() + warnings_ == 0 ? 0 : std::to_string(most).size()) + 2;
    const std::string rule(width, '-');
    const auto count = [&](Color color, std::string_view label, std::string_view number) {
        return palette.paint(
            color, std::string(label) + ": " + pad_left(number, width - length(label) - 2));
    };
    const Color failure = failed_ > 0 ? Color::red : Color::cyan;

    std::string details;
    if (not_run_ > 0)
        details = palette.paint(Color::light_yellow, "unchanged=" + std::to_string(not_run_));
    if (changed_ > 0) {
        if (!details.empty()) details += ", ";
        details += palette.paint(Color::green, "changed=" + std::to_string(changed_));
    }
    if (!details.empty()) details = " (" + details + ")";

    std::vector<std::string> lines = {
        palette.paint(Color::cyan, "\nSummary for " + std::string(host) + "\n" + rule),
        count(Color::green, "Succeeded", std::to_string(succeeded_ + not_run_)) + details,
        count(failure, "Failed", std::to_string(failed_)),
    };
    if (states.percentages && total() > 0) {
        lines.push_back(
            count(Color::green, "Success %", percentage(succeeded_ + not_run_, total())));
        lines.push_back(count(failure, "Failure %", percentage(failed_, total())));
    }
    if (warnings_ > 0)
        lines.push_back(count(Color::light_red, "Warnings", std::to_string(warnings_)));
    lines.push_back(palette.paint(
        Color::cyan, rule + "\nTotal states run: " + pad_left(std::to_string(total()), width - 7)));
    if (states.profile) {
        const double ms = milliseconds();
        const bool seconds = ms > 999;
        lines.push_back(palette.paint(
            Color::cyan,
            "Total run time: " + pad_left(fixed(seconds ? ms / 1000 : ms, 3), width - 5) +
                (seconds ? " s" : " ms")));
    }
    return lines;
}

}  // namespace brine::output
