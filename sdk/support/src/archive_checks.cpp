// SPDX-License-Identifier: Apache-2.0
#include "archive_checks.hpp"

#include "brine/support/text.hpp"

namespace brine::support::archive {
namespace {

void append_escaped(std::string& text, unsigned char byte) {
    static constexpr std::string_view hex = "0123456789abcdef";
    text += "\\x";
    text += hex[byte >> 4U];
    text += hex[byte & 15U];
}

}  // namespace

std::string printable(std::string_view name) {
    const bool utf8 = utf8_valid(name);
    std::string text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !utf8))
            append_escaped(text, byte);
        else
            text += c;
    }
    return text;
}

void Checks::refuse(Error::Kind kind, std::string_view member_path, std::string_view reason) const {
    throw Error(kind, "archive '" + printable(name_) + "': member '" + printable(member_path) +
                          "': " + std::string(reason));
}

void Checks::fail(Error::Kind kind, std::string_view reason) const {
    throw Error(kind, "archive '" + printable(name_) + "': " + std::string(reason));
}

std::string Checks::plain_path(std::string_view path, std::string_view shown) const {
    if (path.size() > limits_.path_bytes)
        refuse(Error::Kind::too_large, path.substr(0, 64), "its path is too long");
    if (path.starts_with('/')) refuse(Error::Kind::unsafe, shown, "an absolute path");
    if (path.find('\0') != std::string_view::npos)
        refuse(Error::Kind::unsafe, shown, "a NUL byte in a path");
    std::string plain;
    for (const std::string_view part : split(path, '/')) {
        if (part.empty() || part == ".") continue;
        if (part == "..") refuse(Error::Kind::unsafe, shown, "a path with '..'");
        if (!plain.empty()) plain += '/';
        plain += part;
    }
    return plain;
}

void Checks::accept(Member& member) {
    if (++members_ > limits_.members)
        fail(Error::Kind::too_large,
             "more than the " + std::to_string(limits_.members) + " members allowed");
    member_bytes_ = 0;
    const std::string shown = member.path;
    member.path = plain_path(shown, shown);
    if (member.path.empty()) {
        // "./" is the root itself, which tar writes when it packs a directory.
        if (member.type == MemberType::directory && !shown.empty()) return;
        refuse(Error::Kind::unsafe, shown, "an empty path");
    }
    check_parents(member.path);
    if (member.type == MemberType::symlink) check_symlink(member);
    if (member.type == MemberType::hardlink) check_hardlink(member);
    if (member.size > limits_.member_bytes)
        refuse(Error::Kind::too_large, shown,
               "more than the " + std::to_string(limits_.member_bytes) + " bytes allowed");
    const auto [known, is_new] = seen_.emplace(member.path, member.type);
    const bool twice_a_directory =
        known->second == MemberType::directory && member.type == MemberType::directory;
    if (!is_new && !twice_a_directory)
        refuse(Error::Kind::unsafe, shown, "the archive has two members of this name");
}

void Checks::check_parents(const std::string& path) const {
    for (std::size_t end = path.find('/'); end != std::string::npos;
         end = path.find('/', end + 1)) {
        const auto parent = seen_.find(path.substr(0, end));
        if (parent != seen_.end() && parent->second != MemberType::directory)
            refuse(
                Error::Kind::unsafe, path,
                "its path leads through '" + printable(parent->first) + "', which is no directory");
    }
}

void Checks::check_symlink(const Member& member) const {
    const auto leads_out = [&] {
        refuse(Error::Kind::unsafe, member.path,
               "a link to '" + printable(member.link) + "', which is outside the archive");
    };
    if (member.link.empty() || member.link.starts_with('/') ||
        member.link.size() > limits_.path_bytes || member.link.find('\0') != std::string::npos)
        leads_out();
    // Only ".." in front is taken: behind the name of another link it would lead who knows where.
    std::size_t depth = split(member.path, '/').size() - 1;
    bool down = false;
    for (const std::string_view part : split(member.link, '/')) {
        if (part.empty() || part == ".") continue;
        if (part != "..") {
            down = true;
        } else if (down || depth == 0) {
            leads_out();
        } else {
            --depth;
        }
    }
}

void Checks::check_hardlink(Member& member) const {
    member.link = plain_path(member.link, member.path);
    const auto target = seen_.find(member.link);
    const bool is_file = target != seen_.end() && (target->second == MemberType::file ||
                                                   target->second == MemberType::hardlink);
    if (!is_file)
        refuse(Error::Kind::unsafe, member.path,
               "a hard link to '" + printable(member.link) + "', which is no file before it");
}

void Checks::count(const Member& member, std::uint64_t bytes) {
    member_bytes_ += bytes;
    total_bytes_ += bytes;
    if (member_bytes_ > limits_.member_bytes)
        refuse(Error::Kind::too_large, member.path,
               "more than the " + std::to_string(limits_.member_bytes) + " bytes allowed");
    if (total_bytes_ > limits_.total_bytes)
        refuse(Error::Kind::too_large, member.path,
               "with it the archive has more than the " + std::to_string(limits_.total_bytes) +
                   " bytes allowed");
}

}  // namespace brine::support::archive
