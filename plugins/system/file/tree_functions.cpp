// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>
#include <brine/sdk.hpp>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "groups.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "permissions.hpp"
#include "symlink_state.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

bool mkdir_function(Call& call, std::string_view dir_path, Value user, Value group, Value mode) {
    make_directories(call.memory(), normalized(expand_user(dir_path)),
                     {.user = user, .group = group, .mode = normalized_mode(mode)});
    return true;
}

// Only tells something when there was nothing to do.
std::optional<std::string> makedirs(Call& call, std::string_view path, Value user, Value group,
                                    Value mode) {
    const std::string directory = normalized(directory_of(expand_user(path)));
    if (is_directory(directory)) return format("Directory '{}' already exists", directory);
    if (exists(directory))
        return format("The path '{}' already exists and is not a directory", directory);
    if (!is_absolute(directory))
        throw BadArgument(format("'{}' must be an absolute path", expand_user(path)));
    make_directories(call.memory(), directory,
                     {.user = user, .group = group, .mode = normalized_mode(mode)});
    return std::nullopt;
}

void makedirs_perms(Call& call, std::string_view name, Value user, Value group, Value mode) {
    const std::string path = normalized(expand_user(name));
    if (is_there(path)) throw Error(format("'{}' already exists", path));
    make_directories(call.memory(), path,
                     {.user = user, .group = group, .mode = normalized_mode(mode)});
}

bool touch_function(Call&, std::string_view name, std::optional<double> atime,
                    std::optional<double> mtime) {
    touch(expand_user(name), atime, mtime);
    return true;
}

bool remove_function(Call&, std::string_view given) {
    const std::string path = expand_user(given);
    if (!is_absolute(path)) throw BadArgument(format("File path must be absolute: {}", path));
    try {
        return remove_path(path);
    } catch (const std::exception& error) {
        throw Error(format("Could not remove '{}': {}", path, error.what()));
    }
}

// What rmdir() did, in the words of Salt's "verbose" result.
class DirectoryRemoval {
  public:
    DirectoryRemoval(Call& call, std::optional<double> older_than_days)
        : deleted_(call.list()), errors_(call.list()), call_(call) {
        constexpr double seconds_per_day = 86400;
        if (!older_than_days || *older_than_days == 0) return;
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        newest_ = std::chrono::duration<double>(now).count() - *older_than_days * seconds_per_day;
    }

    // Removes an empty directory that is old enough; whether the directory may be gone.
    bool remove(const std::string& path) {
        const auto status = status_of(path);
        if (!status || (newest_ && static_cast<double>(status->st_mtim.tv_sec) >= *newest_))
            return false;
        if (::rmdir(path.c_str()) == 0) {
            deleted_.add(path);
            return true;
        }
        errors_.add(call_.list({path, std::string(std::strerror(errno))}));
        return false;
    }

    [[nodiscard]] bool clean() const { return errors_.size() == 0; }
    [[nodiscard]] Value map(bool result) const {
        return call_.map(
            {{"deleted", deleted_.value()}, {"errors", errors_.value()}, {"result", result}});
    }

  private:
    std::optional<double> newest_;
    List deleted_;
    List errors_;
    Call& call_;
};

Value rmdir_function(Call& call, std::string_view given, bool recurse, bool verbose,
                     std::optional<double> older_than) {
    const std::string path = expand_user(given);
    if (!is_absolute(path)) throw BadArgument("File path must be absolute.");
    if (!is_directory(path)) throw BadArgument("A valid directory was not specified.");
    DirectoryRemoval removal(call, older_than);
    if (recurse) {
        const std::vector<Listing> listings = walk(path);
        for (auto listing = listings.rbegin(); listing != listings.rend(); ++listing)
            if (listing->path != path) removal.remove(listing->path);
    }
    const bool below_removed = removal.clean();
    const bool removed = removal.remove(path);
    const bool result = below_removed && removal.clean() && (removed || recurse);
    return verbose ? removal.map(result) : Value(result);
}

bool rename_function(Call&, std::string_view src, std::string_view dst) {
    const std::string from = expand_user(src);
    const std::string to = expand_user(dst);
    if (!is_absolute(from)) throw BadArgument("File path must be absolute.");
    if (std::rename(from.c_str(), to.c_str()) != 0)
        throw Error(format("Could not rename '{}' to '{}': {}", from, to, std::strerror(errno)));
    return true;
}

