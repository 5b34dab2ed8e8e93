// SPDX-License-Identifier: Apache-2.0
//
// Device nodes and named pipes: the functions is_*, mknod_*, get_devmm, and the state file.mknod.
#include <sys/sysmacros.h>
#include <brine/sdk.hpp>

#include <array>
#include <cerrno>
#include <cstring>

#include "groups.hpp"
#include "mode.hpp"
#include "path.hpp"
#include "permissions.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

struct NodeKind {
    std::string_view type;  // the argument `ntype`
    mode_t bits;
    std::string_view name;         // "character device"
    std::string_view title;        // at the beginning of a sentence
    std::string_view is_function;  // "is_chrdev"
    std::string_view make_function;
};

constexpr std::array<NodeKind, 3> kinds{{
    {"c", S_IFCHR, "character device", "Character device", "file.is_chrdev", "file.mknod_chrdev"},
    {"b", S_IFBLK, "block device", "Block device", "file.is_blkdev", "file.mknod_blkdev"},
    {"p", S_IFIFO, "fifo pipe", "Fifo pipe", "file.is_fifo", "file.mknod_fifo"},
}};

const NodeKind* kind_of(std::string_view type) {
    for (const NodeKind& kind : kinds)
        if (kind.type == type) return &kind;
    return nullptr;
}

bool is_kind(const std::string& path, const NodeKind& kind) {
    const auto status = status_of(path, Links::keep);
    return status && (status->st_mode & S_IFMT) == kind.bits;
}

struct Node {
    std::int64_t major = 0;
    std::int64_t minor = 0;
    Value user = {};
    Value group = {};
    Value mode = {};
};

dev_t device_of(const Node& node) {
    return ::makedev(static_cast<unsigned>(node.major), static_cast<unsigned>(node.minor));
}

// Makes a node, or tells in test mode what it would do. A node that is there already is kept.
void make_node(Call& call, Report& report, const NodeKind& kind, const Node& node) {
    const std::string done = format("{} {} created.", kind.title, report.name);
    if (call.test()) {
        report.result = std::nullopt;
        report.changes.set("new", done);
        return;
    }
    const std::string mode = normalized_mode(node.mode).value_or("0600");
    if (::mknod(report.name.c_str(), kind.bits | mode_bits(mode),
                kind.bits == S_IFIFO ? 0 : device_of(node)) != 0) {
        report.fail(errno == EEXIST
                        ? format("File {} exists and cannot be overwritten", report.name)
                        : format("cannot make the {} {}: {}", kind.name, report.name,
                                 std::strerror(errno)));
        return;
    }
    report.changes.set("new", done);
    Report owned(call.memory(), report.name);  // what a new node is given is no change of its own
    apply_permissions(report.name, {.user = node.user, .group = node.group, .mode = mode},
                      Links::keep, false, owned);
    if (!owned.result.value_or(false)) report.fail(owned.comment);
}

Value result_of(Call& call, const Report& report) {
    return call.map({{"name", report.name},
                     {"changes", report.changes.value()},
                     {"comment", report.comment},
                     {"result", report.result}});
}

Value mknod_function(Call& call, const NodeKind& kind, std::string_view name, const Node& node) {
    Report report(call.memory(), expand_user(name));
    make_node(call, report, kind, node);
    return result_of(call, report);
}

[[noreturn]] void refuse_type(std::string_view type) {
    throw BadArgument(
        format("Node type unavailable: '{}'. Available node types are character ('c'), block "
               "('b'), and pipe ('p').",
               type));
}

std::pair<std::int64_t, std::int64_t> numbers_of(const std::string& path) {
    const auto status = status_of(path);
    if (!status || (!S_ISCHR(status->st_mode) && !S_ISBLK(status->st_mode))) return {0, 0};
    return {::major(status->st_rdev), ::minor(status->st_rdev)};
}

StateResult mknod_state(State& state, std::string_view, std::string_view ntype, std::int64_t major,
                        std::int64_t minor, Value user, Value group, Value mode) {
    Report report(state.memory(), expand_user(state.name()));
    const std::string& path = report.name;
    if (path.empty()) return report.fail("Must provide name to file.mknod").finish(state);
    const NodeKind* kind = kind_of(ntype);
    if (kind == nullptr)
        return report
            .fail(format("Node type unavailable: '{}'. Available node types are character ('c'), "
                         "block ('b'), and pipe ('p')",
                         ntype))
            .finish(state);
    const Node node{.major = major, .minor = minor, .user = user, .group = group, .mode = mode};
    if (!is_kind(path, *kind)) {
        if (is_there(path))
            return report
                .fail(format("File {} exists and is not a {}. Refusing to continue", path,
                             kind->name))
                .finish(state);
        if (state.test()) {
            report.result = std::nullopt;
            report.comment = format("{} {} is set to be created", kind->title, path);
            return report.finish(state);
        }
        make_parents(state.memory(), path, {.user = user, .group = group});
        make_node(state, report, *kind, node);
        return report.finish(state);
    }
    const auto [has_major, has_minor] = numbers_of(path);
    if (kind->bits != S_IFIFO && (has_major != major || has_minor != minor))
        return report
            .fail(format("{} {} exists and has a different major/minor {}/{}. Refusing to continue",
                         kind->title, path, has_major, has_minor))
            .finish(state);
    apply_permissions(path, {.user = user, .group = group, .mode = normalized_mode(mode)},
                      Links::keep, state.test(), report);
    if (report.changes.empty() && report.result.value_or(false))
        report.comment = format("{} {} is in the correct state", kind->title, path);
    if (!report.changes.empty() && state.test()) report.result = std::nullopt;
    return report.finish(state);
}

