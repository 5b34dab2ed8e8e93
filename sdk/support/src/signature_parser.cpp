// SPDX-License-Identifier: Apache-2.0
#include "signature_parser.hpp"

#include <brine/format.hpp>

#include <algorithm>

#include "brine/support/json.hpp"
#include "brine/support/text.hpp"
#include "signature_binding.hpp"

namespace brine::support {
namespace {

constexpr bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr bool in_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

// Where the JSON literal ends that begins at `at`: at the first ',' outside of strings and
// brackets. The literal itself is checked by the JSON parser.
std::size_t literal_end(std::string_view text, std::size_t at) {
    int depth = 0;
    bool quoted = false;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (quoted) {
            if (c == '\\') ++at;
            if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            ++depth;
        } else if (c == ']' || c == '}') {
            --depth;
        } else if (c == ',' && depth == 0) {
            break;
        }
    }
    return std::min(at, text.size());
}

}  // namespace

Signature SignatureParser::run() {
    skip_space();
    if (done()) return std::move(signature_);
    signature_.text_ = text_;
    do {
        parameter();
        skip_space();
    } while (take(','));
    if (!done()) expected("',' or the end");
    if (signature_.rest_ == Signature::none) {
        const auto kwargs = static_cast<std::uint32_t>(signature_.kwargs_ != Signature::none);
        signature_.positional_ = static_cast<std::uint32_t>(signature_.parameters_.size()) - kwargs;
    } else {
        signature_.positional_ = signature_.rest_;
    }
    return std::move(signature_);
}

void SignatureParser::parameter() {
    skip_space();
    const std::size_t start = at_;
    Parameter parameter;
    parameter.kind = stars();
    parameter.name = name();
    parameter.type_text = "any";
    if (parameter.kind == Parameter::Kind::normal) {
        type(parameter);
        fallback(parameter);
    } else if (parameter.kind == Parameter::Kind::rest) {
        parameter.types = 1U << BRINE_LIST;
        parameter.default_value = Value::list({});
    } else {
        parameter.types = 1U << BRINE_MAP;
        parameter.default_value = Value::map({});
    }
    check_order(parameter, start);
    add(std::move(parameter));
}

Parameter::Kind SignatureParser::stars() {
    if (!take('*')) return Parameter::Kind::normal;
    return take('*') ? Parameter::Kind::kwargs : Parameter::Kind::rest;
}

std::string_view SignatureParser::name() {
    const std::size_t start = at_;
    if (done() || !starts_name(text_[at_])) expected("a parameter's name");
    while (!done() && in_name(text_[at_])) ++at_;
    return text_.substr(start, at_ - start);
}

void SignatureParser::type(Parameter& parameter) {
    skip_space();
    if (!take(':')) return;
    skip_space();
    const std::size_t start = at_;
    at_ = std::min(text_.find_first_of(",=", at_), text_.size());
    const std::string_view text = strip(text_.substr(start, at_ - start));
    parameter.types = type_bits(text);
    if (parameter.types == 0)
        fail(start, format("expected types (any, nil, bool, int, float, str, bytes, list, map) "
                           "joined by '|', found '{}'",
                           text));
    parameter.type_text = text;
}

void SignatureParser::fallback(Parameter& parameter) {
    skip_space();
    if (!take('=')) {
        parameter.required = true;
        return;
    }
    skip_space();
    const std::size_t start = at_;
    at_ = literal_end(text_, at_);
    const std::string_view literal = strip_right(text_.substr(start, at_ - start));
    parameter.default_text = literal;
    if (literal == "nil") {
        parameter.default_value = nullptr;
    } else {
        try {
            parameter.default_value = json::load(signature_.arena_.memory(), literal);
        } catch (const json::Error&) {
            fail(start, format("expected a JSON literal or nil as the default of '{}', found '{}'",
                               parameter.name, literal));
        }
    }
    if (parameter.types != ~0U && (parameter.types & accepted_as(parameter.default_value)) == 0)
        fail(start, format("the default of '{}' is {}, its type is {}", parameter.name,
                           parameter.default_value.described(), parameter.type_text));
    parameter.default_value = Binding::fitted(parameter.default_value, parameter.types);
}

void SignatureParser::check_order(const Parameter& parameter, std::size_t start) {
    for (const Parameter& other : signature_.parameters_) {
        if (other.name == parameter.name)
            fail(start, format("'{}' is declared twice", parameter.name));
        if (other.kind == Parameter::Kind::kwargs)
            fail(start, format("'{}' comes after '**{}', which has to be the last parameter",
                               parameter.name, other.name));
        if (other.kind == Parameter::Kind::rest && parameter.kind == Parameter::Kind::rest)
            fail(start, format("'*{}' comes after '*{}', but there can be only one", parameter.name,
                               other.name));
    }
}

void SignatureParser::add(Parameter parameter) {
    const auto place = static_cast<std::uint32_t>(signature_.parameters_.size());
    if (parameter.kind == Parameter::Kind::rest) signature_.rest_ = place;
    if (parameter.kind == Parameter::Kind::kwargs) signature_.kwargs_ = place;
    const std::string_view name = signature_.arena_.memory().copy(parameter.name);
    signature_.slots_.push_back({name.data(), static_cast<std::uint32_t>(name.size()),
                                 parameter.types,
                                 parameter.required ? Binding::unset() : parameter.default_value});
    signature_.parameters_.push_back(std::move(parameter));
}

void SignatureParser::skip_space() {
    while (!done() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
}

bool SignatureParser::take(char wanted) {
    if (done() || text_[at_] != wanted) return false;
    ++at_;
    return true;
}

void SignatureParser::expected(std::string_view what) const {
    const std::string found =
        done() ? std::string("the end") : format("'{}'", text_.substr(at_, 1));
    fail(at_, format("expected {}, found {}", what, found));
}

void SignatureParser::fail(std::size_t at, const std::string& what) const {
    throw Error(format("parameters \"{}\", column {}: {}", text_, at + 1, what));
}

Signature Signature::parse(std::string_view text) { return SignatureParser(text).run(); }

}  // namespace brine::support
