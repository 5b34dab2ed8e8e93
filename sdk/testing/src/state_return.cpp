// SPDX-License-Identifier: Apache-2.0
#include "brine/testing/state_return.hpp"

#include "brine/testing/failure.hpp"
#include "brine/testing/literal.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <array>

namespace brine::testing {
namespace {

using Fits = bool (*)(const Value&);

struct Member {
    std::string_view name;
    std::string_view type;
    Fits fits;
};

bool is_comment(const Value& value) {
    const auto items = value.items();
    return value.is_str() ||
           (value.is_list() && std::all_of(items.begin(), items.end(),
                                           [](const Value& item) { return item.is_str(); }));
}

constexpr std::array members{
    Member{"name", "a str", [](const Value& value) { return value.is_str(); }},
    Member{"changes", "a map", [](const Value& value) { return value.is_map(); }},
    Member{"result", "a bool or nil",
           [](const Value& value) { return value.is_bool() || value.is_nil(); }},
    Member{"comment", "a str or a list of strs", is_comment},
};

}  // namespace

std::string state_flaw(const Value& data, bool test) {
    if (!data.is_map()) return format("{}, not a map", data.described());
    for (const Member& member : members) {
        const Value* value = data.find(member.name);
        if (value == nullptr) return format("no '{}'", member.name);
        if (!member.fits(*value))
            return format("'{}' is {}, not {}", member.name, shown(*value), member.type);
    }
    const Value result = data["result"];
    if (result.is_nil() && !test) return "the result nil, which is for test mode only";
    if (test && result.is_true() && data["changes"].size() != 0)
        return format(
            "in test mode the result true, which means that nothing would change, with "
            "the changes {}; the result of pending changes is nil",
            shown(data["changes"]));
    return {};
}

StateReturn::StateReturn(std::string_view function, const Value& data, bool test) : data_(data) {
    if (const std::string flaw = state_flaw(data, test); !flaw.empty())
        throw Failure(format("the state {} returns {}: {}", function, flaw, shown(data)));
}

std::string StateReturn::comment() const {
    const Value comment = data_["comment"];
    if (comment.is_str()) return std::string(comment.str());
    std::string text;
    for (const Value& line : comment.items()) {
        if (!text.empty()) text += '\n';
        text += line.str();
    }
    return text;
}

}  // namespace brine::testing
