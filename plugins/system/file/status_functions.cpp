// SPDX-License-Identifier: Apache-2.0
#include <glob.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <brine/sdk.hpp>

#include <cerrno>
#include <cstring>
#include <set>

#include "groups.hpp"
#include "mode.hpp"
#include "owner.hpp"
#include "path.hpp"
#include "status.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

std::string absolute_argument(std::string_view path, const char* complaint) {
    std::string expanded = expand_user(path);
    if (!is_absolute(expanded)) throw BadArgument(complaint);
    return expanded;
}

std::string_view type_of(mode_t mode) {
    switch (mode & S_IFMT) {
        case S_IFDIR:
            return "dir";
        case S_IFCHR:
            return "char";
        case S_IFBLK:
            return "block";
        case S_IFLNK:
            return "link";
        case S_IFIFO:
            return "pipe";
        case S_IFSOCK:
            return "socket";
        default:
            return "file";
    }
}

double seconds(const timespec& time) {
    constexpr double nanoseconds = 1e9;
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / nanoseconds;
}

Value stats(Call& call, std::string_view given, std::optional<std::string_view> hash_type,
            bool follow_symlinks) {
    const std::string path = expand_user(given);
    const auto status = status_or_link(path, follow_symlinks ? Links::follow : Links::keep);
    if (!status) throw Error(format("Path not found: {}", path));
    const auto user = user_name(status->st_uid);
    const auto group = group_name(status->st_gid);
    Map map = call.map();
    map.add("inode", status->st_ino);
    map.add("uid", status->st_uid);
    map.add("gid", status->st_gid);
    map.add("group", group ? Value(*group) : Value(status->st_gid));
    map.add("user", user ? Value(*user) : Value(status->st_uid));
    map.add("atime", seconds(status->st_atim));
    map.add("mtime", seconds(status->st_mtim));
    map.add("ctime", seconds(status->st_ctim));
    map.add("size", status->st_size);
    map.add("mode", mode_text(status->st_mode));
    if (hash_type && !hash_type->empty())
        map.add("sum", call.call("file.get_hash", {{"path", path}, {"form", *hash_type}}));
    map.add("type", type_of(status->st_mode));
    map.add("target", real_path(path));
    return map.value();
}

Value lstat_map(Call& call, std::string_view given) {
    const std::string path = absolute_argument(given, "Path to file must be absolute.");
    const auto status = status_of(path, Links::keep);
    if (!status) return call.map({});
    return call.map({{"st_atime", seconds(status->st_atim)},
                     {"st_ctime", seconds(status->st_ctim)},
                     {"st_gid", status->st_gid},
                     {"st_mode", status->st_mode},
                     {"st_mtime", seconds(status->st_mtim)},
                     {"st_nlink", status->st_nlink},
                     {"st_size", status->st_size},
                     {"st_uid", status->st_uid}});
}

Value statvfs_map(Call& call, std::string_view given) {
    const std::string path = absolute_argument(given, "File path must be absolute.");
    struct statvfs status {};
    if (::statvfs(path.c_str(), &status) != 0)
        throw Error(format("Could not statvfs '{}': {}", path, std::strerror(errno)));
    return call.map({{"f_bavail", status.f_bavail},
                     {"f_bfree", status.f_bfree},
                     {"f_blocks", status.f_blocks},
                     {"f_bsize", status.f_bsize},
                     {"f_favail", status.f_favail},
                     {"f_ffree", status.f_ffree},
                     {"f_files", status.f_files},
                     {"f_flag", status.f_flag},
                     {"f_frsize", status.f_frsize},
                     {"f_namemax", status.f_namemax}});
}

bool path_exists_glob(Call&, std::string_view path) {
    ::glob_t found{};
    const int result = ::glob(expand_user(path).c_str(), GLOB_NOSORT, nullptr, &found);
    ::globfree(&found);
    if (result == GLOB_NOSPACE) throw std::bad_alloc();
    return result == 0;
}

bool access_function(Call&, std::string_view given, Value mode) {
    const std::string path = absolute_argument(given, "Path to link must be absolute.");
    const std::string text = to_text(mode);
    const int wanted = text == "f" || text == "0"   ? F_OK
                       : text == "r" || text == "4" ? R_OK
                       : text == "w" || text == "2" ? W_OK
                       : text == "x" || text == "1" ? X_OK
                                                    : -1;
    if (wanted < 0) throw BadArgument("Invalid mode specified.");
    return ::access(path.c_str(), wanted) == 0;
}

std::string readlink_function(Call&, std::string_view given, bool canonicalize) {
    const std::string path = expand_variables(expand_user(given));
    if (!is_absolute(path)) throw BadArgument(format("Path to link must be absolute: {}", path));
    if (!is_link(path)) throw BadArgument(format("A valid link was not specified: {}", path));
    return canonicalize ? real_path(path) : link_target(path);
}

