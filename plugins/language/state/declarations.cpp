// SPDX-License-Identifier: Apache-2.0
#include "declarations.hpp"

#include <brine/format.hpp>

#include <algorithm>
#include <utility>

namespace brine::state {
namespace {

// "pkg.installed" -> "pkg", "installed".
struct FullName {
    std::string_view module;
    std::string_view function;
};

FullName split_full_name(std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return {name, {}};
    return {name.substr(0, dot), name.substr(dot + 1)};
}

Declaration declaration_of(const Value& key, const Value& value) {
    Declaration declaration;
    declaration.module = key;
    declaration.is_list = value.is_list();
    if (value.is_list()) {
        declaration.arguments.assign(value.items().begin(), value.items().end());
    } else {
        declaration.malformed = value;
    }
    return declaration;
}

// "file.managed" with a list: the module with the function as last element of the list.
bool is_dotted(const Pair& pair) {
    return pair.value.is_list() && pair.key.str_or("").find('.') != std::string_view::npos;
}

Declaration split_declaration(const Pair& pair) {
    const FullName name = split_full_name(pair.key.str());
    Declaration declaration = declaration_of(Value::stable(name.module), pair.value);
    declaration.arguments.push_back(Value::stable(name.function));
    return declaration;
}

std::string place(const Origin& origin, const Value& id) {
    return origin.places.of(origin.environment, origin.sls, id.str_or(""));
}

bool is_private(const Value& key) { return key.str_or("").starts_with("__"); }

// The dotted declarations come behind the others, as in Salt.
void add_declarations(Body& body, const Value& map, const Origin& origin, Errors& errors) {
    const auto refuse_second = [&](std::string_view module) {
        if (body.find(module) == nullptr) return false;
        errors.push_back(
            format("ID '{}' in {} contains multiple state declarations of the same type{}", body.id,
                   origin.quoted(), place(origin, body.id)));
        return true;
    };
    for (const Pair& pair : map.pairs())
        if (!is_private(pair.key) && !is_dotted(pair))
            body.declarations.push_back(declaration_of(pair.key, pair.value));
    for (const Pair& pair : map.pairs())
        if (!is_private(pair.key) && is_dotted(pair) &&
            !refuse_second(split_full_name(pair.key.str()).module))
            body.declarations.push_back(split_declaration(pair));
}

Body new_body(const Value& id, const Origin& origin) {
    Body body;
    body.id = id;
    body.environment = origin.environment;
    body.sls = origin.sls;
    return body;
}

Body parse_body(Memory memory, const Value& id, const Value& value, const Origin& origin,
                Errors& errors) {
    Body body = new_body(id, origin);
    if (value.is_map()) {
        if (value["__sls__"].is_str()) body.sls = value["__sls__"].str();
        if (value["__env__"].is_str()) body.environment = value["__env__"].str();
        add_declarations(body, value, origin, errors);
        return body;
    }
    const FullName name = split_full_name(value.str_or(""));
    if (!name.function.empty()) {
        body.declarations.push_back(declaration_of(
            Value::stable(name.module),
            concatenated(memory, std::vector<Value>{Value::stable(name.function)}, {})));
        return body;
    }
    errors.push_back(
        format("ID {} in {} is not a dictionary{}", id, origin.plain(), place(origin, id)));
    body.is_map = false;
    body.malformed = value;
    return body;
}

void parse_extend(High& high, const Value& value, const Origin& origin, Errors& errors) {
    if (!value.is_map()) {
        errors.push_back(format("Extension value in {} is not a dictionary{}", origin.quoted(),
                                place(origin, "extend")));
        return;
    }
    for (const Pair& pair : value.pairs()) {
        if (!pair.value.is_map()) {
            errors.push_back(format("Extension name '{}' in {} is not a dictionary{}", pair.key,
                                    origin.quoted(), place(origin, pair.key)));
            continue;
        }
        Body body = new_body(pair.key, origin);
        add_declarations(body, pair.value, origin, errors);
        high.extends.push_back(std::move(body));
    }
}

void parse_exclude(High& high, const Value& value, const Origin& origin, Errors& errors) {
    if (!value.is_list())
        errors.push_back(format("Exclude Declaration in {} is not formed as a list{}",
                                origin.plain(), place(origin, "exclude")));
    high.excludes.insert(high.excludes.end(), value.items().begin(), value.items().end());
}

}  // namespace

std::string Origin::plain() const { return format("{} {}", kind, name); }
std::string Origin::quoted() const { return format("{} '{}'", kind, name); }

ParsedSls parse_sls(Memory memory, const Value& data, const Origin& origin, Errors& errors) {
    ParsedSls parsed;
    const Value include = data["include"];
    if (data.contains("include") && !include.is_list())
        errors.push_back(format("Include Declaration in {} is not formed as a list{}",
                                origin.plain(), place(origin, "include")));
    parsed.includes.assign(include.items().begin(), include.items().end());

    if (const Value* extend = data.find("extend"))
        parse_extend(parsed.high, *extend, origin, errors);
    if (const Value* exclude = data.find("exclude"))
        parse_exclude(parsed.high, *exclude, origin, errors);
    for (const Pair& pair : data.pairs()) {
        const std::string_view key = pair.key.str_or("");
        if (key == "extend" || key == "exclude" || (key == "include" && include.is_list()))
            continue;
        parsed.high.put(parse_body(memory, pair.key, pair.value, origin, errors));
    }
    return parsed;
}

High high_from_value(Memory memory, const Value& data, Errors& errors) {
    High high;
    const Places nowhere;
    const Origin origin{{}, {}, "the", "high data", nowhere};
    for (const Pair& pair : data.pairs()) {
        const std::string_view key = pair.key.str_or("");
        if (key == "__extend__") {
            for (const Value& item : pair.value.items()) parse_extend(high, item, origin, errors);
        } else if (key == "__exclude__") {
            parse_exclude(high, pair.value, origin, errors);
        } else if (!is_private(pair.key)) {
            high.put(parse_body(memory, pair.key, pair.value, origin, errors));
        }
    }
    return high;
}

}  // namespace brine::state
