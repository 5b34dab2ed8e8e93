// SPDX-License-Identifier: Apache-2.0
#include "merged_grains.hpp"

#include "grains_file.hpp"

#include <brine/support/glob.hpp>
#include <brine/support/merge.hpp>
#include <brine/support/traverse.hpp>

#include <algorithm>
#include <vector>

namespace brine::grains {

namespace {

constexpr std::string_view stored = "grains.all";

// The sources that are maps already, in ascending precedence, and how to lay them over others.
class Layers {
  public:
    explicit Layers(Call& call)
        : call_(call),
          deep_(call.option("grains_deep_merge").is_true()),
          blacklist_(call.option("grains_blacklist")) {
        if (call.option("grain_opts")) hideable_.push_back(call.lookup("opts"));
        hideable_.push_back(file(call));
        configured_ = call.option("grains");
    }

    [[nodiscard]] bool hidden(std::string_view name) const {
        const auto patterns = blacklist_.items();
        return std::any_of(patterns.begin(), patterns.end(), [name](const Value& pattern) {
            return support::glob_matches(name, pattern.str_or(""));
        });
    }

    // What the maps say about a grain, over `computed` of the functions.
    [[nodiscard]] std::optional<Value> over(std::optional<Value> computed,
                                            std::string_view name) const {
        std::optional<Value> value = hidden(name) ? std::nullopt : computed;
        for (const Value& layer : hideable_)
            if (const Value* found = layer.find(name); found != nullptr && !hidden(name))
                value = lay(value, *found);
        if (const Value* found = configured_.find(name)) value = lay(value, *found);
        return value;
    }

    // The highest layer that has the grain, when nothing is merged into it.
    [[nodiscard]] std::optional<Value> alone(std::string_view name) const {
        if (deep_) return std::nullopt;
        return over(std::nullopt, name);
    }

    // Calls `visit` with every name of the maps.
    template <class Visit>
    void each_name(Visit visit) const {
        for (const Value& layer : hideable_)
            for (const Pair& pair : layer.pairs()) visit(pair.key);
        for (const Pair& pair : configured_.pairs()) visit(pair.key);
    }

  private:
    // A broken file of grains costs its own grains only, as in Salt.
    static Value file(Call& call) {
        try {
            return read_grains_file(call);
        } catch (const std::exception& error) {
            call.log(Level::warning, "the file of grains is left out: {}", error.what());
            return {};
        }
    }

    [[nodiscard]] Value lay(const std::optional<Value>& below, const Value& above) const {
        if (!deep_ || !below || !below->is_map() || !above.is_map()) return above;
        return support::merge(call_.memory(), *below, above);
    }

    Call& call_;
    bool deep_;
    Value blacklist_;
    std::vector<Value> hideable_;
    Value configured_;
};

Value names_of_kind(Call& call, std::string_view kind) {
    const Value args[] = {kind};
    return call.invoke({.kind = "core", .name = "registry.functions", .arguments = {args, {}}});
}

// What a function of a plugin answers; nothing when the machine does not have it.
std::optional<Value> computed(Call& call, std::string_view kind, std::string_view name) {
    Value value;
    const brine_status status = call.try_invoke({.kind = kind, .name = name}, value);
    if (status == BRINE_OK) return value;
    if (status == BRINE_NOT_FOUND) return std::nullopt;
    throw CallError(format("{} {}: {}", kind, name, call.last_error()), status);
}

std::optional<Value> computed_or_logged(Call& call, std::string_view kind, std::string_view name) {
    try {
        return computed(call, kind, name);
    } catch (const Error& error) {
        if (error.status() == BRINE_CANCELLED || error.status() == BRINE_NO_MEMORY) throw;
        call.log(Level::error, "{}", error.what());
        return std::nullopt;
    }
}

// A grain of a function that offers several.
std::optional<Value> in_collections(Call& call, std::string_view name) {
    for (const Value& collection : names_of_kind(call, "grains").items()) {
        const auto grains = computed_or_logged(call, "grains", collection.str());
        if (!grains) continue;
        if (const Value* found = grains->find(name)) return *found;
    }
    return std::nullopt;
}

Value merge_all(Call& call) {
    const Layers layers(call);
    Map grains = call.map();
    for (const Value& name : names_of_kind(call, "grain").items()) {
        if (layers.hidden(name.str())) continue;
        if (const auto value = computed_or_logged(call, "grain", name.str()))
            grains.set(name, *value);
    }
    for (const Value& collection : names_of_kind(call, "grains").items()) {
        const auto several = computed_or_logged(call, "grains", collection.str());
        if (!several) continue;
        for (const Pair& pair : several->pairs())
            if (!layers.hidden(pair.key.str_or("")) && grains.find(pair.key) == nullptr)
                grains.set(pair.key, pair.value);
    }
    layers.each_name([&](const Value& key) {
        const Value* below = grains.find(key);
        const auto value = layers.over(
            below == nullptr ? std::nullopt : std::optional<Value>(*below), key.str_or(""));
        if (value) grains.set(key, *value);
    });
    return grains.value();
}

}  // namespace

std::optional<Value> find_grain(Call& call, std::string_view name) {
    const Layers layers(call);
    if (const auto value = layers.alone(name)) return value;
    if (layers.hidden(name)) return layers.over(std::nullopt, name);
    auto below = computed(call, "grain", name);
    if (!below) below = in_collections(call, name);
    return layers.over(below, name);
}

Value all_grains(Call& call) {
    const Value known = call.lookup("context:" + std::string(stored));
    if (known.is_map()) return known;
    const Value grains = merge_all(call);
    call.store(stored, grains);
    return grains;
}

std::optional<Value> find_grain_part(Call& call, std::string_view path,
                                     std::string_view delimiter) {
    const std::size_t end = delimiter.empty() ? std::string_view::npos : path.find(delimiter);
    const auto grain = find_grain(call, path.substr(0, end));
    if (!grain || end == std::string_view::npos) return grain;
    return support::traverse(*grain, path.substr(end + delimiter.size()), delimiter);
}

void forget_merged_grains(Call& call) { call.store(stored, Value()); }

}  // namespace brine::grains
