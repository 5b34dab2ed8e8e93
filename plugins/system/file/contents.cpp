// SPDX-License-Identifier: Apache-2.0
#include "contents.hpp"

#include <brine/support/text.hpp>
#include <brine/support/traverse.hpp>

#include <algorithm>
#include <array>

namespace brine::file {
namespace {

// The size of the line end at the start of `text`, 0 when there is none: the ones of Python's
// str.splitlines().
std::size_t line_end(std::string_view text) {
    constexpr std::array<std::string_view, 11> ends{
        "\r\n", "\n",   "\r",       "\v",           "\f",          "\x1c",
        "\x1d", "\x1e", "\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9"};
    for (const std::string_view end : ends)
        if (text.starts_with(end)) return end.size();
    return 0;
}

void append_lines(std::string& out, std::string_view text) {
    constexpr std::string_view first_bytes = "\r\n\v\f\x1c\x1d\x1e\xC2\xE2";
    bool open = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t next = std::min(text.find_first_of(first_bytes, at), text.size());
        out += text.substr(at, next - at);
        open = open || next > at;
        at = next;
        if (at == text.size()) break;
        if (const std::size_t end = line_end(text.substr(at)); end != 0) {
            out += '\n';
            at += end;
            open = false;
        } else {
            out += text[at++];
            open = true;
        }
    }
    if (open) out += '\n';
}

void strip_final(std::string& text, char c) {
    while (text.ends_with(c)) text.pop_back();
}

// The value at `path` below the context value `root` ("pillar"), its steps cut at `delimiter`.
Value find_key(Call& call, std::string_view root, std::string_view path,
               std::string_view delimiter) {
    if (delimiter == ":") return call.lookup(std::string(root) + ":" + std::string(path));
    if (delimiter.empty()) throw BadArgument("'contents_delimiter' must not be empty");
    return support::traverse(call.lookup(root), path, delimiter).value_or(Value());
}

// In clear, unlike what people are shown.
std::string line_text(const Value& line) {
    return line.is_str() || line.is_bytes() ? std::string(line.bytes()) : to_text(line);
}

// The value of one key, or the lines of several.
Value find_keys(Call& call, std::string_view root, std::string_view title, const Value& keys,
                std::string_view delimiter) {
    const auto find = [&](const Value& key) {
        const Value found = find_key(call, root, to_text(key), delimiter);
        if (found.is_nil()) throw Error(format("{} {} does not exist", title, key));
        return found;
    };
    if (!keys.is_list()) return find(keys);
    std::string text;
    bool secret = false;
    for (const Value& key : keys.items()) {
        if (!text.empty()) text += '\n';
        const Value part = find(key);
        secret = secret || part.secret();
        text += line_text(part);
    }
    return secret ? call.str(text).as_secret() : call.str(text);
}

Value wanted_value(Call& call, const ContentsArguments& arguments) {
    if (!arguments.contents_pillar.is_nil())
        return find_keys(call, "pillar", "Pillar", arguments.contents_pillar,
                         arguments.contents_delimiter);
    if (!arguments.contents_grains.is_nil())
        return find_keys(call, "grains", "Grain", arguments.contents_grains,
                         arguments.contents_delimiter);
    return arguments.contents;
}

bool is_secret(const Value& value) {
    return value.secret() || std::any_of(value.items().begin(), value.items().end(),
                                         [](const Value& item) { return item.secret(); });
}

std::string origin(const ContentsArguments& arguments) {
    if (!arguments.contents_pillar.is_nil())
        return format("contents_pillar {}", arguments.contents_pillar);
    if (!arguments.contents_grains.is_nil())
        return format("contents_grains {}", arguments.contents_grains);
    return "'contents'";
}

}  // namespace

Contents contents_of(const Value& value, bool final_newline) {
    Contents contents;
    contents.secret = is_secret(value);
    if (value.is_list()) {
        for (const Value& item : value.items()) append_lines(contents.bytes, line_text(item));
    } else if (value.is_str() || value.is_bytes()) {
        const std::string_view bytes = value.bytes();
        contents.binary = value.is_bytes() && !support::utf8_valid(bytes);
        if (contents.binary) {
            contents.bytes = bytes;
            return contents;
        }
        contents.bytes.reserve(bytes.size() + 1);
        append_lines(contents.bytes, bytes);
    } else {
        append_lines(contents.bytes, to_text(value));
    }
    if (!final_newline) {
        strip_final(contents.bytes, '\n');
        strip_final(contents.bytes, '\r');
    }
    return contents;
}

std::optional<Contents> resolve_contents(Call& call, const ContentsArguments& arguments) {
    const Value value = wanted_value(call, arguments);
    if (value.is_nil()) return std::nullopt;
    if (!arguments.allow_empty && !value)
        throw Error(format(
            "{} value would result in empty contents. Set allow_empty to True to allow the managed "
            "file to be empty.",
            origin(arguments)));
    if (value.is_list() && value.size() == 0)
        throw Error(
            "Contents specified by contents/contents_pillar/contents_grains is not a string or "
            "list of strings, and is not binary data. SLS is likely malformed.");
    return contents_of(value, arguments.contents_newline);
}

}  // namespace brine::file
