// SPDX-License-Identifier: Apache-2.0
//
// The functions that deal with backups in the cache directory, and reading and writing parts of
// files: list_backups, list_backups_dir, restore_backup, delete_backup, seek_read, seek_write,
// open_files.
#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>
#include <brine/sdk.hpp>
#include <brine/support/file.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/unique_fd.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <ctime>
#include <map>
#include <set>

#include "backup.hpp"
#include "groups.hpp"
#include "path.hpp"
#include "status.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

struct Backup {
    std::string location;
    std::string time;  // as shown
    std::string key;   // sorts by time
    std::int64_t size;
};

// The time in a name that backup_name() made of `base`: "_Sat_Nov_21_03:01:08_123456_2026".
std::optional<Backup> parse_backup(const std::string& directory, std::string_view name,
                                   std::string_view base) {
    if (!name.starts_with(base)) return std::nullopt;
    const std::string stamp(name.substr(base.size()));
    std::tm time{};
    const char* fraction = ::strptime(stamp.c_str(), "_%a_%b_%d_%H:%M:%S_", &time);
    if (fraction == nullptr) return std::nullopt;
    const std::string_view rest(fraction);
    const std::size_t line = rest.find('_');
    if (line == std::string_view::npos || line > 6) return std::nullopt;
    std::string microseconds(rest.substr(0, line));
    microseconds.append(6 - microseconds.size(), '0');
    int year = 0;
    std::from_chars(rest.data() + line + 1, rest.data() + rest.size(), year);
    constexpr int first_year = 1900;
    time.tm_year = year - first_year;
    std::array<char, 64> shown{};
    std::strftime(shown.data(), shown.size(), "%a %b %d %Y %H:%M:%S", &time);
    std::array<char, 64> key{};
    std::strftime(key.data(), key.size(), "%Y%m%d%H%M%S", &time);
    const std::string location = joined(directory, name);
    const auto status = status_of(location);
    if (!status || !S_ISREG(status->st_mode)) return std::nullopt;
    return Backup{.location = location,
                  .time = std::string(shown.data()) + "." + microseconds,
                  .key = std::string(key.data()) + microseconds,
                  .size = status->st_size};
}

std::string backup_directory(Call& call, std::string_view directory) {
    while (directory.starts_with('/')) directory.remove_prefix(1);
    return joined(joined(call.option("cachedir").str_or(""), "file_backup"), directory);
}

std::vector<std::string> names_in(const std::string& directory) {
    if (!is_directory(directory)) return {};
    const std::vector<Listing> listings = walk(directory, 0);
    return listings.empty() ? std::vector<std::string>() : listings.front().files;
}

// The newest first.
std::vector<Backup> backups_of(Call& call, const std::string& path) {
    const std::string directory = backup_directory(call, directory_of(path));
    std::vector<Backup> backups;
    for (const std::string& name : names_in(directory))
        if (auto backup = parse_backup(directory, name, base_name(path)))
            backups.push_back(std::move(*backup));
    std::sort(backups.begin(), backups.end(),
              [](const Backup& a, const Backup& b) { return a.key > b.key; });
    return backups;
}

Value numbered(Call& call, const std::vector<Backup>& backups, std::optional<std::int64_t> limit) {
    Map map = call.map();
    std::int64_t number = 0;
    for (const Backup& backup : backups) {
        if (limit && number >= *limit) break;
        map.add(number++, call.map({{"Backup Time", backup.time},
                                    {"Size", backup.size},
                                    {"Location", backup.location}}));
    }
    return map.value();
}

Value list_backups(Call& call, std::string_view path, std::optional<std::int64_t> limit) {
    return numbered(call, backups_of(call, expand_user(path)), limit);
}

Value list_backups_dir(Call& call, std::string_view path, std::optional<std::int64_t> limit) {
    const std::string top = expand_user(path);
    std::set<std::string> names;
    for (const std::string& name : names_in(backup_directory(call, directory_of(top))))
        names.insert(name.substr(0, name.find('_')));
    Map map = call.map();
    for (const std::string& name : names)
        map.add(call.str(name),
                numbered(call, backups_of(call, joined(directory_of(top), name)), limit));
    return map.value();
}

