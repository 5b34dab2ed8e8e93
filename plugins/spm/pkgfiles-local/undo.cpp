// SPDX-License-Identifier: Apache-2.0
#include "journal.hpp"
#include "look.hpp"
#include "moves.hpp"
#include "transaction.hpp"

#include <brine/support/os_error.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace brine::pkgfiles {
namespace {

namespace fs = std::filesystem;
using support::throw_os_error;

bool is_there(const fs::path& path) {
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0;
}

// Whether what is at the operation's path is what the operation put there.
bool is_ours(Call& call, const Operation& operation) {
    const Value found = look_at(call, operation.path.native(), "sha256");
    if (operation.action == Action::link)
        return found["type"] == Value("link") && found["link"].str() == operation.link;
    return found["type"] == Value("file") && found["digest"].str() == operation.sha256;
}

// False when something else is there now.
bool take_away(Call& call, const Operation& operation) {
    if (!is_there(operation.path)) return true;
    if (!is_ours(call, operation)) return false;
    if (::unlink(operation.path.c_str()) != 0)
        throw_os_error(errno, "cannot remove", operation.path.native());
    return true;
}

bool undo_put(Call& call, const Operation& operation, const fs::path& backup) {
    // put_link() may have left its temporary name behind.
    if (operation.action == Action::link)
        ::unlink(
            (operation.path.parent_path() / ("." + operation.path.filename().native() + ".spm-new"))
                .c_str());
    if (!operation.before) return take_away(call, operation);
    if (is_there(backup)) move_file(backup, operation.path);
    return true;  // no backup: the operation had not begun
}

bool undo_remove(const Operation& operation, const fs::path& backup) {
    if (!is_there(backup)) return true;
    if (!is_there(operation.path)) move_file(backup, operation.path);
    return true;
}

bool undo_make_directory(const Operation& operation) {
    if (operation.before || ::rmdir(operation.path.c_str()) == 0 || errno == ENOENT) return true;
    if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) return false;
    throw_os_error(errno, "cannot remove the directory", operation.path.native());
}

bool undo_remove_directory(const Operation& operation) {
    if (!operation.before || is_there(operation.path)) return true;
    const Before& before = *operation.before;
    if (::mkdir(operation.path.c_str(), 0700) != 0)
        throw_os_error(errno, "cannot create the directory", operation.path.native());
    if (::geteuid() == 0 && ::lchown(operation.path.c_str(), before.uid, before.gid) != 0)
        throw_os_error(errno, "cannot set the owner of", operation.path.native());
    if (::chmod(operation.path.c_str(), before.mode) != 0)
        throw_os_error(errno, "cannot set the mode of", operation.path.native());
    return true;
}

bool undo_one(Call& call, const Operation& operation, const fs::path& backup) {
    switch (operation.action) {
        case Action::file:
        case Action::link:
        case Action::save:
            return undo_put(call, operation, backup);
        case Action::directory:
            return undo_make_directory(operation);
        case Action::remove:
            return undo_remove(operation, backup);
        case Action::remove_directory:
            return undo_remove_directory(operation);
    }
    return true;
}

}  // namespace

Value undo(Call& call, const fs::path& directory) {
    List left(call.memory());
    const auto operations = load_journal(call, directory);
    if (!operations) return left.value();
    for (std::size_t number = operations->size(); number-- > 0;) {
        const Operation& operation = (*operations)[number];
        if (!undo_one(call, operation, old_path(directory, number)))
            left.add(call.str(operation.path.native()));
    }
    return left.value();
}

}  // namespace brine::pkgfiles
