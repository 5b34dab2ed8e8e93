// SPDX-License-Identifier: Apache-2.0
#include <brine/format.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "brine/support/text.hpp"
#include "brine/support/yaml.hpp"
#include "yaml_emitter.hpp"
#include "yaml_scalar.hpp"

namespace brine::support::yaml {
namespace {

using Role = Emitter::Role;

// The way from the root to a value, for messages; a chain on the stack.
struct Step {
    const Step* parent = nullptr;
    const Value* key = nullptr;  // of a map's entry; nullptr: `position` in a list
    std::size_t position = 0;
};

[[noreturn]] void fail(const Step* step, std::string_view what) {
    std::string path;
    for (; step->parent != nullptr; step = step->parent) {
        const std::string part =
            step->key != nullptr ? to_text(*step->key) : std::to_string(step->position);
        path = path.empty() ? part : part + ":" + path;
    }
    throw brine::Error(format("YAML: {} {}", path.empty() ? "the value" : "'" + path + "'", what));
}

bool is_scalar(const Value& value) { return !value.is_list() && !value.is_map(); }

std::string float_text(double number) {
    if (std::isnan(number)) return ".nan";
    if (std::isinf(number)) return number < 0 ? "-.inf" : ".inf";
    std::string text = to_text(number);
    // "1e+17" would be read as text.
    if (text.find('.') == std::string::npos) text.insert(text.find('e'), ".0");
    return text;
}

class Dumper {
  public:
    explicit Dumper(const DumpOptions& options) : options_(options), emitter_(options) {}

    void node(const Value& value, Role role, const Step& step, int depth);
    std::string take() { return emitter_.take(); }

  private:
    void scalar(const Value& value, Role role, const Step& step);
    void list(const Value& list, Role role, const Step& step, int depth);
    void map(const Value& map, const Step& step, int depth);
    [[nodiscard]] bool flows(const Value& container) const;
    [[nodiscard]] std::vector<const Pair*> in_order(const Value& map) const;

    // A scalar with the text that it refers to.
    struct Represented {
        std::string storage;
        Emitter::Scalar scalar;
    };
    static void represent(const Value& value, const Step& step, Represented& into);

    DumpOptions options_;
    Emitter emitter_;
};

void Dumper::represent(const Value& value, const Step& step, Represented& into) {
    switch (value.type()) {
        case Type::nil:
            into.scalar.text = "null";
            return;
        case Type::boolean:
            into.scalar.text = value.is_true() ? "true" : "false";
            return;
        case Type::integer:
            into.storage = std::to_string(value.raw().as.i);
            break;
        case Type::unsigned_integer:
            into.storage = std::to_string(value.raw().as.u);
            break;
        case Type::floating:
            into.storage = float_text(value.raw().as.f);
            break;
        case Type::string:
            if (!utf8_valid(value.str())) fail(&step, "is not UTF-8");
            into.scalar.text = value.str();
            into.scalar.plain_fits = reads_as_text(value.str());
            return;
        case Type::bytes:
            into.storage = to_base64(value.bytes());
            into.scalar.tag = "!!binary";
            into.scalar.prefers_literal = true;
            break;
        case Type::list:
        case Type::map:
            fail(&step, format("has {} as a key", value.described()));
    }
    into.scalar.text = into.storage;
}

void Dumper::node(const Value& value, Role role, const Step& step, int depth) {
    if (depth > max_depth) fail(&step, format("is nested more than {} levels deep", max_depth));
    if (value.raw().type > BRINE_MAP)
        fail(&step, format("has the unknown type {}", value.raw().type));
    if (value.is_list()) return list(value, role, step, depth);
    if (value.is_map()) return map(value, step, depth);
    scalar(value, role, step);
}

void Dumper::scalar(const Value& value, Role role, const Step& step) {
    Represented represented;
    represent(value, step, represented);
    emitter_.scalar(represented.scalar, role);
}

bool Dumper::flows(const Value& container) const {
    if (emitter_.in_flow() || options_.flow == DumpOptions::Flow::flow) return true;
    if (options_.flow == DumpOptions::Flow::block) return false;
    // Bytes have a style of their own, which PyYAML does not take for simple.
    const auto simple = [](const Value& value) { return is_scalar(value) && !value.is_bytes(); };
    return std::all_of(container.items().begin(), container.items().end(), simple) &&
           std::all_of(container.pairs().begin(), container.pairs().end(),
                       [&](const Pair& pair) { return simple(pair.key) && simple(pair.value); });
}

void Dumper::list(const Value& list, Role role, const Step& step, int depth) {
    if (list.size() == 0) return emitter_.empty("[]");
    emitter_.begin_list(flows(list), role);
    std::size_t position = 0;
    for (const Value& item : list.items()) {
        emitter_.begin_item();
        node(item, Role::item, {.parent = &step, .position = position++}, depth + 1);
    }
    emitter_.end_list();
}

std::vector<const Pair*> Dumper::in_order(const Value& map) const {
    std::vector<const Pair*> pairs;
    pairs.reserve(map.size());
    for (const Pair& pair : map.pairs()) pairs.push_back(&pair);
    const bool texts = std::all_of(pairs.begin(), pairs.end(),
                                   [](const Pair* pair) { return pair->key.is_str(); });
    if (options_.sort_keys && texts)
        std::sort(pairs.begin(), pairs.end(),
                  [](const Pair* a, const Pair* b) { return a->key.str() < b->key.str(); });
    return pairs;
}

void Dumper::map(const Value& map, const Step& step, int depth) {
    if (map.size() == 0) return emitter_.empty("{}");
    emitter_.begin_map(flows(map));
    for (const Pair* pair : in_order(map)) {
        const Step below{.parent = &step, .key = &pair->key};
        Represented key;
        represent(pair->key, step, key);
        const bool simple = emitter_.is_simple_key(key.scalar);
        emitter_.begin_key(simple);
        emitter_.scalar(key.scalar, simple ? Role::simple_key : Role::key);
        emitter_.begin_value(simple);
        node(pair->value, Role::value, below, depth + 1);
    }
    emitter_.end_map();
}

}  // namespace

std::string dump(const Value& value, const DumpOptions& options) {
    Dumper dumper(options);
    dumper.node(value, Role::root, {}, 0);
    return dumper.take();
}

}  // namespace brine::support::yaml