// The backup with that number; otherwise `comment` says why there is none.
std::optional<Backup> chosen_backup(Call& call, const std::string& path, const Value& backup_id,
                                    std::string& comment) {
    const std::string text = to_text(backup_id);
    std::size_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) {
        comment = format("Invalid backup_id '{}'", text);
        return std::nullopt;
    }
    const std::vector<Backup> backups = backups_of(call, path);
    if (number >= backups.size()) {
        comment = format("backup_id '{}' does not exist for {}", text, path);
        return std::nullopt;
    }
    return backups[number];
}

Value restore_backup(Call& call, std::string_view given, Value backup_id) {
    const std::string path = expand_user(given);
    std::string comment;
    const std::optional<Backup> backup = chosen_backup(call, path, backup_id, comment);
    if (!backup) return call.map({{"result", false}, {"comment", comment}});
    try {
        const std::string bytes = support::read_file(backup->location);
        back_up(call, path, "minion");
        support::replace_file(path, bytes, {.links = support::LinkPolicy::resolve_links});
    } catch (const std::system_error& error) {
        return call.map({{"result", false},
                         {"comment", format("Unable to restore {} to {}: {}", backup->location,
                                            path, error.what())}});
    }
    return call.map(
        {{"result", true},
         {"comment", format("Successfully restored {} to {}", backup->location, path)}});
}

Value delete_backup(Call& call, std::string_view path, Value backup_id) {
    std::string comment;
    const std::optional<Backup> backup = chosen_backup(call, expand_user(path), backup_id, comment);
    if (!backup) return call.map({{"result", false}, {"comment", comment}});
    if (::unlink(backup->location.c_str()) != 0) {
        const std::string reason = std::generic_category().message(errno);
        return call.map({{"result", false},
                         {"comment", format("Unable to remove {}: {}", backup->location, reason)}});
    }
    return call.map(
        {{"result", true}, {"comment", format("Successfully removed {}", backup->location)}});
}

// ---- parts of files ----

Value seek_read(Call& call, std::string_view given, std::int64_t size, std::int64_t offset) {
    if (size < 0 || offset < 0) throw BadArgument("size and offset must not be negative");
    const std::string path = expand_user(given);
    const support::UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) support::throw_os_error(errno, "cannot read", path);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    const ssize_t got = ::pread(file.get(), bytes.data(), bytes.size(), offset);
    if (got < 0) support::throw_os_error(errno, "cannot read", path);
    bytes.resize(static_cast<std::size_t>(got));
    return Value::stable_bytes(call.memory().copy(bytes));
}

std::int64_t seek_write(Call&, std::string_view given, Value data, std::int64_t offset) {
    const std::string path = expand_user(given);
    const support::UniqueFd file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (!file) support::throw_os_error(errno, "cannot write", path);
    const std::string_view bytes = data.bytes();
    const ssize_t written = ::pwrite(file.get(), bytes.data(), bytes.size(), offset);
    if (written < 0 || ::fsync(file.get()) != 0)
        support::throw_os_error(errno, "cannot write", path);
    return written;
}

// ---- open files ----

std::vector<std::int64_t> process_ids() {
    std::vector<std::int64_t> ids;
    DIR* directory = ::opendir("/proc");
    if (directory == nullptr) support::throw_os_error(errno, "cannot read", "/proc");
    while (const dirent* entry = ::readdir(directory)) {
        const std::string_view name(entry->d_name);
        std::int64_t id = 0;
        const auto parsed = std::from_chars(name.data(), name.data() + name.size(), id);
        if (parsed.ec == std::errc() && parsed.ptr == name.data() + name.size()) ids.push_back(id);
    }
    ::closedir(directory);
    std::sort(ids.begin(), ids.end());
    return ids;
}

