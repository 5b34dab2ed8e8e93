// SPDX-License-Identifier: Apache-2.0
//
// The states file.copy and file.rename.
#include <unistd.h>
#include <brine/sdk.hpp>

#include "content.hpp"
#include "groups.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "permissions.hpp"
#include "report.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

struct CopyArguments {
    bool force;
    bool makedirs;
    bool preserve;
    Value user;
    Value group;
    Value mode;
    Value dir_mode;
    bool subdir;
};

constexpr std::string_view not_overwritten =
    "The target file \"{}\" exists and will not be overwritten";

// Owner and mode of the copy: the source's, or what is given; its owner is by default the user who
// runs the minion.
WantedPermissions copy_permissions(State& state, const CopyArguments& arguments,
                                   const struct stat& source) {
    WantedPermissions wanted;
    if (arguments.preserve) {
        wanted.user = state.str(user_text(source.st_uid));
        wanted.group = state.str(group_text(source.st_gid));
        wanted.mode = mode_text(source.st_mode);
        return wanted;
    }
    wanted.user = arguments.user.is_nil() ? state.option("user") : arguments.user;
    if (wanted.user.is_nil()) wanted.user = state.str(user_text(::geteuid()));
    wanted.group = arguments.group;
    if (wanted.group.is_nil()) {
        const auto gid = primary_group(wanted.user);
        wanted.group = gid ? state.str(group_text(*gid)) : wanted.user;
    }
    const auto mode = normalized_mode(arguments.mode);
    wanted.mode = mode ? mode : mode_text(source.st_mode);
    return wanted;
}

// Makes the directory of the target if that is wanted; whether it is there.
bool prepare_directory(State& state, Report& report, const std::string& target, bool makedirs,
                       const WantedPermissions& permissions) {
    const std::string directory = directory_of(target);
    if (is_directory(directory)) return true;
    if (makedirs) {
        make_directories(state.memory(), directory, permissions);
        return true;
    }
    report.fail(format("The target directory {} is not present", directory));
    return false;
}

// All below a copied directory belongs to the owner of the copy.
void own_tree(const std::string& top, const WantedPermissions& wanted) {
    const auto uid = uid_of(wanted.user);
    const auto gid = gid_of(wanted.group);
    const auto own = [&](const std::string& path) {
        if (::lchown(path.c_str(), uid.value_or(-1U), gid.value_or(-1U)) != 0)
            throw std::system_error(errno, std::generic_category(),
                                    format("cannot set the owner of '{}'", path));
    };
    for (const Listing& listing : walk(top)) {
        for (const std::string& name : listing.directories) own(joined(listing.path, name));
        for (const std::string& name : listing.files) own(joined(listing.path, name));
    }
}

void copy_into_place(State& state, Report& report, const std::string& source,
                     const std::string& target, const CopyArguments& arguments,
                     const WantedPermissions& wanted) {
    WantedPermissions above = wanted;
    above.mode = normalized_mode(arguments.dir_mode);
    if (!above.mode && wanted.mode) above.mode = enterable_mode(*wanted.mode);
    if (!prepare_directory(state, report, target, arguments.makedirs, above)) return;
    const std::string comment = report.comment;
    try {
        copy_path(source, target);
        if (is_directory(target)) own_tree(target, wanted);
        report.changes.set(target, source);
        if (arguments.preserve) return;
        Report checked(state.memory(), target);
        apply_permissions(target, wanted, Links::keep, false, checked);
        report.changes.update(checked.changes.value());
        if (!checked.result.value_or(false)) report.fail(checked.comment);
    } catch (const std::exception& error) {
        report.fail(format("Failed to copy \"{}\" to \"{}\": {}", source, target, error.what()));
    }
}

