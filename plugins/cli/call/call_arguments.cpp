// SPDX-License-Identifier: Apache-2.0
#include "call_arguments.hpp"

#include <brine/support/json.hpp>
#include <brine/support/yaml.hpp>

#include <algorithm>
#include <cctype>
#include <optional>

namespace brine::cli {
namespace {

// "name" of "name=value", when that is a name.
std::optional<std::string_view> keyword_of(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0) return std::nullopt;
    const std::string_view name = word.substr(0, equals);
    const auto fits = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    if (std::isdigit(static_cast<unsigned char>(name.front())) ||
        !std::all_of(name.begin(), name.end(), fits))
        return std::nullopt;
    return name;
}

bool is_blank(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
}

// Whether reading the word as YAML kept what was typed. Salt's rules: containers only in
// brackets, no comments eaten, no digits with underscores turned into numbers.
bool keeps(std::string_view word, const Value& parsed) {
    switch (parsed.type()) {
        case Type::map:
            return word.starts_with('{');
        case Type::list:
            return word.starts_with('[');
        case Type::integer:
        case Type::unsigned_integer:
        case Type::floating:
            return word.find('_') == std::string_view::npos;
        case Type::string:
            return word.find_first_of("#\n") == std::string_view::npos && parsed.size() > 0;
        case Type::nil:
            return word == "null" || word == "Null" || word == "NULL" || word == "~";
        case Type::boolean:
            return true;
        case Type::bytes:
            return false;
    }
    return false;
}

Value typed(Memory memory, std::string_view word) {
    const Value text = Value::stable(memory.copy(word));
    if (word == "None") return {};
    if (is_blank(word)) return text;
    try {
        const Value parsed = support::yaml::load(memory, text.str(), {.source = "argument"});
        return keeps(word, parsed) ? parsed : text;
    } catch (const Error&) {
        return text;  // no YAML: the word is text as it stands
    }
}

}  // namespace

TypedArguments typed_arguments(Memory memory, const std::vector<std::string>& words) {
    TypedArguments arguments;
    for (const std::string& word : words) {
        if (const auto keyword = keyword_of(word)) {
            const std::string_view value = std::string_view(word).substr(keyword->size() + 1);
            arguments.kwargs.push_back(
                {Value::stable(memory.copy(*keyword)), typed(memory, value)});
        } else {
            arguments.args.push_back(typed(memory, word));
        }
    }
    return arguments;
}

TypedArguments arguments_from_json(Memory memory, std::string_view text) {
    Value root;
    try {
        root = support::json::load(memory, text, "--args-json");
    } catch (const support::json::Error& error) {
        throw BadArgument(error.what());
    }
    if (!root.is_map())
        throw BadArgument("--args-json takes an object, this is " + root.described());
    TypedArguments arguments;
    for (const Pair& pair : root.pairs()) {
        const std::string_view key = pair.key.str();
        if (key == "args" && pair.value.is_list())
            arguments.args.assign(pair.value.items().begin(), pair.value.items().end());
        else if (key == "kwargs" && pair.value.is_map())
            arguments.kwargs.assign(pair.value.pairs().begin(), pair.value.pairs().end());
        else
            throw BadArgument(
                format("--args-json takes a list 'args' and an object 'kwargs', not "
                       "{} as '{}'",
                       pair.value.described(), key));
    }
    return arguments;
}

}  // namespace brine::cli
