// SPDX-License-Identifier: Apache-2.0
//
// What a caller is told about arguments that do not fit.
#include <brine/format.hpp>

#include <algorithm>
#include <optional>
#include <vector>

#include "brine/support/text.hpp"
#include "signature_binding.hpp"

namespace brine::support {
namespace {

constexpr std::size_t longest_shown = 60;  // bytes of a value in a message

// "a str", "an int", "nil".
std::string with_article(std::string_view type) {
    if (type == "nil" || type == "any") return std::string(type);
    return (type == "int" ? "an " : "a ") + std::string(type);
}

// "a str, an int or nil" for "str|int|nil".
std::string in_words(std::string_view types) {
    std::string text;
    const std::vector<std::string_view> names = split(types, '|');
    for (std::size_t n = 0; n < names.size(); ++n) {
        if (n > 0) text += n + 1 == names.size() ? " or " : ", ";
        text += with_article(strip(names[n]));
    }
    return text;
}

// "an int (5)"; cut when long, stars for secrets.
std::string shown(const Value& value) {
    const std::string type = with_article(type_name(value.type()));
    if (value.is_nil()) return type;
    std::string text;
    detail::append_text(text, value, true, 0);
    if (text.size() > longest_shown)
        text = utf8_replace_invalid(text.substr(0, longest_shown)) + "...";
    return format("{} ({})", type, text);
}

// The parameter that was meant by `name`: close to it, or the same letters in another order.
std::optional<std::string> meant_by(std::string_view name, const Signature& signature) {
    std::vector<std::string> names;
    for (const Parameter& parameter : signature.parameters()) {
        if (parameter.kind != Parameter::Kind::normal) continue;
        if (std::is_permutation(name.begin(), name.end(), parameter.name.begin(),
                                parameter.name.end()))
            return parameter.name;
        names.push_back(parameter.name);
    }
    return closest(name, names);
}

std::string takes(const Signature& signature) {
    return signature.text().empty() ? std::string("It takes no arguments")
                                    : "It takes: " + signature.text();
}

}  // namespace

void Binding::fail_type(std::uint32_t where, const Value& value) const {
    const Parameter& parameter = signature_.parameters()[where];
    throw BadArgument(format("{}: '{}' takes {}, got {}", function_, parameter.name,
                             in_words(parameter.type_text), shown(value)));
}

void Binding::fail_too_many() const {
    throw BadArgument(format("{}: got {} positional arguments, takes at most {}. {}", function_,
                             arguments_.args.size(), signature_.positional_, takes(signature_)));
}

void Binding::fail_unknown(const Value& key) const {
    if (!key.is_str())
        throw BadArgument(format("{}: the name of an argument is a str, got {}. {}", function_,
                                 shown(key), takes(signature_)));
    const std::optional<std::string> meant = meant_by(key.str(), signature_);
    const std::string hint = meant ? format("; did you mean '{}'?", *meant) : std::string(".");
    throw BadArgument(
        format("{}: unknown argument '{}'{} {}", function_, key.str(), hint, takes(signature_)));
}

void Binding::fail_twice(const Value& key) const {
    std::size_t keywords = 0;
    for (const Pair& pair : arguments_.kwargs) keywords += pair.key == key ? 1 : 0;
    throw BadArgument(format("{}: '{}' is given twice, {}", function_, key.str(),
                             keywords > 1 ? "each time by keyword" : "by position and by keyword"));
}

void Binding::fail_missing() const {
    std::string names;
    std::size_t missing = 0;
    for (std::size_t n = 0; n < signature_.slots_.size(); ++n) {
        const Parameter& parameter = signature_.parameters()[n];
        if (!parameter.required || !(is_unset(values_[n]))) continue;
        if (missing++ > 0) names += ", ";
        names += format("'{}' ({})", parameter.name, parameter.type_text);
    }
    throw BadArgument(
        format("{}: missing argument{} {}", function_, missing > 1 ? "s" : "", names));
}

}  // namespace brine::support
