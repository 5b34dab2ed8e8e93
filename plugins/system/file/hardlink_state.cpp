// SPDX-License-Identifier: Apache-2.0
//
// The state file.hardlink.
#include <unistd.h>
#include <brine/sdk.hpp>

#include <cerrno>
#include <cstring>

#include "groups.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "report.hpp"
#include "status.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

struct HardlinkArguments {
    std::string target;
    bool force;
    bool makedirs;
    Value user;
    Value group;
    Value dir_mode;
};

bool is_hardlink(const std::string& path) {
    const auto status = status_of(path, Links::keep);
    return status && S_ISREG(status->st_mode) && status->st_nlink > 1;
}

bool same_file(const std::string& a, const std::string& b) {
    const auto left = status_of(a, Links::keep);
    const auto right = status_of(b, Links::keep);
    return left && right && left->st_ino == right->st_ino && left->st_dev == right->st_dev;
}

std::string flaws_of(const std::string& path, const HardlinkArguments& arguments) {
    std::string text;
    int count = 0;
    const auto add = [&](const std::string& flaw) { text += (count++ == 0 ? "" : ". ") + flaw; };
    if (is_named(arguments.user) && !uid_of(arguments.user))
        add(format("User {} does not exist", arguments.user));
    if (is_named(arguments.group) && !gid_of(arguments.group))
        add(format("Group {} does not exist", arguments.group));
    if (!is_absolute(path)) add(format("Specified file {} is not an absolute path", path));
    if (!is_absolute(arguments.target))
        add(format("Specified target {} is not an absolute path", arguments.target));
    return count > 1 ? text + "." : text;
}

void preview(Report& report, const HardlinkArguments& arguments) {
    const std::string& path = report.name;
    const std::string& target = arguments.target;
    if (!exists(target)) {
        report.fail(format("Target {} for hard link does not exist", target));
    } else if (is_directory(target)) {
        report.fail(format("Unable to hard link from directory {}", target));
    } else if (is_directory(path)) {
        report.fail(format("Unable to hard link to directory {}", path));
    } else if (!exists(path)) {
        report.result = std::nullopt;
        report.changes.set("new", path);
        report.comment = format("Hard link {} to {} is set for creation", path, target);
    } else if (is_hardlink(path) && same_file(path, target)) {
        report.comment = format("The hard link {} is presently targetting {}", path, target);
    } else if (is_hardlink(path)) {
        report.result = std::nullopt;
        report.changes.set("change", path);
        report.comment = format("Link {} target is set to be changed to {}", path, target);
    } else if (arguments.force) {
        report.result = std::nullopt;
        report.comment = format(
            "The file or directory {} is set for removal to make way for a new hard link targeting "
            "{}",
            path, target);
    } else {
        report.fail(
            format("File or directory exists where the hard link {} should be. Did you mean to use "
                   "force?",
                   path));
    }
}

// Links to a name beside the path and renames that, so that the path never is without a file.
bool replace_by_link(const std::string& target, const std::string& path) {
    const std::string beside = format("{}.{}.link", path, ::getpid());
    ::unlink(beside.c_str());
    if (::link(target.c_str(), beside.c_str()) != 0) return false;
    if (::rename(beside.c_str(), path.c_str()) == 0) return true;
    const int error = errno;
    ::unlink(beside.c_str());
    errno = error;
    return false;
}

void link(State& state, Report& report, const HardlinkArguments& arguments) {
    const std::string& path = report.name;
    const std::string& target = arguments.target;
    if (is_directory(path)) {
        report.fail(format("Unable to hard link to directory {}", path));
        return;
    }
    if (is_directory(target)) {
        report.fail(format("Unable to hard link from directory {}", target));
        return;
    }
    if (!exists(target)) {
        report.fail(format("Target {} for hard link does not exist", target));
        return;
    }
    const std::string parent = directory_of(path);
    if (!is_directory(parent)) {
        if (!arguments.makedirs) {
            report.fail(format("Directory {} for hard link is not present", parent));
            return;
        }
        make_directories(state.memory(), parent,
                         {.user = arguments.user,
                          .group = arguments.group,
                          .mode = normalized_mode(arguments.dir_mode)});
    }
    const bool linked = is_hardlink(path);
    if (linked && same_file(path, target)) {
        report.comment = format("Target of hard link {} is already pointing to {}", path, target);
        return;
    }
    const bool there = exists(path);
    if (there && !linked && !arguments.force) {
        report.fail(format("File exists where the hard link {} should be", path));
        return;
    }
    if (!replace_by_link(target, path)) {
        report.fail(format(linked ? "Unable to set target of hard link {} -> {}: {}"
                                  : "Unable to create new hard link {} -> {}: {}",
                           path, target, std::strerror(errno)));
        return;
    }
    if (there && !linked) report.changes.set("forced", "File for hard link was forcibly replaced");
    report.changes.set("new", path);
    report.comment =
        format(linked ? "Set target of hard link {} -> {}" : "Created new hard link {} -> {}", path,
               target);
}

StateResult hardlink(State& state, std::string_view, std::string target, bool force, bool makedirs,
                     Value user, Value group, Value dir_mode) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty()) return report.fail("Must provide name to file.hardlink").finish(state);
    const HardlinkArguments arguments{.target = std::move(target),
                                      .force = force,
                                      .makedirs = makedirs,
                                      .user = user,
                                      .group = group,
                                      .dir_mode = dir_mode};
    if (std::string flaws = flaws_of(report.name, arguments); !flaws.empty())
        return report.fail(std::move(flaws)).finish(state);
    if (state.test()) {
        preview(report, arguments);
    } else {
        link(state, report, arguments);
    }
    return report.finish(state);
}

}  // namespace

void add_hardlink_state(Plugin& p) {
    p.state("file.hardlink", hardlink, "name"_a, "target"_a, "force"_a = false,
            "makedirs"_a = false, "user"_a = nullptr, "group"_a = nullptr, "dir_mode"_a = nullptr)
        .doc(
            "Makes a hard link.\n\n- `name` (str): absolute path of the link\n"
            "- `target` (str): absolute path of the file that it is to be another name of\n"
            "- `force` (bool, false): replace a file that is in the way\n"
            "- `makedirs` (bool, false): make missing directories above the link, with `user`, "
            "`group` and `dir_mode`\n\n"
            "    /usr/local/bin/vi:\n      file.hardlink:\n        - target: /usr/bin/vim.tiny");
}

}  // namespace brine::file