std::vector<std::string> readdir_function(Call&, std::string_view given) {
    const std::string path = absolute_argument(given, "Dir path must be absolute.");
    if (!is_directory(path)) throw BadArgument("A valid directory was not specified.");
    std::vector<std::string> names{".", ".."};
    for (const Listing& listing : walk(path, 0)) {
        names.insert(names.end(), listing.files.begin(), listing.files.end());
        names.insert(names.end(), listing.directories.begin(), listing.directories.end());
    }
    return names;
}

// The sizes of all files below a directory, each counted once however many names it has.
std::int64_t diskusage(Call& call, std::string_view given) {
    const std::string path = expand_user(given);
    if (is_regular(path)) return status_of(path)->st_size;
    std::set<std::pair<dev_t, ino_t>> seen;
    std::int64_t total = 0;
    for (const Listing& listing : walk(path)) {
        call.stop_if_cancelled();
        for (const std::string& name : listing.files) {
            const auto status = status_of(joined(listing.path, name));
            if (status && seen.emplace(status->st_dev, status->st_ino).second)
                total += status->st_size;
        }
    }
    return total;
}

}  // namespace

void add_status_functions(Plugin& p) {
    p.exec(
         "file.file_exists",
         [](Call&, std::string_view path) { return is_regular(expand_user(path)); }, "path"_a)
        .doc(
            "Answers whether there is a regular file at a path, behind links too.\n\n"
            "- `path` (str)\n\nReturns: bool.\n\n    brine call file.file_exists /etc/passwd");
    p.exec(
         "file.directory_exists",
         [](Call&, std::string_view path) { return is_directory(expand_user(path)); }, "path"_a)
        .doc(
            "Answers whether there is a directory at a path, behind links too.\n\n"
            "- `path` (str)\n\nReturns: bool.\n\n    brine call file.directory_exists /etc");
    p.exec("file.path_exists_glob", path_exists_glob, "path"_a)
        .doc(
            "Answers whether there is anything that matches a glob.\n\n- `path` (str)\n\n"
            "Returns: bool.\n\n    brine call file.path_exists_glob '/etc/pass*'");
    p.exec(
         "file.is_link", [](Call&, std::string_view path) { return is_link(expand_user(path)); },
         "path"_a)
        .doc(
            "Answers whether there is a symbolic link at a path.\n\n- `path` (str)\n\n"
            "Returns: bool.\n\n    brine call file.is_link /etc/mtab");
    p.exec(
         "file.is_hardlink",
         [](Call&, std::string_view path) {
             const auto status = status_of(expand_user(path), Links::keep);
             return status && status->st_nlink > 1;
         },
         "path"_a)
        .doc(
            "Answers whether a file has several names.\n\n- `path` (str)\n\nReturns: bool.\n\n"
            "    brine call file.is_hardlink /usr/bin/perl");
    p.exec("file.access", access_function, "path"_a, "mode"_a)
        .doc(
            "Answers whether the user who runs the minion may use a path.\n\n"
            "- `path` (str): absolute\n- `mode` (str): `f` exists, `r` read, `w` write, "
            "`x` execute\n\nReturns: bool.\n\n    brine call file.access /etc/passwd r");
    p.exec("file.readlink", readlink_function, "path"_a, "canonicalize"_a = false)
        .doc(
            "Answers what a symbolic link says.\n\n- `path` (str): absolute\n"
            "- `canonicalize` (bool, false): answer the final path behind all links\n\n"
            "Returns: str.\n\n    brine call file.readlink /etc/mtab");
    p.exec("file.readdir", readdir_function, "path"_a)
        .doc(
            "Lists what is in a directory, with `.` and `..`.\n\n- `path` (str): absolute\n\n"
            "Returns: list of str.\n\n    brine call file.readdir /etc");
    p.exec("file.stats", stats, "path"_a, "hash_type"_a = nullptr, "follow_symlinks"_a = true)
        .doc(
            "Tells all about what is at a path.\n\n- `path` (str)\n"
            "- `hash_type` (str): also the digest of the content\n"
            "- `follow_symlinks` (bool, true)\n\n"
            "Returns: map with inode, uid, gid, group, user, atime, mtime, ctime, size, mode, "
            "type, target and perhaps sum.\n\n    brine call file.stats /etc/passwd");
    p.exec("file.lstat", lstat_map, "path"_a)
        .doc(
            "Tells what lstat(2) says about a path.\n\n- `path` (str): absolute\n\n"
            "Returns: map; empty when there is nothing.\n\n    brine call file.lstat /etc/mtab");
    p.exec("file.statvfs", statvfs_map, "path"_a)
        .doc(
            "Tells what statvfs(2) says about the file system of a path.\n\n"
            "- `path` (str): absolute\n\nReturns: map.\n\n    brine call file.statvfs /");
    p.exec("file.diskusage", diskusage, "path"_a)
        .doc(
            "Answers the size of a file, or of all files below a directory.\n\n"
            "- `path` (str)\n\nReturns: int, bytes.\n\n    brine call file.diskusage /var/log");
}

}  // namespace brine::file
