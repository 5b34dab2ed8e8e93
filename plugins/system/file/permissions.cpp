// SPDX-License-Identifier: Apache-2.0
#include "permissions.hpp"

#include <unistd.h>

#include <vector>

#include "mode.hpp"
#include "owner.hpp"

namespace brine::file {
namespace {

constexpr mode_t set_id_bits = S_ISUID | S_ISGID;

struct stat existing_status(const std::string& path, Links links) {
    const auto status = status_or_link(path, links);
    if (!status) throw Error(format("Path not found: {}", path));
    return *status;
}

bool change_owner(const std::string& path, const PermissionPlan& plan, Links links, mode_t mode) {
    const uid_t uid = plan.user ? plan.uid.value_or(-1U) : -1U;
    const gid_t gid = plan.group ? plan.gid.value_or(-1U) : -1U;
    const bool through = links == Links::follow && exists(path);
    const int result = through ? ::chown(path.c_str(), uid, gid) : ::lchown(path.c_str(), uid, gid);
    if (result != 0) return false;
    // The kernel clears these bits when the owner changes.
    if (S_ISREG(mode) && (mode & set_id_bits) != 0 && ::chmod(path.c_str(), mode & 07777U) != 0)
        return false;
    return true;
}

void add_comments(std::string& comment, const std::vector<std::string>& problems) {
    for (const std::string& problem : problems) {
        if (!comment.empty()) comment += "; ";
        comment += problem;
    }
}

}  // namespace

std::string missing_owner(Call& call, const Value& user, const Value& group, bool test) {
    std::string reason;
    if (is_named(user) && !uid_of(user)) reason += format("User {} is not available ", user);
    if (is_named(group) && !gid_of(group)) reason += format("Group {} is not available", group);
    if (!test || reason.empty()) return reason;
    call.log(Level::warning, "{}", reason);
    return {};
}

PermissionPlan plan_permissions(const struct stat& status, const WantedPermissions& wanted) {
    PermissionPlan plan;
    if (is_named(wanted.user)) {
        plan.uid = uid_of(wanted.user);
        plan.user = plan.uid != status.st_uid;
    }
    if (is_named(wanted.group)) {
        plan.gid = gid_of(wanted.group);
        plan.group = plan.gid != status.st_gid;
    }
    plan.mode = wanted.mode && *wanted.mode != mode_text(status.st_mode);
    return plan;
}

void note_permissions(Map& changes, const PermissionPlan& plan, const WantedPermissions& wanted) {
    if (plan.user) changes.set("user", wanted.user);
    if (plan.group) changes.set("group", wanted.group);
    if (plan.mode) changes.set("mode", *wanted.mode);
}

void apply_permissions(const std::string& path, const WantedPermissions& wanted, Links links,
                       bool test, Report& report) {
    const struct stat status = existing_status(path, links);
    WantedPermissions possible = wanted;
    if (S_ISLNK(status.st_mode)) possible.mode.reset();
    const PermissionPlan plan = plan_permissions(status, possible);
    if (plan.empty()) return;
    if (test) {
        note_permissions(report.changes, plan, possible);
        report.result = std::nullopt;
        return;
    }

    PermissionPlan done = plan;
    std::vector<std::string> problems;
    if (plan.user && !plan.uid) done.user = false;
    if (plan.group && !plan.gid) done.group = false;
    if ((done.user || done.group) && !change_owner(path, done, links, status.st_mode))
        done.user = done.group = false;
    // Owner first: a mode set before could let the wrong user in.
    if (plan.mode && ::chmod(path.c_str(), mode_bits(*possible.mode)) != 0) done.mode = false;

    if (plan.user && !done.user)
        problems.push_back(format("Failed to change user to {}", wanted.user));
    if (plan.group && !done.group)
        problems.push_back(format("Failed to change group to {}", wanted.group));
    if (plan.mode && !done.mode)
        problems.push_back(format("Failed to change mode to {}", *possible.mode));
    if (!problems.empty()) report.result = false;
    add_comments(report.comment, problems);
    note_permissions(report.changes, done, possible);
}

}  // namespace brine::file
