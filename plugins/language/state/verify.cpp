// SPDX-License-Identifier: Apache-2.0
#include "verify.hpp"

#include "keywords.hpp"

#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <unordered_map>

namespace brine::state {
namespace {

// What an ID requires, to find two that require each other: the referenced ID or name -> how it
// is referenced. Only the last requisite of each ID counts, as in Salt; larger circles show at
// run time.
struct Requires {
    std::string_view module;
    std::unordered_map<std::string_view, std::string_view> references;
};

class Verifier {
  public:
    Verifier(const Places& places, Errors& errors) : places_(places), errors_(errors) {}

    void body(const Body& body);

  private:
    void declaration(const Body& body, const Declaration& declaration);
    bool argument(const Body& body, const Declaration& declaration, const Value& argument);
    void function_name(const Body& body, std::string_view name);
    void names(const Body& body, const Value& names);
    void requisite(const Body& body, const Declaration& declaration, std::string_view kind,
                   const Value& references);
    void reference(const Body& body, Requires* required, const Value& reference);
    void recursion(const Body& body, const Requires& required, std::string_view target);

    template <class... Args>
    void fail(const Body& body, std::string_view pattern, const Args&... args) {
        errors_.push_back(format(pattern, args...) +
                          places_.of(body.environment, body.sls, to_text(body.id)));
    }

    const Places& places_;
    Errors& errors_;
    std::unordered_map<std::string_view, Requires> requires_;
};

void Verifier::body(const Body& body) {
    if (!body.id.is_str())
        fail(
            body,
            "ID '{}' in SLS '{}' is not formed as a string, but is a {}. It may need to be quoted.",
            body.id, body.sls, python_type(body.id));
    if (!body.is_map) {
        fail(body, "The type {} in {} is not formatted as a dictionary", body.id, body.malformed);
        return;
    }
    for (const Declaration& entry : body.declarations) declaration(body, entry);
}

void Verifier::declaration(const Body& body, const Declaration& declaration) {
    if (!declaration.module.is_str()) {
        fail(body, "The state module '{}' of ID '{}' in SLS '{}' is not formed as a string",
             declaration.module, body.id, body.sls);
        return;
    }
    const std::string_view module = declaration.module_name();
    if (!declaration.is_list && declaration.malformed.is_nil()) {
        fail(
            body,
            "ID '{}' in SLS '{}' contains a short declaration ({}) with a trailing colon. When not "
            "passing any arguments to a state, the colon must be omitted.",
            body.id, body.sls, module);
        return;
    }
    if (!declaration.is_list) {
        fail(body, "State '{}' in SLS '{}' is not formed as a list", body.id, body.sls);
        return;
    }
    int functions = module.find('.') != std::string_view::npos ? 1 : 0;
    for (const Value& item : declaration.arguments)
        if (argument(body, declaration, item)) ++functions;
    if (functions == 0)
        fail(body, "No function declared in state '{}' in SLS '{}'", module, body.sls);
    if (functions > 1)
        fail(body, "Too many functions declared in state '{}' in SLS '{}'", module, body.sls);
}

// Answers whether the argument names the function.
bool Verifier::argument(const Body& body, const Declaration& declaration, const Value& argument) {
    if (argument.is_str()) {
        function_name(body, argument.str());
        return true;
    }
    if (argument.is_nil()) return false;  // an empty list item, which templates leave easily
    if (!argument.is_map()) {
        fail(body,
             "The argument {} in state '{}' in SLS '{}' is neither a function nor a key with "
             "a value",
             argument, body.id, body.sls);
        return false;
    }
    for (const Pair& pair : argument.pairs()) {
        const std::string_view key = pair.key.str_or("");
        if (key == "names") names(body, pair.value);
        if (!is_requisite(key) || key == "onfail_stop" || key == "prerequired") continue;
        requisite(body, declaration, key, pair.value);
        if (argument.size() != 1)
            fail(body, "Multiple dictionaries defined in argument of state '{}' in SLS '{}'",
                 body.id, body.sls);
    }
    return false;
}

void Verifier::function_name(const Body& body, std::string_view name) {
    if (support::strip(name).find(' ') == std::string_view::npos) return;
    fail(body,
         "The function \"{}\" in state \"{}\" in SLS \"{}\" has whitespace, a function with "
         "whitespace is not supported, perhaps this is an argument that is missing a \":\"",
         name, body.id, body.sls);
}

void Verifier::names(const Body& body, const Value& names) {
    if (!names.is_list()) {
        fail(body, "The 'names' argument in state '{}' in SLS '{}' needs to be formed as a list",
             body.id, body.sls);
        return;
    }
    for (const Value& name : names.items()) {
        const Value arguments = first_value(name);
        if (!name.is_map()) continue;
        bool fits = arguments.is_list();
        for (const Value& argument : arguments.items()) fits = fits && argument.is_map();
        if (!fits)
            fail(body,
                 "The arguments of the name '{}' in state '{}' in SLS '{}' need to be formed as a "
                 "list of keys with values",
                 first_key(name), body.id, body.sls);
    }
}

void Verifier::requisite(const Body& body, const Declaration& declaration, std::string_view kind,
                         const Value& references) {
    if (!references.is_list()) {
        fail(body, "The {} statement in state '{}' in SLS '{}' needs to be formed as a list", kind,
             body.id, body.sls);
        return;
    }
    const bool orders =
        kind == "require" || kind == "watch" || kind == "prereq" || kind == "onchanges";
    Requires* required = nullptr;
    if (orders) {
        required = &requires_[body.id.str_or("")];
        *required = {declaration.module_name(), {}};
    }
    for (const Value& item : references.items()) reference(body, required, item);
}

// `required` collects what the ID requires, or is null for a requisite that may go in circles.
void Verifier::reference(const Body& body, Requires* required, const Value& reference) {
    const bool by_key = reference.is_map() && reference.size() > 0;
    if (!by_key && !reference.is_str()) {
        fail(body, "Requisite declaration {} in SLS {} is not formed as a single key dictionary",
             reference, body.sls);
        return;
    }
    const std::string key = by_key ? to_text(first_key(reference)) : "id";
    const Value target = by_key ? first_value(reference) : reference;
    const std::size_t dot = key.find('.');
    if (dot != std::string::npos)
        fail(body,
             "Invalid requisite type '{}' in state '{}', in SLS '{}'. Requisite types must not "
             "contain dots, did you mean '{}'?",
             key, body.id, body.sls, key.substr(0, dot));
    if (target.is_list() || target.is_map()) {
        fail(body, "Illegal requisite \"{}\", please check your syntax.", target);
        return;
    }
    if (!target.is_str() || required == nullptr) return;
    required->references[target.str()] = by_key ? first_name(reference) : std::string_view("id");
    recursion(body, *required, target.str());
}

void Verifier::recursion(const Body& body, const Requires& required, std::string_view target) {
    const auto other = requires_.find(target);
    if (other == requires_.end()) return;
    const auto back = other->second.references.find(body.id.str_or(""));
    if (back == other->second.references.end() || back->second != required.module) return;
    if (other->second.module != required.references.at(target)) return;
    fail(body, "A recursive requisite was found, SLS \"{}\" ID \"{}\" ID \"{}\"", body.sls, body.id,
         target);
}

}  // namespace

void verify_high(const High& high, const Places& places, Errors& errors) {
    Verifier verifier(places, errors);
    for (const Body& body : high.bodies()) verifier.body(body);
}

}  // namespace brine::state
