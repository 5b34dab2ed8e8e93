// SPDX-License-Identifier: Apache-2.0
#include "journal.hpp"
#include "moves.hpp"
#include "transaction.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/os_error.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <set>

namespace brine::pkgfiles {
namespace {

namespace fs = std::filesystem;
using support::throw_os_error;

void set_owner(const fs::path& path, const Operation& operation) {
    if (!operation.uid && !operation.gid) return;
    constexpr auto keep = static_cast<uid_t>(-1);
    if (::lchown(path.c_str(), operation.uid.value_or(keep), operation.gid.value_or(keep)) != 0)
        throw_os_error(errno, "cannot set the owner of", operation.path.native());
}

// Mode, owner and time are set before the file is seen at its place.
void prepare_file(const fs::path& staged, const Operation& operation) {
    set_owner(staged, operation);
    if (::chmod(staged.c_str(), operation.mode) != 0)
        throw_os_error(errno, "cannot set the mode of", operation.path.native());
    const timespec times[2] = {{.tv_sec = 0, .tv_nsec = UTIME_OMIT},
                               {.tv_sec = static_cast<time_t>(operation.mtime), .tv_nsec = 0}};
    if (::utimensat(AT_FDCWD, staged.c_str(), times, 0) != 0)
        throw_os_error(errno, "cannot set the time of", operation.path.native());
}

void make_directory(const Operation& operation) {
    if (operation.before) return;
    if (::mkdir(operation.path.c_str(), 0700) != 0)
        throw_os_error(errno, "cannot create the directory", operation.path.native());
    set_owner(operation.path, operation);
    if (::chmod(operation.path.c_str(), operation.mode) != 0)
        throw_os_error(errno, "cannot set the mode of", operation.path.native());
}

// False when others still use the directory.
bool remove_directory(const Operation& operation) {
    if (::rmdir(operation.path.c_str()) == 0 || errno == ENOENT) return true;
    if (errno == ENOTEMPTY || errno == EEXIST || errno == EBUSY || errno == ENOTDIR) return false;
    throw_os_error(errno, "cannot remove the directory", operation.path.native());
}

}  // namespace

void begin(Call& call, const fs::path& directory, const Value& operations) {
    const std::vector<Operation> planned = plan(call, operations);
    for (const Operation& operation : planned)
        if (operation.action == Action::file)
            prepare_file(new_path(directory, operation.source), operation);
    support::make_directories(directory / "old", 0700);
    flush(directory);  // the new files' contents, before anything refers to them
    save_journal(call, directory, planned);
}

Value commit(Call& call, const fs::path& directory) {
    const auto operations = load_journal(call, directory);
    if (!operations) throw Error(format("'{}' has no journal of files", directory.native()));
    List left(call.memory());
    std::set<dev_t> flushed;
    for (std::size_t number = 0; number < operations->size(); ++number) {
        const Operation& operation = (*operations)[number];
        switch (operation.action) {
            case Action::directory:
                make_directory(operation);
                break;
            case Action::file:
                if (operation.before) keep_copy(operation.path, old_path(directory, number));
                move_file(new_path(directory, operation.source), operation.path);
                break;
            case Action::link:
                if (operation.before) keep_copy(operation.path, old_path(directory, number));
                put_link(operation.path, operation.link);
                set_owner(operation.path, operation);
                break;
            case Action::save:
                if (operation.before) move_file(operation.path, old_path(directory, number));
                keep_copy(operation.from, operation.path);
                break;
            case Action::remove:
                if (operation.before) move_file(operation.path, old_path(directory, number));
                break;
            case Action::remove_directory:
                if (!remove_directory(operation)) left.add(call.str(operation.path.native()));
                break;
        }
    }
    for (const Operation& operation : *operations) {
        struct stat status {};
        const fs::path parent = operation.path.parent_path();
        if (::stat(parent.c_str(), &status) == 0 && flushed.insert(status.st_dev).second)
            flush(parent);
    }
    return left.value();
}

}  // namespace brine::pkgfiles
