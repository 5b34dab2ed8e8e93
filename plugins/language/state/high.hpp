// SPDX-License-Identifier: Apache-2.0
//
// High data: what the SLS files say, before it is ordered and cut into low chunks. The values
// and texts in it belong to the arena of the call that compiles; the structure is its own, so
// that it can be changed without copying trees.
#pragma once

#include "places.hpp"
#include "values.hpp"

#include <brine/memory.hpp>
#include <brine/value.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace brine::state {

using Errors = std::vector<std::string>;

// What stands below an ID for one state module. `arguments` has texts, which name the function,
// and maps, which are arguments, usually with one key each.
struct Declaration {
    Value module;     // a str, else verify() complains
    Value malformed;  // what is there in place of a list
    bool is_list = true;
    std::vector<Value> arguments;

    [[nodiscard]] std::string_view module_name() const noexcept { return module.str_or(""); }
    [[nodiscard]] bool has_argument(std::string_view key) const noexcept;
};

// An ID with its declarations. An entry of `extend` has the same form.
struct Body {
    Value id;                      // a str, else verify() complains
    std::string_view environment;  // both empty for data that come from no SLS
    std::string_view sls;
    bool is_map = true;
    Value malformed;  // what is there in place of a map
    std::vector<Declaration> declarations;

    [[nodiscard]] Declaration* find(std::string_view module) noexcept;
    [[nodiscard]] const Declaration* find(std::string_view module) const noexcept;
};

// Bodies in the order in which they were first met, found by their IDs in constant time.
class High {
  public:
    [[nodiscard]] std::vector<Body>& bodies() noexcept { return bodies_; }
    [[nodiscard]] const std::vector<Body>& bodies() const noexcept { return bodies_; }
    [[nodiscard]] bool empty() const noexcept;

    [[nodiscard]] Body* find(const Value& id) noexcept;

    // Adds a body, or replaces the one with the same ID in its place.
    void put(Body body);

    // Takes in what an included SLS renders to. IDs that are there already with another content
    // are conflicts; the later one stays.
    void merge(High other, const Places& places, Errors& errors);

    // Removes what `excludes` names.
    void apply_excludes();

    // The SLS names, or globs of them, in `excludes`.
    [[nodiscard]] std::vector<std::string_view> excluded_sls() const;

    // The form that Salt shows.
    [[nodiscard]] Value to_value(Memory memory) const;

    std::vector<Body> extends;
    std::vector<Value> excludes;  // texts and maps {sls: ...}, {id: ...}

  private:
    std::vector<Body> bodies_;
    std::unordered_map<Value, std::size_t, KeyHash, KeyEqual> positions_;
};

[[nodiscard]] bool operator==(const Declaration& a, const Declaration& b);
[[nodiscard]] bool operator==(const Body& a, const Body& b);

// High data from the form that Salt shows; a body may name its __sls__ and __env__.
[[nodiscard]] High high_from_value(Memory memory, const Value& data, Errors& errors);

}  // namespace brine::state