Value move_function(Call& call, std::string_view src, std::string_view dst,
                    bool disallow_copy_and_unlink) {
    if (disallow_copy_and_unlink) return rename_function(call, src, dst);
    const std::string from = expand_user(src);
    const std::string to = expand_user(dst);
    if (!is_absolute(from)) throw BadArgument("Source path must be absolute.");
    if (!is_absolute(to)) throw BadArgument("Destination path must be absolute.");
    try {
        move_path(from, to);
    } catch (const std::exception& error) {
        throw Error(format("Unable to move '{}' to '{}': {}", from, to, error.what()));
    }
    return call.map({{"result", true}, {"comment", format("'{}' moved to '{}'", from, to)}});
}

// Copies all below one directory into another, over what is there.
void copy_into(const std::string& from, const std::string& to) {
    for (const Listing& listing : walk(from)) {
        const std::string below =
            joined(to, relative_below(normalized(listing.path), normalized(from)));
        if (!is_directory(below)) make_directory_like(listing.path, below);
        for (const std::string& name : listing.files)
            copy_path(joined(listing.path, name), joined(below, name));
    }
}

void copy_tree(const std::string& from, const std::string& to, bool remove_existing) {
    if (is_directory(from)) {
        if (remove_existing && is_there(to)) remove_path(to);
        if (is_there(to)) return copy_into(from, to);
    }
    copy_path(from, is_directory(to) ? joined(to, base_name(from)) : to);
}

bool copy_function(Call& call, std::string_view src, std::string_view dst, bool recurse,
                   bool remove_existing) {
    const std::string from = expand_user(src);
    const std::string to = expand_user(dst);
    if (!is_absolute(from)) throw BadArgument("File path must be absolute.");
    const auto status = status_of(from);
    if (!status) throw Error(format("No such file or directory '{}'", from));
    if (!recurse && (is_directory(from) || is_directory(to)))
        throw BadArgument("Cannot copy overwriting a directory without recurse flag set to true!");
    try {
        copy_tree(from, to, remove_existing);
    } catch (const std::exception& error) {
        throw Error(format("Could not copy '{}' to '{}': {}", from, to, error.what()));
    }
    Report report(call.memory(), to);
    apply_permissions(to,
                      {.user = static_cast<std::int64_t>(status->st_uid),
                       .group = static_cast<std::int64_t>(status->st_gid),
                       .mode = mode_text(status->st_mode)},
                      Links::keep, false, report);
    if (!report.result.value_or(false)) throw Error(format("{}: {}", to, report.comment));
    return true;
}

bool link_function(Call&, std::string_view src, std::string_view given) {
    const std::string from = expand_user(src);
    const std::string path(given);
    if (!is_absolute(from)) throw BadArgument("File path must be absolute.");
    if (::link(from.c_str(), path.c_str()) != 0)
        throw Error(format("Could not create '{}': {}", path, std::strerror(errno)));
    return true;
}

bool symlink_function(Call&, std::string_view src, std::string_view path, bool force, bool atomic) {
    make_link(expand_user(path), src, force, atomic);
    return true;
}

bool truncate_function(Call&, std::string_view given, std::int64_t length) {
    const std::string path = expand_user(given);
    if (::truncate(path.c_str(), length) != 0)
        throw Error(format("Could not truncate '{}': {}", path, std::strerror(errno)));
    return true;
}

}  // namespace

