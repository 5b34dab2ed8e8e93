// SPDX-License-Identifier: Apache-2.0
#include "managed_file.hpp"

#include <unistd.h>
#include <brine/support/file.hpp>

#include "backup.hpp"
#include "mode.hpp"
#include "path.hpp"
#include "text_diff.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

constexpr std::string_view private_mode = "0600";
constexpr std::string_view replaced_link = "Replace symbolic link with regular file";

std::string shown_diff(Call& call, const std::string& path, const WantedFile& wanted) {
    if (call.option("obfuscate_templates")) return "<Obfuscated Template>";
    if (!wanted.show_changes) return "<show_changes=False>";
    return content_diff(support::read_file(path), wanted.content->bytes());
}

support::ReplaceOptions replace_options(const PermissionPlan& plan, const WantedFile& wanted) {
    support::ReplaceOptions options;
    if (wanted.permissions.mode) options.mode = mode_bits(*wanted.permissions.mode);
    options.uid = plan.uid;
    options.gid = plan.gid;
    options.links = wanted.links == Links::follow ? support::LinkPolicy::resolve_links
                                                  : support::LinkPolicy::replace_link;
    return options;
}

// Owner and mode of what a link led to go over to the file that takes the link's place.
void keep_permissions(support::ReplaceOptions& options, const struct stat& status) {
    constexpr mode_t permission_bits = 07777;
    if (!options.mode) options.mode = status.st_mode & permission_bits;
    if (!options.uid) options.uid = status.st_uid;
    if (!options.gid) options.gid = status.st_gid;
}

void replace_content(Call& call, Report& report, const WantedFile& wanted,
                     const struct stat& status, std::string_view diff) {
    const PermissionPlan plan = plan_permissions(status, wanted.permissions);
    support::ReplaceOptions options = replace_options(plan, wanted);
    if (wanted.links == Links::keep && is_link(report.name)) keep_permissions(options, status);
    back_up(call, report.name, wanted.backup);
    support::replace_file(report.name, wanted.content->bytes(), options);
    report.changes.set("diff", diff);
    note_permissions(report.changes, plan, wanted.permissions);
}

void manage_existing(Call& call, Report& report, const WantedFile& wanted,
                     const struct stat& status) {
    const bool replaces_link = wanted.links == Links::keep && is_link(report.name);
    if (wanted.content && !wanted.content->equals_file(report.name)) {
        replace_content(call, report, wanted, status, shown_diff(call, report.name, wanted));
    } else if (wanted.content && replaces_link) {
        replace_content(call, report, wanted, status, replaced_link);
    } else {
        apply_permissions(report.name, wanted.permissions, wanted.links, false, report);
    }
    if (!report.changes.empty()) {
        report.comment = format("File {} updated", report.name);
    } else if (report.result.value_or(false)) {
        report.comment = format("File {} is in the correct state", report.name);
    }
}

// Reading a pipe or a device would wait for ever or never end.
void require_content_fits(const std::string& path, const WantedFile& wanted,
                          const struct stat& status) {
    if (wanted.content && !S_ISREG(status.st_mode))
        throw Error(format("Unable to manage file: {} is no regular file", path));
}

// The group that a new file in `directory` gets.
gid_t group_in(const std::string& directory) {
    const auto status = status_of(directory);
    return status && (status->st_mode & S_ISGID) != 0 ? status->st_gid : ::getegid();
}

// Makes the directory of a new file if that is wanted; whether it is there.
bool prepare_parent(Call& call, const std::string& directory, const WantedFile& wanted) {
    if (is_directory(directory)) return true;
    if (!wanted.make_parents) return false;
    WantedPermissions permissions = wanted.permissions;
    permissions.mode = wanted.parent_mode;
    if (!permissions.mode && wanted.permissions.mode)
        permissions.mode = enterable_mode(*wanted.permissions.mode);
    make_directories(call.memory(), directory, permissions);
    return true;
}

// What a new file differs in from one that the system makes without further ado, or, for the mode
// of a file that is copied or has a mode of its own, from one that nobody else can read.
void note_new_permissions(Report& report, const WantedFile& wanted, const PermissionPlan& plan,
                          const std::string& directory) {
    if (plan.uid && *plan.uid != ::geteuid()) report.changes.set("user", wanted.permissions.user);
    if (plan.gid && *plan.gid != group_in(directory))
        report.changes.set("group", wanted.permissions.group);
    const bool private_at_first = wanted.from_source || wanted.permissions.mode;
    const auto status = status_of(report.name);
    if (private_at_first && status && mode_text(status->st_mode) != private_mode)
        report.changes.set("mode", mode_text(status->st_mode));
}

void create_file(Call& call, Report& report, const WantedFile& wanted) {
    const std::string directory = directory_of(report.name);
    if (!prepare_parent(call, directory, wanted)) {
        report.fail("Parent directory not present");
        return;
    }
    const struct stat nothing {};
    const PermissionPlan plan = plan_permissions(nothing, wanted.permissions);
    support::replace_file(report.name, wanted.content ? wanted.content->bytes() : std::string(),
                          replace_options(plan, wanted));
    if (wanted.content) {
        report.changes.set("diff", "New file");
        report.comment = format("File {} updated", report.name);
    } else {
        report.changes.set("new", format("file {} created", report.name));
        report.comment = "Empty file";
    }
    note_new_permissions(report, wanted, plan, directory);
}

}  // namespace

void manage_file(Call& call, Report& report, const WantedFile& wanted) {
    if (const auto status = status_of(report.name)) {
        require_content_fits(report.name, wanted, *status);
        manage_existing(call, report, wanted, *status);
    } else {
        create_file(call, report, wanted);
    }
}

void preview_file(Call& call, Report& report, const WantedFile& wanted) {
    const auto status = status_of(report.name, wanted.links);
    if (!status) {
        report.changes.set("newfile", report.name);
        return;
    }
    if (!S_ISLNK(status->st_mode)) require_content_fits(report.name, wanted, *status);
    const bool same =
        wanted.content && exists(report.name) && wanted.content->equals_file(report.name);
    if (wanted.content && S_ISLNK(status->st_mode) && (same || !exists(report.name))) {
        report.changes.set("diff", replaced_link);
    } else if (wanted.content && !same) {
        report.changes.set("diff", shown_diff(call, report.name, wanted));
    }
    WantedPermissions permissions = wanted.permissions;
    if (S_ISLNK(status->st_mode)) permissions.mode.reset();
    note_permissions(report.changes, plan_permissions(*status, permissions), permissions);
}

}  // namespace brine::file