StateResult copy_state(State& state, std::string_view, std::string_view given_source,
                       const CopyArguments& arguments) {
    Report report(state.memory(), expand_user(state.name()));
    const std::string source = expand_user(given_source);
    const bool test = state.test();
    if (report.name.empty()) return report.fail("Must provide name to file.copy").finish(state);
    if (!is_absolute(report.name))
        return report.fail(format("Specified file {} is not an absolute path", report.name))
            .finish(state);
    const auto status = status_of(source);
    if (!status)
        return report.fail(format("Source file \"{}\" is not present", source)).finish(state);
    const WantedPermissions wanted = copy_permissions(state, arguments, *status);
    if (std::string reason = missing_owner(state, wanted.user, wanted.group, test);
        !arguments.preserve && !reason.empty())
        return report.fail(std::move(reason)).finish(state);

    std::string target = report.name;
    report.comment = format("Copied \"{}\" to \"{}\"", source, target);
    if (arguments.subdir && is_directory(target)) target = joined(target, base_name(source));
    const bool in_the_way = is_there(target);
    if (in_the_way && !arguments.force) {
        report.comment = format(not_overwritten, target);
        return report.finish(state);
    }
    if (test) {
        report.result = std::nullopt;
        report.comment = format("File \"{}\" is set to be copied to \"{}\"", source, target);
        return report.finish(state);
    }
    if (in_the_way) {
        if (is_regular(target) && is_regular(source) &&
            Content::of_file(source).equals_file(target))
            report.comment += " - files are identical but force flag is set";
        const auto present = status_of(target);
        if (present && present->st_ino == status->st_ino && present->st_dev == status->st_dev)
            return report.fail(format("\"{}\" and \"{}\" are the same file", source, target))
                .finish(state);
        remove_path(target);
    }
    copy_into_place(state, report, source, target, arguments, wanted);
    return report.finish(state);
}

StateResult rename_state(State& state, std::string_view, std::string_view given_source, bool force,
                         bool makedirs) {
    Report report(state.memory(), expand_variables(expand_user(state.name())));
    const std::string& target = report.name;
    const std::string source = expand_variables(expand_user(given_source));
    if (target.empty()) return report.fail("Must provide name to file.rename").finish(state);
    if (!is_absolute(target))
        return report.fail(format("Specified file {} is not an absolute path", target))
            .finish(state);
    if (!is_there(source)) {
        report.comment = format("Source file \"{}\" has already been moved out of place", source);
        return report.finish(state);
    }
    const bool in_the_way = is_there(target);
    if (in_the_way && !force) {
        report.comment = format(not_overwritten, target);
        return report.finish(state);
    }
    if (state.test()) {
        report.result = std::nullopt;
        report.comment = format("File \"{}\" is set to be moved to \"{}\"", source, target);
        return report.finish(state);
    }
    try {
        if (in_the_way) remove_path(target);
        if (!prepare_directory(state, report, target, makedirs, {})) return report.finish(state);
        move_path(source, target);
    } catch (const std::exception& error) {
        return report
            .fail(format("Failed to move \"{}\" to \"{}\": {}", source, target, error.what()))
            .finish(state);
    }
    report.comment = format("Moved \"{}\" to \"{}\"", source, target);
    report.changes.set(target, source);
    return report.finish(state);
}

}  // namespace

void add_copy_states(Plugin& p) {
    const auto copy = [](State& state, std::string_view name, std::string_view source, bool force,
                         bool makedirs, bool preserve, Value user, Value group, Value mode,
                         Value dir_mode, bool subdir) {
        return copy_state(state, name, source,
                          {.force = force,
                           .makedirs = makedirs,
                           .preserve = preserve,
                           .user = user,
                           .group = group,
                           .mode = mode,
                           .dir_mode = dir_mode,
                           .subdir = subdir});
    };
    p.state("file.copy", copy, "name"_a, "source"_a, "force"_a = false, "makedirs"_a = false,
            "preserve"_a = false, "user"_a = nullptr, "group"_a = nullptr, "mode"_a = nullptr,
            "dir_mode"_a = nullptr, "subdir"_a = false)
        .doc(
            "Copies a file or directory of this machine, unless there is something already.\n\n"
            "- `name` (str): absolute path of the copy\n- `source` (str): what to copy\n"
            "- `force` (bool, false): replace what is there, even if it is equal\n"
            "- `makedirs` (bool, false): make missing directories above the copy\n"
            "- `preserve` (bool, false): keep the owner and mode of the source\n"
            "- `user`, `group`, `mode`: of the copy; the user who runs the minion, and the mode "
            "of the source by default\n"
            "- `dir_mode`: of directories that are made\n"
            "- `subdir` (bool, false): copy into `name` if it is a directory\n\n"
            "    /etc/example.conf:\n      file.copy:\n        - source: /tmp/example.conf");
    p.state("file.rename", rename_state, "name"_a, "source"_a, "force"_a = false,
            "makedirs"_a = false)
        .doc(
            "Moves a file or directory, unless it is gone or its target is there.\n\n"
            "- `name` (str): absolute path to move it to\n- `source` (str): what to move\n"
            "- `force` (bool, false): replace what is at `name`\n"
            "- `makedirs` (bool, false): make missing directories above `name`\n\n"
            "    /etc/example.conf:\n      file.rename:\n        - source: /tmp/example.conf");
}

}  // namespace brine::file
