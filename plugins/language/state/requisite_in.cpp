// SPDX-License-Identifier: Apache-2.0
#include "requisite_in.hpp"

#include "extend.hpp"
#include "keywords.hpp"
#include "names.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace brine::state {
namespace {

using std::string_view_literals::operator""sv;

// Arguments that `use` does not copy, whoever has them.
constexpr std::array not_copied{
    "name"sv,       "names"sv,       "onchanges"sv, "onchanges_in"sv, "onfail"sv,
    "onfail_in"sv,  "onfail_stop"sv, "prereq"sv,    "prereq_in"sv,    "require"sv,
    "require_in"sv, "use"sv,         "use_in"sv,    "watch"sv,        "watch_in"sv,
};
static_assert(std::is_sorted(not_copied.begin(), not_copied.end()));

// What is to be added to one declaration: references by requisite, and arguments that are copied.
struct Addition {
    Value id;
    std::string_view module;
    std::string_view environment;  // of the state that asks for it
    std::string_view sls;
    std::vector<std::pair<std::string_view, std::vector<Value>>> references;
    std::vector<Value> arguments;

    std::vector<Value>& of(std::string_view requisite) {
        for (auto& [kind, list] : references)
            if (kind == requisite) return list;
        return references.emplace_back(requisite, std::vector<Value>()).second;
    }
};

// The declaration in which a requisite stands.
struct Source {
    const Body& body;
    const Declaration& declaration;
};

class Collector {
  public:
    Collector(Memory memory, High& high, const Places& places, Errors& errors,
              std::vector<std::string>& warnings)
        : memory_(memory),
          high_(high),
          names_(high),
          places_(places),
          errors_(errors),
          warnings_(warnings) {}

    // Notes what the requisite `kind` adds, and where.
    void collect(const Source& source, std::string_view kind, const Value& references);
    // Carries it out.
    void apply();

  private:
    void item(const Source& source, std::string_view kind, const Value& reference);
    void one(const Source& source, std::string_view kind, const Value& id, std::string_view module);
    void refuse_dot(const Source& source, std::string_view kind, std::string_view module,
                    const Value& id);
    void copy_arguments(const Source& source, const Target& from, const Target& to);
    void require_back(const Source& source, const Value& id, std::string_view module);
    Addition& addition(const Value& id, std::string_view module, const Body& asking);
    void apply(const Addition& addition, Declaration& declaration);

    [[nodiscard]] Target target_of(const Source& source) {
        return {static_cast<std::size_t>(&source.body - high_.bodies().data()),
                source.declaration.module_name()};
    }
    // {module: id}
    [[nodiscard]] Value reference_to(const Source& source) {
        return entry(memory_, source.declaration.module, source.body.id);
    }