// The files that a process has open, and its program. What may not be read is left out.
std::set<std::string> files_of(std::int64_t pid) {
    std::set<std::string> files;
    const std::string process = format("/proc/{}", pid);
    const auto add = [&](const std::string& link) {
        std::array<char, 4096> target{};
        const ssize_t size = ::readlink(link.c_str(), target.data(), target.size());
        if (size <= 0) return;
        std::string path(target.data(), static_cast<std::size_t>(size));
        if (exists(path)) files.insert(std::move(path));
    };
    add(process + "/exe");
    for (const Listing& listing : walk(process + "/fd", 0)) {
        for (const std::string& name : listing.files) add(joined(listing.path, name));
        for (const std::string& name : listing.directories) add(joined(listing.path, name));
    }
    return files;
}

Value open_files(Call& call, bool by_pid) {
    Map processes = call.map();
    std::map<std::string, std::vector<std::int64_t>> users;
    for (const std::int64_t pid : process_ids()) {
        List files = call.list();
        for (const std::string& file : files_of(pid)) {
            files.add(file);
            users[file].push_back(pid);
        }
        processes.add(pid, files.value());
    }
    if (by_pid) return processes.value();
    Map files = call.map();
    for (const auto& [file, pids] : users) {
        List list = call.list();
        for (const std::int64_t pid : pids) list.add(pid);
        files.add(call.str(file), list.value());
    }
    return files.value();
}

}  // namespace

void add_backup_functions(Plugin& p) {
    p.exec("file.list_backups", list_backups, "path"_a, "limit"_a = nullptr)
        .doc(
            "Answers the copies that were kept of a file (`backup: minion`).\n\n- `path` (str)\n"
            "- `limit` (int): the newest so many\n\n"
            "Returns: map from number, 0 for the newest, to a map with `Backup Time`, `Size` and "
            "`Location`.\n\n    brine call file.list_backups /etc/motd");
    p.exec("file.list_backups_dir", list_backups_dir, "path"_a, "limit"_a = nullptr)
        .doc(
            "Answers the copies that were kept of the files in a directory.\n\n"
            "- `path` (str): of the directory, with a slash at its end\n- `limit` (int)\n\n"
            "Returns: map from name to what `file.list_backups` answers.\n\n"
            "    brine call file.list_backups_dir /etc/");
    p.exec("file.restore_backup", restore_backup, "path"_a, "backup_id"_a)
        .doc(
            "Puts a kept copy back in place; a copy of what is there is kept first.\n\n"
            "- `path` (str)\n- `backup_id` (int): number as of `file.list_backups`\n\n"
            "Returns: map with `result` and `comment`.\n\n"
            "    brine call file.restore_backup /etc/motd 0");
    const auto remove_doc =
        "Removes a kept copy of a file.\n\n- `path` (str)\n"
        "- `backup_id` (int): number as of `file.list_backups`\n\n"
        "Returns: map with `result` and `comment`.\n\n    brine call file.delete_backup /etc/motd "
        "0";
    p.exec("file.delete_backup", delete_backup, "path"_a, "backup_id"_a).doc(remove_doc);
    p.exec("file.remove_backup", delete_backup, "path"_a, "backup_id"_a).doc(remove_doc);
    p.exec("file.seek_read", seek_read, "path"_a, "size"_a, "offset"_a)
        .doc(
            "Answers a part of a file.\n\n- `path` (str)\n- `size`, `offset` (int): in bytes\n\n"
            "Returns: bytes.\n\n    brine call file.seek_read /etc/hostname 4 0");
    p.exec("file.seek_write", seek_write, "path"_a, "data"_a, "offset"_a)
        .doc(
            "Writes over a part of a file.\n\n- `path` (str)\n- `data` (str or bytes)\n"
            "- `offset` (int): in bytes\n\nReturns: int, the bytes written.\n\n"
            "    brine call file.seek_write /tmp/example 'text' 4096");
    p.exec("file.open_files", open_files, "by_pid"_a = false)
        .doc(
            "Answers which files are open.\n\n- `by_pid` (bool, false): by process\n\n"
            "Returns: map from path to list of process numbers, or from number to paths.\n\n"
            "    brine call file.open_files by_pid=True");
}

}  // namespace brine::file
