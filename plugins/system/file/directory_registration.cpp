// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "directory_state.hpp"
#include "groups.hpp"
#include "symlink_state.hpp"

namespace brine::file {
namespace {

StateResult directory_function(State& state, std::string_view, Value user, Value group,
                               Value recurse, std::optional<std::int64_t> max_depth, Value dir_mode,
                               Value file_mode, bool makedirs, bool clean, Value require,
                               Value exclude_pat, bool follow_symlinks, bool force,
                               std::optional<std::string_view> backupname, bool allow_symlink,
                               bool children_only, Value mode) {
    return directory(state, {.user = user,
                             .group = group,
                             .recurse = recurse,
                             .max_depth = max_depth,
                             .dir_mode = dir_mode,
                             .file_mode = file_mode,
                             .makedirs = makedirs,
                             .clean = clean,
                             .require = require,
                             .exclude_pat = exclude_pat,
                             .follow_symlinks = follow_symlinks,
                             .force = force,
                             .backupname = backupname,
                             .allow_symlink = allow_symlink,
                             .children_only = children_only,
                             .mode = mode});
}

StateResult symlink_function(State& state, std::string_view, std::string_view target, bool force,
                             std::optional<std::string_view> backupname, bool makedirs, Value user,
                             Value group, Value mode, bool atomic, bool disallow_copy_and_unlink,
                             bool inherit_user_and_group) {
    return symlink(state, {.target = target,
                           .force = force,
                           .backupname = backupname,
                           .makedirs = makedirs,
                           .user = user,
                           .group = group,
                           .mode = mode,
                           .atomic = atomic,
                           .disallow_copy_and_unlink = disallow_copy_and_unlink,
                           .inherit_user_and_group = inherit_user_and_group});
}

}  // namespace

void add_directory_state(Plugin& p) {
    p.state("file.directory", directory_function, "name"_a, "user"_a = nullptr, "group"_a = nullptr,
            "recurse"_a = nullptr, "max_depth"_a = nullptr, "dir_mode"_a = nullptr,
            "file_mode"_a = nullptr, "makedirs"_a = false, "clean"_a = false, "require"_a = nullptr,
            "exclude_pat"_a = nullptr, "follow_symlinks"_a = false, "force"_a = false,
            "backupname"_a = nullptr, "allow_symlink"_a = true, "children_only"_a = false,
            "mode"_a = nullptr)
        .doc(
            "Manages a directory: that it is there, owner and mode, and what is in it.\n\n"
            "- `name` (str): absolute path\n"
            "- `user`, `group` (str or int), `mode` or `dir_mode` (octal digits)\n"
            "- `file_mode`: of files below it; `dir_mode` by default\n"
            "- `recurse` (list): what is enforced below it: `user`, `group`, `mode`; "
            "`ignore_files` or `ignore_dirs` leaves these out, `silent` hides the changes\n"
            "- `max_depth` (int): how deep `recurse` goes; 0 is the directory's own entries\n"
            "- `makedirs` (bool, false): make missing directories above it\n"
            "- `clean` (bool, false): remove what is in it, but not the files of states that "
            "this one requires\n"
            "- `exclude_pat` (str or list): globs of paths that `clean` leaves alone\n"
            "- `follow_symlinks` (bool, false): owner and mode of what links lead to\n"
            "- `force` (bool, false): replace a file or link that is in the way\n"
            "- `backupname` (str): move what is in the way there instead\n"
            "- `allow_symlink` (bool, true): a link to a directory will do\n"
            "- `children_only` (bool, false): leave the directory itself alone\n\n"
            "    /srv/stuff:\n      file.directory:\n        - user: fred\n        - mode: '0755'\n"
            "        - makedirs: true");
}

void add_symlink_state(Plugin& p) {
    p.state("file.symlink", symlink_function, "name"_a, "target"_a, "force"_a = false,
            "backupname"_a = nullptr, "makedirs"_a = false, "user"_a = nullptr, "group"_a = nullptr,
            "mode"_a = nullptr, "atomic"_a = false, "disallow_copy_and_unlink"_a = false,
            "inherit_user_and_group"_a = false)
        .doc(
            "Manages a symbolic link.\n\n"
            "- `name` (str): absolute path of the link\n- `target` (str): what it says\n"
            "- `force` (bool, false): replace what is there\n"
            "- `atomic` (bool, false): replace it in one step\n"
            "- `backupname` (str): move what is there, if it is no link, to this path or name\n"
            "- `disallow_copy_and_unlink` (bool, false): only move it on the same file system\n"
            "- `makedirs` (bool, false): make missing directories above it, with `mode`\n"
            "- `user`, `group` (str or int): of the link; by default the user who runs the "
            "minion, or with `inherit_user_and_group` those of the link that is there\n\n"
            "    /etc/grub.conf:\n      file.symlink:\n        - target: /boot/grub/grub.conf");
}

}  // namespace brine::file
