// SPDX-License-Identifier: Apache-2.0
//
// The context of a call: values laid over each other by the requests of a run, the configuration,
// what the run stored, and what functions of kind "context" provide.
#include "core/registry/host.hpp"

#include <brine/format.hpp>

#include <array>
#include <charconv>
#include <optional>

namespace brine::core {
namespace {

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// One step down: a key of a map (text, else the number it spells), an index of a list.
const Value* step(const Value& value, std::string_view key) {
    if (value.is_map()) {
        if (const Value* found = value.find(key)) return found;
        const auto number = number_of(key);
        return number ? value.find(Value(*number)) : nullptr;
    }
    if (value.is_list()) {
        const auto number = number_of(key);
        const auto size = static_cast<std::int64_t>(value.size());
        if (!number || *number >= size || *number < -size) return nullptr;
        return &value.items()[static_cast<std::size_t>(*number < 0 ? *number + size : *number)];
    }
    return nullptr;
}

// Follows "a:b:0" from `value`; an empty path is the value itself.
bool traverse(Value value, std::string_view path, Value& out) {
    while (!path.empty()) {
        const std::size_t colon = path.find(':');
        const Value* next = step(value, path.substr(0, colon));
        if (next == nullptr) return false;
        value = *next;
        path = colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
    }
    out = value;
    return true;
}

// The nearest context that has `root`.
const Value* in_context(const Frame& frame, std::string_view root) {
    for (const Frame* at = &frame; at != nullptr; at = at->parent)
        if (const Value* found = at->context.find(root)) return found;
    return frame.run->context.find(root);
}

bool from_stored(const Run& run, std::string_view path, Value& out) {
    // A stored key may itself contain colons, so the longest one that fits is taken.
    for (std::size_t end = path.size();;) {
        const auto found = run.stored.find(path.substr(0, end));
        if (found != run.stored.end())
            return traverse(found->second,
                            end == path.size() ? std::string_view() : path.substr(end + 1), out);
        end = path.substr(0, end).rfind(':');
        if (end == std::string_view::npos) return false;
    }
}

}  // namespace

brine_status Host::lookup(Frame& frame, std::string_view path, Value& out) {
    const std::size_t colon = path.find(':');
    const std::string_view root = path.substr(0, colon);
    const std::string_view rest =
        colon == std::string_view::npos ? std::string_view() : path.substr(colon + 1);
    const auto found = [](bool yes) -> brine_status { return static_cast<brine_status>(yes ? BRINE_OK : BRINE_NOT_FOUND); };

    if (const Value* value = in_context(frame, root)) return found(traverse(*value, rest, out));
    if (root == "opts") return found(traverse(options_.options, rest, out));
    if (root == "context") return found(from_stored(*frame.run, rest, out));

    if (frame.run->registry->find("context", root).empty()) return BRINE_NOT_FOUND;
    const std::array<Value, 1> args{rest};
    const brine_request request{.size = sizeof(brine_request),
                                .flags = 0,
                                .kind = {"context", 7},
                                .name = {root.data(), root.size()},
                                .args = &args[0].raw(),
                                .arg_count = 1,
                                .kwargs = nullptr,
                                .kwarg_count = 0,
                                .context = nullptr};
    return invoke(frame, request, out);
}

}  // namespace brine::core
