// SPDX-License-Identifier: Apache-2.0
#include "symlink_state.hpp"

#include <unistd.h>

#include <cstdio>

#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "permissions.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

class SymlinkRun {
  public:
    SymlinkRun(State& state, const SymlinkArguments& arguments)
        : state_(state),
          arguments_(arguments),
          path_(expand_user(state.name())),
          report_(state.memory(), path_),
          test_(state.test()) {}

    StateResult run() {
        try {
            if (accept_arguments()) test_ ? preview() : make();
        } catch (const Cancelled&) {
            throw;
        } catch (const BadArgument&) {
            throw;
        } catch (const std::exception& error) {
            report_.fail(error.what());
        }
        return report_.finish(state_);
    }

  private:
    bool refuse(std::string comment) {
        report_.fail(std::move(comment));
        return false;
    }

    bool accept_arguments() {
        if (path_.empty()) return refuse("Must provide name to file.symlink");
        choose_owner();
        std::string flaws;
        int count = 0;
        const auto add = [&](const std::string& flaw) {
            flaws += (flaws.empty() ? "" : ". ") + flaw;
            ++count;
        };
        const auto uid = uid_of(user_);
        const auto gid = gid_of(group_);
        if (!uid) add(format("User {} does not exist", user_));
        if (!gid) add(format("Group {} does not exist", group_));
        if (!is_absolute(path_)) add(format("Specified file {} is not an absolute path", path_));
        if (count != 0) return refuse(flaws + (count > 1 ? "." : ""));
        uid_ = *uid;
        gid_ = *gid;
        return true;
    }

    // What is not given is that of the link that is there, if that is wanted, else that of the
    // user who runs the minion.
    void choose_owner() {
        user_ = arguments_.user;
        group_ = arguments_.group;
        if (arguments_.inherit_user_and_group && is_link(path_)) {
            const auto status = status_of(path_, Links::keep);
            if (user_.is_nil()) user_ = state_.str(user_text(status->st_uid));
            if (group_.is_nil()) group_ = state_.str(group_text(status->st_gid));
        }
        if (user_.is_nil()) user_ = state_.option("user");
        if (user_.is_nil()) user_ = state_.str(user_text(::geteuid()));
        if (!group_.is_nil()) return;
        const auto gid = primary_group(user_);
        group_ = gid ? state_.str(group_text(*gid)) : user_;
    }

    [[nodiscard]] bool has_owner() const {
        const auto status = status_of(path_, Links::keep);
        return status && status->st_uid == uid_ && status->st_gid == gid_;
    }

    [[nodiscard]] std::string current_owner() const {
        const auto status = status_of(path_, Links::keep);
        return format("{}:{}", user_text(status->st_uid), group_text(status->st_gid));
    }

    [[nodiscard]] std::string wanted_owner() const { return format("{}:{}", user_, group_); }

    bool set_owner() { return ::lchown(path_.c_str(), uid_, gid_) == 0 && has_owner(); }

    // ---- test mode ----

    void preview() {
        if (!is_there(path_)) {
            would_change("new",
                         format("Symlink {} to {} is set for creation", path_, arguments_.target));
        } else if (is_link(path_)) {
            preview_link();
        } else if (arguments_.force) {
            report_.result = std::nullopt;
            report_.comment = format(
                "The file or directory {} is set for removal to make way for a new symlink "
                "targeting {}",
                path_, arguments_.target);
        } else {
            report_.fail(
                format("File or directory exists where the symlink {} should be. Did you "
                       "mean to use force?",
                       path_));
        }
        const std::string parent = directory_of(path_);
        if (is_directory(parent)) return;
        report_.comment += format(arguments_.makedirs ? "\n{} will be created"
                                                      : "\nDirectory {} for symlink is not present",
                                  parent);
    }

    void would_change(std::string_view key, std::string comment) {
        report_.result = std::nullopt;
        report_.changes.set(key, path_);
        report_.comment = std::move(comment);
    }

    void preview_link() {
        if (link_target(path_) != arguments_.target)
            return would_change("change", format("Link {} target is set to be changed to {}", path_,
                                                 arguments_.target));
        report_.comment = format("The symlink {} is present", path_);
        if (has_owner()) return;
        report_.result = std::nullopt;
        report_.changes.set("ownership", current_owner());
        report_.comment +=
            format(", but the ownership of the symlink would be changed from {} to {}",
                   current_owner(), wanted_owner());
    }

    // ---- for real ----

    void make() {
        if (!prepare_parent()) return;
        if (is_link(path_) && normalized(link_target(path_)) == normalized(arguments_.target))
            return keep_link();
        if (!is_link(path_) && exists(path_) && !clear_the_way()) return;
        try {
            make_link(path_, arguments_.target, arguments_.force, arguments_.atomic);
        } catch (const std::exception& error) {
            report_.fail(format("Unable to create new symlink {} -> {}: {}", path_,
                                arguments_.target, error.what()));
            return;
        }
        report_.comment = format("Created new symlink {} -> {}", path_, arguments_.target);
        report_.changes.set("new", path_);
        if (has_owner() || set_owner()) return;
        report_.result = false;
        report_.comment += format(", but was unable to set ownership to {}", wanted_owner());
    }

    bool prepare_parent() {
        const std::string parent = directory_of(path_);
        if (is_directory(parent)) return true;
        if (!arguments_.makedirs)
            return refuse(format("Directory {} for symlink is not present", parent));
        make_directories(
            state_.memory(), parent,
            {.user = user_, .group = group_, .mode = normalized_mode(arguments_.mode)});
        return true;
    }

    void keep_link() {
        if (has_owner()) {
            report_.comment =
                format("Symlink {} is present and owned by {}", path_, wanted_owner());
        } else if (set_owner()) {
            report_.comment = format("Set ownership of symlink {} to {}", path_, wanted_owner());
            report_.changes.set("ownership", wanted_owner());
        } else {
            report_.fail(
                format("Failed to set ownership of symlink {} to {}", path_, wanted_owner()));
        }
    }

    // Moves what is no link out of the way, if that is wanted.
    bool clear_the_way() {
        if (arguments_.backupname) return back_up();
        if (arguments_.force || arguments_.atomic) {
            if (arguments_.force && is_directory(path_)) remove_path(path_);
            return true;
        }
        const char* kind = is_regular(path_)     ? "File"
                           : is_directory(path_) ? "Directory"
                                                 : "File system entry";
        return refuse(format("{} exists where the symlink {} should be", kind, path_));
    }

    bool back_up() {
        std::string backup(*arguments_.backupname);
        if (!is_absolute(backup)) {
            if (backup != base_name(backup))
                return refuse(
                    format("Backupname must be an absolute path or a file name: {}", backup));
            backup = joined(directory_of(normalized(path_)), backup);
        }
        if (is_there(backup)) {
            if (!arguments_.force)
                return refuse(
                    format("Symlink & backup dest exists and Force not set. {} -> {} - backup: {}",
                           path_, arguments_.target, backup));
            remove_path(backup);
        }
        try {
            move_path(path_, backup, !arguments_.disallow_copy_and_unlink);
        } catch (const std::exception& error) {
            return refuse(
                format("Unable to rename {} to backup {} -> : {}", path_, backup, error.what()));
        }
        return true;
    }

    State& state_;
    const SymlinkArguments& arguments_;
    std::string path_;
    Report report_;
    bool test_;
    Value user_;
    Value group_;
    uid_t uid_ = 0;
    gid_t gid_ = 0;
};

}  // namespace

StateResult symlink(State& state, const SymlinkArguments& arguments) {
    return SymlinkRun(state, arguments).run();
}

}  // namespace brine::file
