// SPDX-License-Identifier: Apache-2.0
#include "text_edit.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <brine/error.hpp>
#include <brine/format.hpp>
#include <brine/support/file.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/unique_fd.hpp>

#include <cerrno>

#include "path.hpp"
#include "status.hpp"
#include "text_diff.hpp"

namespace brine::file {
namespace {

// All hard links of the file see what is written here, which is what they are kept for.
void write_in_place(const std::string& path, std::string_view bytes) {
    const support::UniqueFd file(::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC));
    if (!file) support::throw_os_error(errno, "cannot write", path);
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) support::throw_os_error(errno, "cannot write", path);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(file.get()) != 0) support::throw_os_error(errno, "cannot write", path);
}

void link_to_backup(const EditedFile& file, std::string_view extension) {
    const std::string link = file.given + std::string(extension);
    const std::string target = link_target(file.given) + std::string(extension);
    ::unlink(link.c_str());
    if (::symlink(target.c_str(), link.c_str()) != 0)
        support::throw_os_error(errno, "cannot make the link", link);
}

}  // namespace

EditedFile open_for_edit(std::string_view given) {
    EditedFile file;
    file.given = expand_user(given);
    if (!exists(file.given)) throw BadArgument(format("File not found: {}", file.given));
    file.path = real_path(file.given);
    if (!is_regular(file.path)) throw BadArgument(format("File not found: {}", file.path));
    file.bytes = support::read_file(file.path);
    if (!looks_like_text(file.bytes))
        throw BadArgument(
            format("Cannot perform string replacements on a binary file: {}", file.path));
    return file;
}

void store_edit(const EditedFile& file, std::string_view bytes, const StoreOptions& options) {
    if (!options.backup.empty()) {
        copy_as_backup(file.path, file.path + options.backup);
        if (is_link(file.given)) link_to_backup(file, options.backup);
    }
    const auto status = status_of(file.path);
    if (options.keep_inode && status && status->st_nlink > 1) {
        write_in_place(file.path, bytes);
    } else {
        support::replace_file(file.path, bytes);
    }
}

void copy_as_backup(const std::string& path, const std::string& copy) {
    constexpr mode_t permission_bits = 07777;
    const auto status = status_of(path);
    if (!status) throw Error(format("There is no file {} to keep a copy of", path));
    support::replace_file(copy, support::read_file(path),
                          {.mode = status->st_mode & permission_bits,
                           .uid = status->st_uid,
                           .gid = status->st_gid,
                           .keep_existing = false});
}

std::string backup_extension(const Value& backup) {
    if (backup.is_nil() || backup.is_false()) return {};
    if (backup.is_true()) return "True";  // what Salt makes of it
    return to_text(backup);
}

std::vector<std::string> text_lines(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
        lines.emplace_back(text.substr(0, size));
        text.remove_prefix(size);
    }
    return lines;
}

std::string joined_lines(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

support::RegexFlags regex_flags(const Value& flags) {
    if (flags.is_int()) return support::regex_flags_of(flags.integer());
    support::RegexFlags wanted;
    const auto add = [&](const Value& name) {
        try {
            support::set_regex_flag(wanted, to_text(name));
        } catch (const std::invalid_argument&) {
            throw Error(format("Invalid re flag given: {}", name));
        }
    };
    if (flags.is_str()) {
        add(flags);
    } else if (flags.is_list()) {
        for (const Value& name : flags.items()) add(name);
    } else {
        throw Error(
            format("Invalid re flags: \"{}\", must be given either as a single flag string, a list "
                   "of strings, or as an integer",
                   flags));
    }
    return wanted;
}

}  // namespace brine::file
