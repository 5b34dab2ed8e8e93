// SPDX-License-Identifier: Apache-2.0
#include "retcodes.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <charconv>
#include <vector>

namespace brine::cmd {
namespace {

// The items of a list, or the parts of a text with commas; none for nil.
std::vector<std::string> split_input(const Value& input) {
    std::vector<std::string> parts;
    if (input.is_nil()) return parts;
    if (input.is_list()) {
        for (const Value& item : input.items()) parts.push_back(to_text(item));
        return parts;
    }
    const std::string text = to_text(input);
    for (const std::string_view part : support::split(text, ','))
        parts.emplace_back(support::strip(part));
    return parts;
}

std::int64_t parse_retcode(const std::string& text) {
    std::int64_t number = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end)
        throw BadArgument("success_retcodes must be a list of integers");
    return number;
}

bool contains_any(std::string_view text, const std::vector<std::string>& parts) {
    return std::any_of(parts.begin(), parts.end(), [text](const std::string& part) {
        return text.find(part) != std::string_view::npos;
    });
}

}  // namespace

SuccessRules::SuccessRules(const RunArguments& arguments)
    : out_(split_input(arguments.success_stdout)), err_(split_input(arguments.success_stderr)) {
    for (const std::string& text : split_input(arguments.success_retcodes))
        retcodes_.push_back(parse_retcode(text));
}

void SuccessRules::apply(RunOutcome& outcome) const {
    const bool listed = outcome.retcode && std::find(retcodes_.begin(), retcodes_.end(),
                                                     *outcome.retcode) != retcodes_.end();
    if (listed || contains_any(outcome.out, out_) || contains_any(outcome.err, err_))
        outcome.retcode = 0;
}

}  // namespace brine::cmd