void add_tree_functions(Plugin& p) {
    p.exec("file.mkdir", mkdir_function, "dir_path"_a, "user"_a = nullptr, "group"_a = nullptr,
           "mode"_a = nullptr)
        .doc(
            "Makes a directory, and those missing above it.\n\n- `dir_path` (str)\n"
            "- `user`, `group` (str or int), `mode` (str or int, octal digits)\n\n"
            "Returns: bool, `true`.\n\n    brine call file.mkdir /opt/jetty/context");
    p.exec("file.makedirs", makedirs, "path"_a, "user"_a = nullptr, "group"_a = nullptr,
           "mode"_a = nullptr)
        .doc(
            "Makes the directories above a path; end it with a slash to make it too.\n\n"
            "- `path` (str)\n- `user`, `group` (str or int), `mode` (str or int, octal digits)\n\n"
            "Returns: nil, or a str when there was nothing to do.\n\n"
            "    brine call file.makedirs /opt/code/");
    p.exec("file.makedirs_perms", makedirs_perms, "name"_a, "user"_a = nullptr, "group"_a = nullptr,
           "mode"_a = "0755")
        .doc(
            "Makes a directory and those missing above it, all with the same permissions.\n\n"
            "- `name` (str)\n- `user`, `group` (str or int), `mode` (str or int, octal digits)\n\n"
            "Returns: nil. Fails when the directory exists.\n\n"
            "    brine call file.makedirs_perms /opt/code");
    p.exec("file.touch", touch_function, "name"_a, "atime"_a = nullptr, "mtime"_a = nullptr)
        .doc(
            "Makes a file if it is missing, and sets its times.\n\n- `name` (str)\n"
            "- `atime`, `mtime` (number): seconds since 1970; now by default\n\n"
            "Returns: bool, `true`.\n\n    brine call file.touch /var/log/emptyfile");
    p.exec("file.remove", remove_function, "path"_a)
        .doc(
            "Removes a file, a link, or a directory with all that is in it.\n\n"
            "- `path` (str): absolute\n\nReturns: bool, whether there was anything.\n\n"
            "    brine call file.remove /tmp/foo");
    p.exec("file.rmdir", rmdir_function, "path"_a, "recurse"_a = false, "verbose"_a = false,
           "older_than"_a = nullptr)
        .doc(
            "Removes an empty directory.\n\n- `path` (str): absolute\n"
            "- `recurse` (bool, false): first the empty directories below it\n"
            "- `verbose` (bool, false): tell what was removed\n"
            "- `older_than` (number): only directories that did not change for so many days\n\n"
            "Returns: bool, or `{deleted: list, errors: list, result: bool}`.\n\n"
            "    brine call file.rmdir /tmp/foo");
    p.exec("file.rename", rename_function, "src"_a, "dst"_a)
        .doc(
            "Renames a file or directory on one file system.\n\n- `src` (str): absolute\n"
            "- `dst` (str)\n\nReturns: bool, `true`.\n\n    brine call file.rename /a/src /a/dst");
    p.exec("file.move", move_function, "src"_a, "dst"_a, "disallow_copy_and_unlink"_a = false)
        .doc(
            "Moves a file or directory, into a directory if there is one.\n\n"
            "- `src`, `dst` (str): absolute\n"
            "- `disallow_copy_and_unlink` (bool, false): only rename\n\n"
            "Returns: `{result: bool, comment: str}`.\n\n    brine call file.move /a/src /b/dst");
    p.exec("file.copy", copy_function, "src"_a, "dst"_a, "recurse"_a = false,
           "remove_existing"_a = false)
        .doc(
            "Copies a file or directory with its owner and mode.\n\n- `src` (str): absolute\n"
            "- `dst` (str)\n- `recurse` (bool, false): needed when either is a directory\n"
            "- `remove_existing` (bool, false): first remove the directory that is at `dst`\n\n"
            "Returns: bool, `true`.\n\n    brine call file.copy /a/src /a/dst");
    p.exec("file.link", link_function, "src"_a, "path"_a)
        .doc(
            "Gives a file another name.\n\n- `src` (str): absolute\n- `path` (str)\n\n"
            "Returns: bool, `true`.\n\n    brine call file.link /path/to/file /path/to/link");
    p.exec("file.symlink", symlink_function, "src"_a, "path"_a, "force"_a = false,
           "atomic"_a = false)
        .doc(
            "Makes a symbolic link.\n\n- `src` (str): what it says\n- `path` (str): absolute\n"
            "- `force` (bool, false): remove a file or link that is there\n"
            "- `atomic` (bool, false): replace what is there in one step\n\n"
            "Returns: bool, `true`.\n\n    brine call file.symlink /path/to/file /path/to/link");
    p.exec("file.truncate", truncate_function, "path"_a, "length"_a)
        .doc(
            "Cuts a file off, or fills it with zero bytes.\n\n- `path` (str)\n"
            "- `length` (int): bytes\n\nReturns: bool, `true`.\n\n"
            "    brine call file.truncate /path/to/file 512");
}

}  // namespace brine::file
