// SPDX-License-Identifier: Apache-2.0
//
// The context of a call: values laid over each other by the requests of a run, the configuration,
// what the run stored, and what functions of kind "context" provide.
#include "core/registry/host.hpp"

#include <brine/support/traverse.hpp>

#include <array>
#include <optional>

namespace brine::core {
namespace {

// Follows `path` from `value`; an empty path is the value itself.
bool traverse(const Value& value, std::string_view path, Value& out) {
    if (path.empty()) {
        out = value;
        return true;
    }
    const std::optional<Value> found = support::traverse(value, path);
    if (found) out = *found;
    return found.has_value();
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
    const auto found = [](bool yes) -> brine_status {
        return static_cast<brine_status>(yes ? BRINE_OK : BRINE_NOT_FOUND);
    };

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