void add_kind(Plugin& p, const NodeKind& kind) {
    p.exec(
         kind.is_function,
         [&kind](Call&, std::string_view name) { return is_kind(expand_user(name), kind); },
         "name"_a)
        .doc(format("Answers whether a path is a {}.\n\n- `name` (str)\n\nReturns: bool.\n\n"
                    "    brine call {} /dev/null",
                    kind.name, kind.is_function));
    if (kind.bits == S_IFIFO) {
        p.exec(
             kind.make_function,
             [&kind](Call& call, std::string_view name, Value user, Value group, Value mode) {
                 return mknod_function(call, kind, name,
                                       {.user = user, .group = group, .mode = mode});
             },
             "name"_a, "user"_a = nullptr, "group"_a = nullptr, "mode"_a = "0660")
            .doc(
                "Makes a named pipe.\n\n- `name` (str)\n- `user`, `group`, `mode` (0660)\n\n"
                "Returns: map, the result of a state.\n\n    brine call file.mknod_fifo /run/pipe");
        return;
    }
    p.exec(
         kind.make_function,
         [&kind](Call& call, std::string_view name, std::int64_t major, std::int64_t minor,
                 Value user, Value group, Value mode) {
             return mknod_function(
                 call, kind, name,
                 {.major = major, .minor = minor, .user = user, .group = group, .mode = mode});
         },
         "name"_a, "major"_a, "minor"_a, "user"_a = nullptr, "group"_a = nullptr, "mode"_a = "0660")
        .doc(format("Makes a {}.\n\n- `name` (str)\n- `major`, `minor` (int)\n"
                    "- `user`, `group`, `mode` (0660)\n\nReturns: map, the result of a state.\n\n"
                    "    brine call {} /dev/example 180 31",
                    kind.name, kind.make_function));
}

}  // namespace

void add_node_functions(Plugin& p) {
    for (const NodeKind& kind : kinds) add_kind(p, kind);
    p.exec(
         "file.mknod",
         [](Call& call, std::string_view name, std::string_view ntype, std::int64_t major,
            std::int64_t minor, Value user, Value group, Value mode) {
             const NodeKind* kind = kind_of(ntype);
             if (kind == nullptr) refuse_type(ntype);
             make_parents(call.memory(), expand_user(name), {.user = user, .group = group});
             return mknod_function(
                 call, *kind, name,
                 {.major = major, .minor = minor, .user = user, .group = group, .mode = mode});
         },
         "name"_a, "ntype"_a, "major"_a = 0, "minor"_a = 0, "user"_a = nullptr, "group"_a = nullptr,
         "mode"_a = "0600")
        .doc(
            "Makes a device node or named pipe, and the directories above it.\n\n- `name` (str)\n"
            "- `ntype` (str): c, b or p\n- `major`, `minor` (int, 0)\n"
            "- `user`, `group`, `mode` (0600)\n\nReturns: map, the result of a state.\n\n"
            "    brine call file.mknod /dev/example c 180 31");
    p.exec(
         "file.get_devmm",
         [](Call& call, std::string_view name) {
             const auto [major, minor] = numbers_of(expand_user(name));
             return call.list({major, minor});
         },
         "name"_a)
        .doc(
            "Answers the major and minor number of a device.\n\n- `name` (str)\n\n"
            "Returns: list of two int, 0 for what is no device.\n\n"
            "    brine call file.get_devmm /dev/null");
    p.state("file.mknod", mknod_state, "name"_a, "ntype"_a, "major"_a = 0, "minor"_a = 0,
            "user"_a = nullptr, "group"_a = nullptr, "mode"_a = "0600")
        .doc(
            "Makes a device node or named pipe.\n\n- `name` (str): absolute path\n"
            "- `ntype` (str): c (character device), b (block device) or p (named pipe)\n"
            "- `major`, `minor` (int, 0): of a device\n- `user`, `group`, `mode` (0600)\n\n"
            "    /run/app.pipe:\n      file.mknod:\n        - ntype: p\n        - mode: '0660'");
}

}  // namespace brine::file
