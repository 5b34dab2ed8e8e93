// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "brine/support/directory.hpp"
#include "brine/support/os_error.hpp"
#include "directory_handle.hpp"
#include "path_location.hpp"

namespace brine::support {
namespace {

using std::filesystem::path;

// Walks down by names relative to open directories and up by "..", whose identity it checks; so
// neither the depth of the tree nor somebody who moves directories about can lead it astray.
class TreeRemover {
  public:
    explicit TreeRemover(UniqueFd base) : base_(std::move(base)) {}

    std::vector<path> remove(const PathLocation& tree) {
        remove_entry(base_.get(), tree.name, tree.path());
        while (!levels_.empty()) {
            if (levels_.back().entries.empty()) {
                leave_directory();
            } else {
                remove_next_entry();
            }
        }
        return std::move(removed_);
    }

  private:
    struct Level {
        std::string name;
        path full_path;
        DirectoryIdentity identity;
        // Still to be removed.
        std::vector<std::string> entries;
    };

    void remove_next_entry() {
        Level& level = levels_.back();
        const std::string name = std::move(level.entries.back());
        level.entries.pop_back();
        // By value: entering a directory moves the levels.
        remove_entry(current_.get(), name, path(level.full_path / name));
    }

    // Removes a file, or makes a directory the current one.
    void remove_entry(int parent, const std::string& name, const path& full_path) {
        if (::unlinkat(parent, name.c_str(), 0) == 0) {
            removed_.push_back(full_path);
        } else if (errno == EISDIR) {
            enter_directory(parent, name, full_path);
        } else if (errno != ENOENT) {
            throw_os_error(errno, "cannot remove", full_path.native());
        }
    }

    void enter_directory(int parent, const std::string& name, const path& full_path) {
        UniqueFd directory = open_directory_at(parent, name.c_str());
        if (!directory) throw_os_error(errno, "cannot remove", full_path.native());
        const DirectoryStatus status = directory_status(directory, full_path.native());
        if (status.is_mount_point) throw_os_error(EBUSY, "cannot remove", full_path.native());
        levels_.push_back({.name = name,
                           .full_path = full_path,
                           .identity = status.identity,
                           .entries = directory_entries(directory, full_path.native())});
        current_ = std::move(directory);
    }

    void leave_directory() {
        const Level finished = std::move(levels_.back());
        levels_.pop_back();
        if (!levels_.empty()) current_ = open_parent();
        const int parent = levels_.empty() ? base_.get() : current_.get();
        if (::unlinkat(parent, finished.name.c_str(), AT_REMOVEDIR) != 0) {
            throw_os_error(errno, "cannot remove", finished.full_path.native());
        }
        removed_.push_back(finished.full_path);
    }

    UniqueFd open_parent() const {
        const Level& expected = levels_.back();
        const std::string& name = expected.full_path.native();
        UniqueFd parent = open_directory_at(current_.get(), "..");
        if (!parent) throw_os_error(errno, "cannot remove", name);
        if (directory_status(parent, name).identity != expected.identity) {
            throw_os_error(ESTALE, "cannot remove", name);
        }
        return parent;
    }

    UniqueFd base_;
    // The directory of levels_.back().
    UniqueFd current_;
    std::vector<Level> levels_;
    std::vector<path> removed_;
};

}  // namespace

std::vector<path> remove_tree(const path& tree) {
    const PathLocation location = locate(tree);
    UniqueFd base(::open(location.openable_directory(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    if (!base) {
        if (errno == ENOENT) return {};
        throw_os_error(errno, "cannot remove", tree.native());
    }
    return TreeRemover(std::move(base)).remove(location);
}

}  // namespace brine::support
