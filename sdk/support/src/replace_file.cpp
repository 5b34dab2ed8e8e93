// SPDX-License-Identifier: Apache-2.0
#include "brine/support/file.hpp"
#include "process_umask.hpp"

namespace brine::support {
namespace {

constexpr mode_t new_file_mode = 0666;

// The file whose mode and owner are to be kept, if there is one.
const struct stat* file_to_match(const AtomicFile& file, const ReplaceOptions& options) {
    const std::optional<struct stat>& replaced = file.replaced();
    const bool keep = options.keep_existing && replaced && S_ISREG(replaced->st_mode);
    return keep ? &*replaced : nullptr;
}

}  // namespace

void replace_file(const std::filesystem::path& path, std::string_view contents,
                  const ReplaceOptions& options) {
    AtomicFile file(path, options.links);
    if (const struct stat* old = file_to_match(file, options)) {
        file.set_mode(options.mode.value_or(old->st_mode));
        file.set_owner(options.uid.value_or(old->st_uid), options.gid.value_or(old->st_gid));
    } else {
        file.set_mode(options.mode ? *options.mode : new_file_mode & ~current_umask());
        file.set_owner(options.uid, options.gid);
    }
    file.append(contents);
    file.commit();
}

}  // namespace brine::support
