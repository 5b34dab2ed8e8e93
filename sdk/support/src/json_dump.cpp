// SPDX-License-Identifier: Apache-2.0
#include <brine/format.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "brine/support/json.hpp"
#include "utf8.hpp"

namespace brine::support::json {
namespace {

// The way from the root to a value, for messages; a chain on the stack.
struct Step {
    const Step* parent = nullptr;
    std::string_view name = {};  // of a map's entry
    std::size_t position = 0;    // in a list
    bool in_map = false;
};

std::string path_of(const Step* step) {
    std::string path;
    for (; step->parent != nullptr; step = step->parent) {
        const std::string part =
            step->in_map ? std::string(step->name) : std::to_string(step->position);
        path = path.empty() ? part : part + ":" + path;
    }
    return path.empty() ? "the value" : "'" + path + "'";
}

[[noreturn]] void fail(const Step& step, std::string_view what) {
    throw brine::Error(format("JSON: {} {}", path_of(&step), what));
}

class Writer {
  public:
    Writer(int indent, bool sort_keys, bool ascii)
        : indent_(indent), sort_keys_(sort_keys), ascii_(ascii) {}

    void value(const Value& value, const Step& step, int depth);
    std::string take() { return std::move(out_); }

  private:
    void list(const Value& value, const Step& step, int depth);
    void map(const Value& value, const Step& step, int depth);
    void text(std::string_view text, const Step& step);
    void code_point(char32_t code);
    void escape_unit(char32_t unit);
    void begin_line(int depth);

    int indent_;
    bool sort_keys_;
    bool ascii_;
    std::string out_;
};

std::string float_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number < 0 ? "-Infinity" : "Infinity";
    return to_text(number);
}

// The text that Python makes of a key.
std::string key_text(const Value& key, const Step& step) {
    switch (key.type()) {
        case Type::string:
        case Type::bytes:
            return std::string(key.bytes());
        case Type::nil:
            return "null";
        case Type::boolean:
            return key.is_true() ? "true" : "false";
        case Type::integer:
            return std::to_string(key.raw().as.i);
        case Type::unsigned_integer:
            return std::to_string(key.raw().as.u);
        case Type::floating:
            return float_text(key.raw().as.f);
        case Type::list:
        case Type::map:
            break;
    }
    fail(step, format("has {} as a key", key.described()));
}

void Writer::value(const Value& value, const Step& step, int depth) {
    if (depth > max_depth) fail(step, format("is nested more than {} levels deep", max_depth));
    switch (value.type()) {
        case Type::nil:
            out_ += "null";
            return;
        case Type::boolean:
            out_ += value.is_true() ? "true" : "false";
            return;
        case Type::integer:
            out_ += std::to_string(value.raw().as.i);
            return;
        case Type::unsigned_integer:
            out_ += std::to_string(value.raw().as.u);
            return;
        case Type::floating:
            out_ += float_text(value.raw().as.f);
            return;
        case Type::string:
        case Type::bytes:
            text(value.bytes(), step);
            return;
        case Type::list:
            list(value, step, depth);
            return;
        case Type::map:
            map(value, step, depth);
            return;
    }
    fail(step, format("has the unknown type {}", value.raw().type));
}

void Writer::begin_line(int depth) {
    if (indent_ < 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_) * static_cast<std::size_t>(depth), ' ');
}

void Writer::list(const Value& value, const Step& step, int depth) {
    if (value.size() == 0) {
        out_ += "[]";
        return;
    }
    out_ += '[';
    for (std::size_t n = 0; n < value.size(); ++n) {
        if (n > 0) out_ += indent_ < 0 ? ", " : ",";
        begin_line(depth + 1);
        this->value(value.items()[n], {.parent = &step, .position = n}, depth + 1);
    }
    begin_line(depth);
    out_ += ']';
}

void Writer::map(const Value& value, const Step& step, int depth) {
    if (value.size() == 0) {
        out_ += "{}";
        return;
    }
    struct Entry {
        std::string key;
        const Value* value;
    };
    std::vector<Entry> entries;
    entries.reserve(value.size());
    for (const Pair& pair : value.pairs())
        entries.push_back({key_text(pair.key, step), &pair.value});
    if (sort_keys_)
        std::stable_sort(entries.begin(), entries.end(),
                         [](const Entry& a, const Entry& b) { return a.key < b.key; });
    out_ += '{';
    bool first = true;
    for (const Entry& entry : entries) {
        if (!first) out_ += indent_ < 0 ? ", " : ",";
        first = false;
        begin_line(depth + 1);
        const Step below{.parent = &step, .name = entry.key, .in_map = true};
        text(entry.key, below);
        out_ += ": ";
        this->value(*entry.value, below, depth + 1);
    }
    begin_line(depth);
    out_ += '}';
}

constexpr bool is_plain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void Writer::text(std::string_view text, const Step& step) {
    out_ += '"';
    while (!text.empty()) {
        const auto plain = static_cast<std::size_t>(
            std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
        out_ += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty()) break;
        const Utf8Unit unit = decode_utf8(text);
        if (!unit.valid) fail(step, "is not UTF-8");
        if (unit.code_point < 0x80 || ascii_) {
            code_point(unit.code_point);
        } else {
            out_ += text.substr(0, unit.length);
        }
        text.remove_prefix(unit.length);
    }
    out_ += '"';
}

void Writer::code_point(char32_t code) {
    constexpr std::string_view special = "\"\\\b\f\n\r\t";
    constexpr std::string_view letters = "\"\\bfnrt";
    if (code < 0x80) {
        const std::size_t at = special.find(static_cast<char>(code));
        if (at != std::string_view::npos) {
            out_ += '\\';
            out_ += letters[at];
            return;
        }
        if (code == 0x7F && !ascii_) {
            out_ += '\x7F';
            return;
        }
    }
    if (code < 0x10000) return escape_unit(code);
    code -= 0x10000;
    escape_unit(0xD800 + (code >> 10U));
    escape_unit(0xDC00 + (code & 0x3FFU));
}

void Writer::escape_unit(char32_t unit) {
    constexpr std::string_view digits = "0123456789abcdef";
    out_ += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) out_ += digits[(unit >> shift) & 15U];
}

}  // namespace

std::string dump(const Value& value, int indent, bool sort_keys, bool ascii) {
    Writer writer(indent, sort_keys, ascii);
    writer.value(value, {}, 0);
    return writer.take();
}

}  // namespace brine::support::json
