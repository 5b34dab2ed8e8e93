// SPDX-License-Identifier: Apache-2.0
#include "directory_state.hpp"

#include <set>
#include <string>
#include <vector>

#include "kept_files.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "pattern.hpp"
#include "permissions.hpp"
#include "recursion.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

// One run of the state: look at everything, then, unless in test mode, change it.
class DirectoryRun {
  public:
    DirectoryRun(State& state, const DirectoryArguments& arguments)
        : state_(state),
          arguments_(arguments),
          path_(expand_user(state.name())),
          report_(state.memory(), path_),
          test_(state.test()),
          links_(arguments.follow_symlinks ? Links::follow : Links::keep) {
        if (path_.size() > 1 && path_.ends_with('/')) path_.pop_back();
    }

    StateResult run() {
        try {
            if (accept_arguments() && clear_the_way()) {
                look();
                if (test_ || differences_.empty()) {
                    tell_differences();
                } else {
                    change();
                }
            }
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
    // A difference of one path, in the words of Salt's "changes".
    struct Difference {
        std::string path;
        Map changes;
    };

    bool refuse(std::string comment) {
        report_.fail(std::move(comment));
        return false;
    }

    bool accept_arguments() {
        if (path_.empty()) return refuse("Must provide name to file.directory");
        if (arguments_.max_depth && arguments_.clean)
            return refuse("Cannot specify both max_depth and clean");
        const Value dir_mode = arguments_.dir_mode ? arguments_.dir_mode : arguments_.mode;
        const Value file_mode = arguments_.file_mode ? arguments_.file_mode : dir_mode;
        top_ = {
            .user = arguments_.user, .group = arguments_.group, .mode = normalized_mode(dir_mode)};
        if (std::string reason = missing_owner(state_, top_.user, top_.group, test_);
            !reason.empty())
            return refuse(std::move(reason));
        if (!is_absolute(path_))
            return refuse(format("Specified file {} is not an absolute path", path_));
        recursion_ = parse_recursion(arguments_.recurse);
        directories_ = files_ = {.user = recursion_.user ? top_.user : Value(),
                                 .group = recursion_.group ? top_.group : Value()};
        if (recursion_.mode) {
            directories_.mode = top_.mode;
            files_.mode = normalized_mode(file_mode);
        }
        return true;
    }

    // Deals with a file or link where the directory is to be; whether the state goes on.
    bool clear_the_way() {
        const bool link = is_link(path_);
        if (!is_regular(path_) && !(link && (!arguments_.allow_symlink || arguments_.force)))
            return true;
        if (arguments_.backupname) return move_aside(std::string(*arguments_.backupname));
        const bool regular = is_regular(path_);
        if (!arguments_.force)
            return refuse(format("Specified location {} exists and is a {}", path_,
                                 regular ? "file" : "symlink"));
        if (!test_) remove_path(path_);
        report_.changes.set(
            "forced", format(test_ ? "{} would be forcibly replaced" : "{} was forcibly replaced",
                             regular ? "File" : "Symlink"));
        return true;
    }

    bool move_aside(const std::string& backup) {
        if (is_there(backup)) {
            if (!arguments_.force)
                return refuse(format("File exists where the backup target {} should go", backup));
            if (!test_) remove_path(backup);
        }
        if (!test_) move_path(path_, backup);
        return true;
    }

    void look() {
        if (recursion_.wanted || arguments_.clean) listings_ = walk(path_, arguments_.max_depth);
        if (recursion_.wanted) {
            for (const Listing& listing : listings_) {
                if (!recursion_.ignore_files)
                    for (const std::string& name : listing.files)
                        compare(joined(listing.path, name), files_);
                if (!recursion_.ignore_dirs)
                    for (const std::string& name : listing.directories)
                        compare(joined(listing.path, name), directories_);
            }
        }
        // Of the directory itself Salt only looks after what recurses, if anything does.
        compare(path_, recursion_.wanted ? directories_ : top_);
        if (arguments_.clean) look_for_strangers();
        if (!is_directory(path_)) {
            differences_.clear();
            Map changes = state_.map();
            changes.add("directory", "new");
            differences_.push_back({path_, std::move(changes)});
        }
        for (const Difference& difference : differences_)
            report_.changes.set(difference.path, difference.changes.value());
    }

    void compare(const std::string& path, const WantedPermissions& wanted) {
        const auto status = status_or_link(path, links_);
        if (!status) return;
        WantedPermissions possible = wanted;
        if (S_ISLNK(status->st_mode)) possible.mode.reset();
        Map changes = state_.map();
        note_permissions(changes, plan_permissions(*status, possible), possible);
        if (!changes.empty()) differences_.push_back({path, std::move(changes)});
    }

    // What is to be removed: all that neither a required state nor a pattern keeps. A directory
    // stays as long as something in it does.
    void look_for_strangers() {
        std::set<std::string> kept = required_files(state_, path_, arguments_.require);
        const PathPatterns excluded(arguments_.exclude_pat);
        const std::vector<std::string> paths = listed_paths();
        for (const std::string& path : paths)
            if (excluded.matches(relative_below(path, path_))) kept.insert(path);
        for (const std::string& path : paths) {
            if (is_kept(kept, path)) continue;
            strangers_.push_back(path);
            Map changes = state_.map();
            changes.add("removed", "Removed due to clean");
            differences_.push_back({path, std::move(changes)});
        }
    }

    [[nodiscard]] std::vector<std::string> listed_paths() const {
        std::vector<std::string> paths;
        for (const Listing& listing : listings_) {
            for (const std::string& name : listing.directories)
                paths.push_back(joined(listing.path, name));
            for (const std::string& name : listing.files)
                paths.push_back(joined(listing.path, name));
        }
        return paths;
    }

    void tell_differences() {
        if (differences_.empty()) {
            report_.comment = format("The directory {} is in the correct state", path_);
            return;
        }
        report_.result = std::nullopt;
        report_.comment = "The following files will be changed:\n";
        for (const Difference& difference : differences_) {
            const Value changes = difference.changes.value();
            for (const Pair& pair : changes.pairs())
                report_.comment += format("{}: {} - {}\n", difference.path, pair.key, pair.value);
        }
    }

    void change() {
        if (!is_directory(path_)) return create();
        if (!arguments_.children_only) apply_permissions(path_, top_, links_, false, report_);
        if (recursion_.wanted) recurse();
        if (arguments_.clean) remove_strangers();
        if (!report_.comment.empty()) return;
        report_.comment = format(
            arguments_.children_only ? "Directory {}/* updated" : "Directory {} updated", path_);
    }

    void create() {
        const std::string parent = directory_of(path_);
        if (!is_directory(parent) && !arguments_.makedirs) {
            report_.fail(format("No directory to create {} in", path_));
            return;
        }
        make_directories(state_.memory(), path_, top_);
    }

    void recurse() {
        if (recursion_.user && !is_named(top_.user)) {
            report_.fail(
                "user not specified, but configured as a target for recursive ownership "
                "management");
        } else if (recursion_.group && !is_named(top_.group)) {
            report_.fail(
                "group not specified, but configured as a target for recursive ownership "
                "management");
        }
        if (recursion_.silent) {
            report_.changes = state_.map();
            report_.changes.add("recursion", "Changes silenced");
        }
        for (const Listing& listing : listings_) {
            state_.stop_if_cancelled();
            if (!recursion_.ignore_files)
                for (const std::string& name : listing.files)
                    apply_below(joined(listing.path, name), files_);
            if (!recursion_.ignore_dirs)
                for (const std::string& name : listing.directories)
                    apply_below(joined(listing.path, name), directories_);
        }
    }

    // What has gone since it was listed needs no permissions.
    void apply_below(const std::string& path, const WantedPermissions& wanted) {
        if (is_there(path)) apply_permissions(path, wanted, links_, false, report_);
    }

    void remove_strangers() {
        List removed = state_.list();
        for (const std::string& path : strangers_) {
            if (!is_there(path)) continue;  // it went with the directory it was in
            remove_path(path);
            removed.add(path);
        }
        if (strangers_.empty()) return;
        report_.changes.set("removed", removed.value());
        report_.comment = format("Files cleaned from directory {}", path_);
    }

    State& state_;
    const DirectoryArguments& arguments_;
    std::string path_;
    Report report_;
    bool test_;
    Links links_;
    Recursion recursion_;
    WantedPermissions top_;
    WantedPermissions directories_;  // below the top
    WantedPermissions files_;
    std::vector<Listing> listings_;
    std::vector<Difference> differences_;
    std::vector<std::string> strangers_;
};

}  // namespace

StateResult directory(State& state, const DirectoryArguments& arguments) {
    return DirectoryRun(state, arguments).run();
}

}  // namespace brine::file
