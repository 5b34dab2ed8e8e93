// SPDX-License-Identifier: Apache-2.0
//
// The groups of functions that make up the plugin; each registers its own.
#pragma once

#include <brine/plugin.hpp>

namespace brine::file {

// The states file.managed, directory, symlink; absent, exists, missing, touch; copy, rename.
void add_managed_state(Plugin& plugin);
void add_directory_state(Plugin& plugin);
void add_symlink_state(Plugin& plugin);
void add_presence_states(Plugin& plugin);
void add_copy_states(Plugin& plugin);
// replace, line, blockreplace; comment, uncomment; keyvalue; append, prepend, accumulated.
void add_edit_states(Plugin& plugin);
void add_comment_states(Plugin& plugin);
void add_keyvalue_state(Plugin& plugin);
void add_append_states(Plugin& plugin);
// recurse; tidied, pruned; hardlink; serialize; cached, not_cached, decode.
void add_recurse_state(Plugin& plugin);
void add_tidy_states(Plugin& plugin);
void add_hardlink_state(Plugin& plugin);
void add_serialize_state(Plugin& plugin);
void add_cached_states(Plugin& plugin);
// patch; retention_schedule.
void add_patch_state(Plugin& plugin);
void add_retention_state(Plugin& plugin);

// What is there: file_exists, stats, access, readlink, readdir, ...
void add_status_functions(Plugin& plugin);
// Owners and modes, and the names and numbers of users and groups.
void add_owner_functions(Plugin& plugin);
// Paths as text: basename, dirname, join, normpath, pardir.
void add_path_functions(Plugin& plugin);
// Making, moving and removing.
void add_tree_functions(Plugin& plugin);
// What is in files: read, write, append, prepend, contains, get_diff, ...
void add_content_functions(Plugin& plugin);
// Editing and searching text: replace, search, blockreplace, line, comment_line, ...
void add_edit_functions(Plugin& plugin);
// Device nodes and named pipes, with the state mknod.
void add_node_functions(Plugin& plugin);
void add_find_function(Plugin& plugin);
// Sources for other modules: source_list, get_source_sum, manage_file, ...
void add_source_functions(Plugin& plugin);
// What programs do: sed, grep, patch, lsattr, chattr, chcon.
void add_program_functions(Plugin& plugin);
// Kept copies, parts of files, open files.
void add_backup_functions(Plugin& plugin);
// Finding files of the file server for other plugins.
void add_file_client(Plugin& plugin);

}  // namespace brine::file
