// SPDX-License-Identifier: Apache-2.0
#include "brine/testing/failure.hpp"
#include "brine/testing/literal.hpp"
#include "brine/testing/records.hpp"

#include <brine/format.hpp>

namespace brine::testing {

Value PassedArguments::operator[](std::size_t position) const noexcept {
    return position < args.size() ? args[position] : Value();
}

Value PassedArguments::operator[](std::string_view keyword) const noexcept {
    for (const Pair& pair : kwargs)
        if (pair.key.str_or("") == keyword) return pair.value;
    return {};
}

std::string shown(const RecordedCall& call) {
    std::string arguments;
    const auto add = [&arguments](const std::string& argument) {
        if (!arguments.empty()) arguments += ", ";
        arguments += argument;
    };
    for (const Value& value : call.args) add(shown(value));
    for (const Pair& pair : call.kwargs) add(to_text(pair.key) + "=" + shown(pair.value));
    const std::string text = call.kind == "exec" ? call.name : call.kind + " " + call.name;
    return format("{}({}) -> {}", text, arguments,
                  call.status == BRINE_OK ? shown(call.result) : "error: " + call.error);
}

void Calls::fail(const std::string& expected) const {
    std::string text = format("{}: expected {}, there were {}", what_, expected, calls_.size());
    for (const RecordedCall& call : calls_) text += "\n  " + shown(call);
    throw Failure(text);
}

const RecordedCall& Calls::operator[](std::size_t position) const& {
    if (position >= calls_.size()) fail(format("at least {} calls", position + 1));
    return calls_[position];
}

const RecordedCall& Calls::only() const& {
    if (calls_.size() != 1) fail("one call");
    return calls_.front();
}

const RecordedCall& Calls::last() const& {
    if (calls_.empty()) fail("a call");
    return calls_.back();
}

RecordedCall Calls::operator[](std::size_t position) const&& {
    return static_cast<const Calls&>(*this)[position];
}

RecordedCall Calls::only() const&& { return static_cast<const Calls&>(*this).only(); }

RecordedCall Calls::last() const&& { return static_cast<const Calls&>(*this).last(); }

}  // namespace brine::testing
