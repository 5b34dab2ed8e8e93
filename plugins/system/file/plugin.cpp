// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>

#include "groups.hpp"

BRINE_PLUGIN("file", "0.1.0", "Manages files, directories and links", p) {
    using namespace brine::file;
    add_managed_state(p);
    add_directory_state(p);
    add_symlink_state(p);
    add_presence_states(p);
    add_copy_states(p);
    add_edit_states(p);
    add_comment_states(p);
    add_keyvalue_state(p);
    add_append_states(p);
    add_recurse_state(p);
    add_tidy_states(p);
    add_hardlink_state(p);
    add_serialize_state(p);
    add_cached_states(p);
    add_patch_state(p);
    add_retention_state(p);
    add_status_functions(p);
    add_owner_functions(p);
    add_path_functions(p);
    add_tree_functions(p);
    add_content_functions(p);
    add_edit_functions(p);
    add_node_functions(p);
    add_find_function(p);
    add_source_functions(p);
    add_program_functions(p);
    add_backup_functions(p);
    add_file_client(p);
}