    Memory memory_;
    High& high_;
    Names names_;
    const Places& places_;
    Errors& errors_;
    std::vector<std::string>& warnings_;
    std::vector<Addition> additions_;
    std::map<std::string_view, std::unordered_map<Value, std::size_t, KeyHash, KeyEqual>>
        positions_;
};

void Collector::collect(const Source& source, std::string_view kind, const Value& references) {
    if (references.is_map()) {
        for (const Pair& pair : references.pairs())
            item(source, kind, entry(memory_, pair.key, pair.value));
        return;
    }
    if (!references.is_list()) {
        errors_.push_back(format(
            "The {} statement in state '{}' in SLS '{}' needs to be formed as "
            "a list{}",
            kind, source.body.id, source.body.sls,
            places_.of(source.body.environment, source.body.sls, source.body.id.str_or(""))));
        return;
    }
    for (const Value& reference : references.items()) item(source, kind, reference);
}

void Collector::item(const Source& source, std::string_view kind, const Value& reference) {
    if (!reference.is_map()) {
        const std::vector<Target> targets = names_.bare(reference);
        if (targets.empty())
            warnings_.push_back(format(
                "{} in state '{}' in SLS '{}': there is no state '{}'{}", kind, source.body.id,
                source.body.sls, reference,
                places_.of(source.body.environment, source.body.sls, source.body.id.str_or(""))));
        for (const Target& target : targets)
            one(source, kind, high_.bodies()[target.body].id, target.module);
        return;
    }
    const std::string_view module = first_name(reference);
    const Value id = first_value(reference);
    if (module.find('.') != std::string_view::npos) {
        refuse_dot(source, kind, module, id);
        return;
    }
    if (module != "sls") {
        one(source, kind, id, module);
        return;
    }
    const std::vector<Target> targets = names_.of_sls(id.str_or(""));
    for (const Target& target : targets)
        one(source, kind, high_.bodies()[target.body].id, target.module);
}

void Collector::one(const Source& source, std::string_view kind, const Value& id,
                    std::string_view module) {
    if (kind == "prereq") {
        require_back(source, id, module);
    } else if (kind == "use") {
        for (const Target& from : names_.find(id, module, true))
            copy_arguments(source, from, target_of(source));
    } else if (kind == "use_in") {
        for (const Target& to : names_.find(id, module, true))
            copy_arguments(source, target_of(source), to);
    } else {
        if (kind == "prereq_in")
            addition(source.body.id, source.declaration.module_name(), source.body)
                .of("prerequired")
                .push_back(entry(memory_, Value::stable(module), id));
        const std::string_view requisite = kind.substr(0, kind.find('_'));
        addition(id, module, source.body).of(requisite).push_back(reference_to(source));
    }
}

// The state that a prereq waits for needs to know of it, to run after it.
void Collector::require_back(const Source& source, const Value& id, std::string_view module) {
    for (const Target& target : names_.find(id, module, true))
        addition(high_.bodies()[target.body].id, target.module, source.body)
            .of("prerequired")
            .push_back(reference_to(source));
}

void Collector::refuse_dot(const Source& source, std::string_view kind, std::string_view module,
                           const Value& id) {
    errors_.push_back(
        format("Invalid requisite in {}: {} for {}, in SLS '{}'. Requisites must not contain dots, "
               "did you mean '{}'?{}",
               kind.substr(0, kind.find('_')), module, id, source.body.sls,
               module.substr(0, module.find('.')),
               places_.of(source.body.environment, source.body.sls, source.body.id.str_or(""))));
}

// Own arguments win over copied ones.
void Collector::copy_arguments(const Source& source, const Target& from, const Target& to) {
    const Declaration* donor = high_.bodies()[from.body].find(from.module);
    const Body& user = high_.bodies()[to.body];
    const Declaration* own = user.find(to.module);
    if (donor == nullptr || own == nullptr) return;
    for (const Value& argument : donor->arguments) {
        const std::string_view key = first_name(argument);
        if (argument.size() != 1 || !argument.is_map() || own->has_argument(key) ||
            std::binary_search(not_copied.begin(), not_copied.end(), key))
            continue;
        addition(user.id, to.module, source.body).arguments.push_back(argument);
    }
}

Addition& Collector::addition(const Value& id, std::string_view module, const Body& asking) {
    const auto [position, added] = positions_[module].emplace(id, additions_.size());
    if (added) additions_.push_back({id, module, asking.environment, asking.sls, {}, {}});
    return additions_[position->second];
}

void Collector::apply() {
    for (const Addition& entry : additions_) {
        Body* body = high_.find(entry.id);
        Declaration* declaration = body != nullptr ? body->find(entry.module) : nullptr;
        if (declaration == nullptr) {
            const std::vector<Target> targets = names_.find(entry.id, entry.module, true);
            if (targets.size() != 1) {
                errors_.push_back(no_target_text(entry.id, entry.environment, entry.sls, places_));
                continue;
            }
            declaration = high_.bodies()[targets.front().body].find(targets.front().module);
        }
        apply(entry, *declaration);
    }
}

void Collector::apply(const Addition& addition, Declaration& declaration) {
    for (const auto& [requisite, references] : addition.references)
        extend_argument(
            memory_, declaration,
            entry(memory_, Value::stable(requisite), concatenated(memory_, references, {})));
    for (const Value& argument : addition.arguments)
        extend_argument(memory_, declaration, argument);
}

}  // namespace

void apply_requisites_in(Memory memory, High& high, const Places& places,
                         const std::unordered_set<std::string>& disabled, Errors& errors,
                         std::vector<std::string>& warnings) {
    Collector collector(memory, high, places, errors, warnings);
    for (const Body& body : high.bodies()) {
        for (const Declaration& declaration : body.declarations) {
            for (const Value& argument : declaration.arguments) {
                const std::string_view kind = first_name(argument);
                if (!is_compiled_requisite(kind)) continue;
                if (disabled.contains(std::string(kind))) {
                    warnings.push_back(
                        format("The {} requisite has been disabled, Ignoring.", kind));
                    continue;
                }
                collector.collect({body, declaration}, kind, first_value(argument));
            }
        }
    }
    collector.apply();
}

}  // namespace brine::state
