// SPDX-License-Identifier: Apache-2.0
#include "high.hpp"

#include <brine/build.hpp>
#include <brine/format.hpp>
#include <brine/support/glob.hpp>

#include <algorithm>
#include <utility>

namespace brine::state {
namespace {

Value declaration_value(Memory memory, const Declaration& declaration) {
    if (!declaration.is_list) return declaration.malformed;
    return concatenated(memory, declaration.arguments, {});
}

Value body_value(Memory memory, const Body& body) {
    if (!body.is_map) return body.malformed;
    Map map(memory);
    for (const Declaration& declaration : body.declarations)
        map.set(declaration.module, declaration_value(memory, declaration));
    if (!body.sls.empty()) map.set("__sls__", Value::stable(body.sls));
    if (!body.environment.empty()) map.set("__env__", Value::stable(body.environment));
    return map.value();
}

std::string conflict_text(const Body& present, const Body& added, const Places& places) {
    const std::string id = to_text(added.id);
    return format(
               "Detected conflicting IDs, SLS IDs need to be globally unique.\n    The conflicting "
               "ID is '{}' and is found in SLS '{}:{}' and SLS '{}:{}'",
               id, present.environment, present.sls, added.environment, added.sls) +
           places.of(present.environment, present.sls, id) +
           places.of(added.environment, added.sls, id);
}

}  // namespace

bool Declaration::has_argument(std::string_view key) const noexcept {
    return std::any_of(arguments.begin(), arguments.end(), [&](const Value& argument) {
        return argument.size() == 1 && first_name(argument) == key;
    });
}

Declaration* Body::find(std::string_view module) noexcept {
    const auto found =
        std::find_if(declarations.begin(), declarations.end(),
                     [&](const Declaration& entry) { return entry.module_name() == module; });
    return found != declarations.end() ? &*found : nullptr;
}

const Declaration* Body::find(std::string_view module) const noexcept {
    return const_cast<Body*>(this)->find(module);
}

bool operator==(const Declaration& a, const Declaration& b) {
    return a.module == b.module && a.is_list == b.is_list && a.malformed == b.malformed &&
           a.arguments == b.arguments;
}

bool operator==(const Body& a, const Body& b) {
    return a.id == b.id && a.environment == b.environment && a.sls == b.sls &&
           a.is_map == b.is_map && a.malformed == b.malformed && a.declarations == b.declarations;
}

bool High::empty() const noexcept { return bodies_.empty() && extends.empty() && excludes.empty(); }

Body* High::find(const Value& id) noexcept {
    const auto found = positions_.find(id);
    return found != positions_.end() ? &bodies_[found->second] : nullptr;
}

void High::put(Body body) {
    const auto [position, added] = positions_.emplace(body.id, bodies_.size());
    if (added) {
        bodies_.push_back(std::move(body));
    } else {
        bodies_[position->second] = std::move(body);
    }
}

void High::merge(High other, const Places& places, Errors& errors) {
    extends.insert(extends.end(), std::make_move_iterator(other.extends.begin()),
                   std::make_move_iterator(other.extends.end()));
    excludes.insert(excludes.end(), other.excludes.begin(), other.excludes.end());
    for (Body& body : other.bodies_) {
        const Body* present = find(body.id);
        if (present != nullptr && !(*present == body))
            errors.push_back(conflict_text(*present, body, places));
        put(std::move(body));
    }
}

std::vector<std::string_view> High::excluded_sls() const {
    std::vector<std::string_view> names;
    for (const Value& exclude : excludes) {
        if (exclude.is_str()) names.push_back(exclude.str());
        if (exclude["sls"].is_str()) names.push_back(exclude["sls"].str());
    }
    return names;
}

void High::apply_excludes() {
    if (excludes.empty()) return;
    std::vector<support::Glob> sls;
    for (const std::string_view pattern : excluded_sls()) sls.emplace_back(pattern);
    std::unordered_map<Value, bool, KeyHash, KeyEqual> ids;
    for (const Value& exclude : excludes)
        if (const Value* id = exclude.find("id")) ids.emplace(*id, true);

    const auto excluded = [&](const Body& body) {
        return ids.contains(body.id) ||
               (!body.sls.empty() &&
                std::any_of(sls.begin(), sls.end(),
                            [&](const support::Glob& glob) { return glob.matches(body.sls); }));
    };
    bodies_.erase(std::remove_if(bodies_.begin(), bodies_.end(), excluded), bodies_.end());
    positions_.clear();
    for (std::size_t n = 0; n < bodies_.size(); ++n) positions_.emplace(bodies_[n].id, n);
    excludes.clear();
}

Value High::to_value(Memory memory) const {
    Map map(memory);
    for (const Body& body : bodies_) map.set(body.id, body_value(memory, body));
    if (!extends.empty()) {
        List list(memory);
        for (const Body& body : extends) list.add(entry(memory, body.id, body_value(memory, body)));
        map.set("__extend__", list.value());
    }
    if (!excludes.empty()) map.set("__exclude__", concatenated(memory, excludes, {}));
    return map.value();
}

}  // namespace brine::state
