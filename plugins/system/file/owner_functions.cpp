// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>
#include <brine/sdk.hpp>

#include <charconv>

#include "groups.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "permissions.hpp"
#include "status.hpp"

namespace brine::file {
namespace {

struct stat existing(std::string_view given, bool follow_symlinks) {
    const std::string path = expand_user(given);
    const auto status = status_or_link(path, follow_symlinks ? Links::follow : Links::keep);
    if (!status) throw Error(format("Path not found: {}", path));
    return *status;
}

// A number, or the number that a text spells.
std::optional<std::int64_t> number_of(const Value& value) {
    if (value.is_int()) return value.integer();
    const std::string_view text = value.str_or("");
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

// The name of an id, or the number itself when it has none.
Value name_or_number(const Call& call, const std::optional<std::string>& name,
                     std::int64_t number) {
    return name ? call.str(*name) : Value(number);
}

Value uid_to_user(Call& call, Value uid) {
    const auto number = number_of(uid);
    if (!number) throw BadArgument(format("'uid' must be a number, not '{}'", uid));
    const auto id = uid_of(*number);
    return name_or_number(call, id ? user_name(*id) : std::nullopt, *number);
}

Value gid_to_group(Call& call, Value gid) {
    std::optional<std::int64_t> number = number_of(gid);
    if (!number) {
        const auto known = gid_of(gid);
        if (!known) return "";
        number = *known;
    }
    const auto id = gid_of(*number);
    return name_or_number(call, id ? group_name(*id) : std::nullopt, *number);
}

Value user_to_uid(Call&, Value user) {
    if (user.is_nil()) return ::geteuid();
    const auto uid = uid_of(user);
    return uid ? Value(*uid) : Value("");
}

Value group_to_gid(Call&, Value group) {
    const auto gid = gid_of(group);
    return gid ? Value(*gid) : Value("");
}

std::string set_mode(Call&, std::string_view given, Value mode) {
    const std::string path = expand_user(given);
    if (!exists(path)) throw Error(format("{}: File not found", path));
    const std::optional<std::string> wanted = normalized_mode(mode);
    if (!wanted) throw BadArgument("'mode' must not be nil");
    if (::chmod(path.c_str(), mode_bits(*wanted)) != 0)
        throw std::system_error(errno, std::generic_category(),
                                format("cannot set the mode of '{}'", path));
    return mode_text(existing(path, true).st_mode);
}

// The ids to set, -1 for what is not to change, and what is wrong with the names.
struct Owner {
    uid_t uid = static_cast<uid_t>(-1);
    gid_t gid = static_cast<gid_t>(-1);
    std::string flaw;
};

Owner parse_owner(const Value& user, const Value& group) {
    Owner owner;
    const auto uid = uid_of(user);
    const auto gid = gid_of(group);
    if (uid) owner.uid = *uid;
    if (gid) owner.gid = *gid;
    if (!uid && is_named(user)) owner.flaw += "User does not exist\n";
    if (!gid && is_named(group)) owner.flaw += "Group does not exist\n";
    return owner;
}

using ChangeOwner = int (*)(const char*, uid_t, gid_t);

// Nil, or what is wrong with the names.
Value change_owner(Call& call, std::string_view given, const Owner& owner, ChangeOwner change) {
    const std::string path = expand_user(given);
    if (!is_there(path)) return call.str(owner.flaw + "File not found");
    if (!owner.flaw.empty()) return call.str(owner.flaw);
    // A link that leads nowhere still has an owner of its own.
    if (!exists(path)) change = ::lchown;
    if (change(path.c_str(), owner.uid, owner.gid) != 0)
        throw std::system_error(errno, std::generic_category(),
                                format("cannot set the owner of '{}'", path));
    return {};
}

Value chown_function(Call& call, std::string_view path, Value user, Value group) {
    return change_owner(call, path, parse_owner(user, group), ::chown);
}

Value lchown_function(Call& call, std::string_view path, Value user, Value group) {
    return change_owner(call, path, parse_owner(user, group), ::lchown);
}

Value chgrp_function(Call& call, std::string_view path, Value group) {
    return change_owner(call, path, parse_owner({}, group), ::chown);
}

Value check_perms(Call& call, std::string_view given, Value ret, Value user, Value group,
                  Value mode, bool follow_symlinks) {
    const Links links = follow_symlinks ? Links::follow : Links::keep;
    Report report(call.memory(), expand_user(given));
    report.comment = ret["comment"].str_or("");
    report.changes.update(ret["changes"]);
    if (ret["result"].is_false()) report.result = false;
    const struct stat before = existing(report.name, follow_symlinks);
    const WantedPermissions wanted{.user = user, .group = group, .mode = normalized_mode(mode)};
    const PermissionPlan plan = plan_permissions(before, wanted);
    apply_permissions(report.name, wanted, links, call.test(), report);

    Map perms = call.map();
    perms.add("luser", user.is_int()
                           ? Value(before.st_uid)
                           : name_or_number(call, user_name(before.st_uid), before.st_uid));
    perms.add("lgroup", group.is_int()
                            ? Value(before.st_gid)
                            : name_or_number(call, group_name(before.st_gid), before.st_gid));
    perms.add("lmode", mode_text(before.st_mode));
    if (plan.user) perms.add("cuser", user);
    if (plan.group) perms.add("cgroup", group);
    if (plan.mode && !call.test()) perms.add("cmode", *wanted.mode);

    Map result = call.map();
    result.update(ret);
    result.set("name", ret.contains("name") ? ret["name"] : Value(report.name));
    result.set("changes", report.changes.value());
    result.set("comment", report.comment);
    result.set("result", report.result);
    return call.list({result.value(), perms.value()});
}

}  // namespace

void add_owner_functions(Plugin& p) {
    p.exec(
         "file.get_mode",
         [](Call&, std::string_view path, bool follow_symlinks) {
             return mode_text(existing(path, follow_symlinks).st_mode);
         },
         "path"_a, "follow_symlinks"_a = true)
        .doc(
            "Answers the mode of a path.\n\n- `path` (str)\n- `follow_symlinks` (bool, true)\n\n"
            "Returns: str such as `0644`.\n\n    brine call file.get_mode /etc/passwd");
    p.exec("file.set_mode", set_mode, "path"_a, "mode"_a)
        .doc(
            "Sets the mode of a path.\n\n- `path` (str)\n- `mode` (str or int): octal digits\n\n"
            "Returns: str, the mode that it has now.\n\n    brine call file.set_mode /etc/motd "
            "0644");
    p.exec(
         "file.get_uid",
         [](Call&, std::string_view path, bool follow_symlinks) {
             return existing(path, follow_symlinks).st_uid;
         },
         "path"_a, "follow_symlinks"_a = true)
        .doc(
            "Answers the number of the user who owns a path.\n\n- `path` (str)\n"
            "- `follow_symlinks` (bool, true)\n\nReturns: int.\n\n"
            "    brine call file.get_uid /etc/passwd");
    p.exec(
         "file.get_gid",
         [](Call&, std::string_view path, bool follow_symlinks) {
             return existing(path, follow_symlinks).st_gid;
         },
         "path"_a, "follow_symlinks"_a = true)
        .doc(
            "Answers the number of the group that owns a path.\n\n- `path` (str)\n"
            "- `follow_symlinks` (bool, true)\n\nReturns: int.\n\n"
            "    brine call file.get_gid /etc/passwd");
    p.exec(
         "file.get_user",
         [](Call& call, std::string_view path, bool follow_symlinks) {
             const uid_t uid = existing(path, follow_symlinks).st_uid;
             return name_or_number(call, user_name(uid), uid);
         },
         "path"_a, "follow_symlinks"_a = true)
        .doc(
            "Answers the name of the user who owns a path.\n\n- `path` (str)\n"
            "- `follow_symlinks` (bool, true)\n\nReturns: str, or the number of a user without "
            "a name.\n\n    brine call file.get_user /etc/passwd");
    p.exec(
         "file.get_group",
         [](Call& call, std::string_view path, bool follow_symlinks) {
             const gid_t gid = existing(path, follow_symlinks).st_gid;
             return name_or_number(call, group_name(gid), gid);
         },
         "path"_a, "follow_symlinks"_a = true)
        .doc(
            "Answers the name of the group that owns a path.\n\n- `path` (str)\n"
            "- `follow_symlinks` (bool, true)\n\nReturns: str, or the number of a group without "
            "a name.\n\n    brine call file.get_group /etc/passwd");
    p.exec("file.uid_to_user", uid_to_user, "uid"_a)
        .doc(
            "Answers the name of a user.\n\n- `uid` (int)\n\n"
            "Returns: str, or the number when it has no name.\n\n"
            "    brine call file.uid_to_user 0");
    p.exec("file.user_to_uid", user_to_uid, "user"_a)
        .doc(
            "Answers the number of a user.\n\n- `user` (str or int): nil for the user who runs "
            "the minion\n\nReturns: int, or an empty str for an unknown user.\n\n"
            "    brine call file.user_to_uid root");
    p.exec("file.gid_to_group", gid_to_group, "gid"_a)
        .doc(
            "Answers the name of a group.\n\n- `gid` (int)\n\n"
            "Returns: str, or the number when it has no name.\n\n"
            "    brine call file.gid_to_group 0");
    p.exec("file.group_to_gid", group_to_gid, "group"_a)
        .doc(
            "Answers the number of a group.\n\n- `group` (str or int)\n\n"
            "Returns: int, or an empty str for an unknown group.\n\n"
            "    brine call file.group_to_gid root");
    p.exec("file.chown", chown_function, "path"_a, "user"_a, "group"_a)
        .doc(
            "Sets the owner of a path, behind links.\n\n- `path` (str)\n"
            "- `user`, `group` (str or int): nil or empty for no change\n\n"
            "Returns: nil, or a str that says what is wrong.\n\n"
            "    brine call file.chown /etc/passwd root root");
    p.exec("file.lchown", lchown_function, "path"_a, "user"_a, "group"_a)
        .doc(
            "Sets the owner of a path, of a link itself.\n\n- `path` (str)\n"
            "- `user`, `group` (str or int): nil or empty for no change\n\n"
            "Returns: nil, or a str that says what is wrong.\n\n"
            "    brine call file.lchown /etc/mtab root root");
    p.exec("file.chgrp", chgrp_function, "path"_a, "group"_a)
        .doc(
            "Sets the group of a path, behind links.\n\n- `path` (str)\n"
            "- `group` (str or int)\n\nReturns: nil, or a str that says what is wrong.\n\n"
            "    brine call file.chgrp /etc/passwd root");
    p.exec("file.check_perms", check_perms, "name"_a, "ret"_a, "user"_a, "group"_a, "mode"_a,
           "follow_symlinks"_a = false)
        .doc(
            "Gives a path an owner and a mode, or tells in test mode what would change.\n\n"
            "- `name` (str)\n- `ret` (map): result of a state to go on with, or nil\n"
            "- `user`, `group` (str or int), `mode` (str or int): nil for no change\n"
            "- `follow_symlinks` (bool, false)\n\n"
            "Returns: list of the result of a state, and of a map with the owner and mode before "
            "(`luser`, `lgroup`, `lmode`) and what changed (`cuser`, `cgroup`, `cmode`).\n\n"
            "    brine call file.check_perms /etc/sudoers '{}' root root 440");
}

}  // namespace brine::file
