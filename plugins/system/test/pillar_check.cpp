// SPDX-License-Identifier: Apache-2.0
//
// test.check_pillar: whether pillar keys exist and have the type that a state tree relies on.
#include <brine/sdk.hpp>

#include <algorithm>
#include <vector>

#include "groups.hpp"

namespace brine::test_module {
namespace {

// One kind of check. `type` is how Salt names it in comments: a Python type.
struct Check {
    std::string_view type;
    bool (*holds)(const Value&);
};

constexpr Check present_check{"None", [](const Value&) { return true; }};
constexpr Check boolean_check{"<class 'bool'>", [](const Value& v) { return v.is_bool(); }};
// In Python a truth value is an int.
constexpr Check integer_check{
    "<class 'int'>",
    [](const Value& v) { return v.is_bool() || v.is_int() || v.type() == Type::unsigned_integer; }};
constexpr Check string_check{"(<class 'str'>,)", [](const Value& v) { return v.is_str(); }};
constexpr Check listing_check{"<class 'list'>", [](const Value& v) { return v.is_list(); }};
constexpr Check dictionary_check{"<class 'dict'>", [](const Value& v) { return v.is_map(); }};

struct Outcome {
    std::string_view key;
    const Check* check;  // null: the key is missing
};

// As in Salt a later outcome of the same key takes the place of the earlier one.
void record(std::vector<Outcome>& outcomes, const Outcome& outcome) {
    const auto same = std::find_if(outcomes.begin(), outcomes.end(),
                                   [&](const Outcome& o) { return o.key == outcome.key; });
    if (same != outcomes.end()) {
        *same = outcome;
    } else {
        outcomes.push_back(outcome);
    }
}

class PillarCheck {
  public:
    explicit PillarCheck(State& state) : state_(state) {}

    // `keys` is one key, a list of keys, or nil.
    void run(const Check& check, const Value& keys, std::string_view argument) {
        if (!keys) return;
        if (keys.is_str()) return run_one(check, keys.str());
        if (!keys.is_list())
            throw BadArgument(
                format("'{}' must be a str or a list of str, not {}", argument, keys.described()));
        for (const Value& key : keys.items()) run_one(check, key.str());
    }

    StateResult result(bool verbose) {
        std::string comment;
        for (const Outcome& outcome : failed_) {
            comment += format("Pillar key \"{}\" ", outcome.key);
            comment += outcome.check == nullptr ? std::string("is missing.\n")
                                                : format("is not {}.\n", outcome.check->type);
        }
        if (verbose && !fine_.empty()) {
            comment += "Those keys passed the check:\n";
            for (const Outcome& outcome : fine_)
                comment += format("- {} ({})\n", outcome.key, outcome.check->type);
        }
        return state_.result(failed_.empty(), comment, state_.map({}));
    }

  private:
    void run_one(const Check& check, std::string_view key) {
        const Value value = state_.pillar(key);
        if (value.is_nil()) return record(failed_, {key, nullptr});
        record(check.holds(value) ? fine_ : failed_, {key, &check});
    }

    State& state_;
    std::vector<Outcome> failed_;
    std::vector<Outcome> fine_;
};

StateResult check_pillar(State& state, std::string_view, Value present, Value boolean,
                         Value integer, Value string, Value listing, Value dictionary,
                         bool verbose) {
    if (!present && !boolean && !integer && !string && !listing && !dictionary)
        throw BadArgument("Missing required argument text.");
    PillarCheck check(state);
    check.run(present_check, present, "present");
    check.run(boolean_check, boolean, "boolean");
    check.run(integer_check, integer, "integer");
    check.run(string_check, string, "string");
    check.run(listing_check, listing, "listing");
    check.run(dictionary_check, dictionary, "dictionary");
    return check.result(verbose);
}

}  // namespace

void add_pillar_check(Plugin& p) {
    p.state("test.check_pillar", check_pillar, "name"_a, "present"_a = nullptr,
            "boolean"_a = nullptr, "integer"_a = nullptr, "string"_a = nullptr,
            "listing"_a = nullptr, "dictionary"_a = nullptr, "verbose"_a = false)
        .doc(
            "Succeeds when pillar keys exist and have the expected type.\n\n"
            "Each argument is a key or a list of keys, with `:` between levels; at least one is "
            "needed.\n\n"
            "- `name` (str)\n- `present`: keys that must exist, whatever their type\n"
            "- `boolean`, `integer`, `string`, `listing`, `dictionary`: keys that must have "
            "this type\n- `verbose` (bool, false): also tell the keys that passed\n\n"
            "    check the pillar:\n      test.check_pillar:\n        - present: [roles]\n"
            "        - string: 'ntp:server'");
}

}  // namespace brine::test_module
