// SPDX-License-Identifier: Apache-2.0
#include "package/source_tree.hpp"

#include <brine/support/archive.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <cerrno>
#include <set>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

class Tree {
  public:
    Tree(Call& call, const fs::path& directory, const std::vector<std::string>& exclude,
         const fs::path& skip)
        : call_(call), directory_(directory), exclude_(exclude), skip_(skip) {}

    // `path` and, if it is a directory, everything below.
    void add(const std::string& path) {
        call_.stop_if_cancelled();
        if (excluded(path) || !seen_.insert(path).second) return;
        SourceEntry entry{.path = path, .status = status_of(path), .link = {}};
        check_name(path);
        const bool directory = S_ISDIR(entry.status.st_mode);
        if (S_ISLNK(entry.status.st_mode)) {
            entry.link = fs::read_symlink(directory_ / path).native();
            check_link(path, entry.link);
        } else if (!directory && !S_ISREG(entry.status.st_mode)) {
            refuse(path, "it is neither a file nor a directory nor a link");
        }
        entries_.push_back(std::move(entry));
        if (directory) add_children(path);
    }

    // A listed entry with the directories above it.
    void add_listed(const std::string& path) {
        for (std::size_t end = path.find('/'); end != std::string::npos;
             end = path.find('/', end + 1)) {
            const std::string parent = path.substr(0, end);
            if (!seen_.insert(parent).second) continue;
            const struct stat status = status_of(parent);
            if (!S_ISDIR(status.st_mode)) refuse(parent, "it is no directory");
            entries_.push_back({.path = parent, .status = status, .link = {}});
        }
        // As a parent a directory came without what is in it.
        if (seen_.contains(path) && S_ISDIR(status_of(path).st_mode))
            add_children(path);
        else
            add(path);
    }

    std::vector<SourceEntry> take() { return std::move(entries_); }

  private:
    void add_children(const std::string& path) {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(directory_ / path))
            names.push_back(entry.path().filename().native());
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) add(path.empty() ? name : path + "/" + name);
    }

    [[nodiscard]] bool excluded(const std::string& path) const {
        if (path.empty()) return false;
        if ((directory_ / path) == skip_) return true;
        return std::ranges::any_of(
            exclude_, [&](const std::string& start) { return path.starts_with(start); });
    }

    struct stat status_of(const std::string& path) const {
        struct stat status {};
        const fs::path full = path.empty() ? directory_ : directory_ / path;
        const int result =
            path.empty() ? ::stat(full.c_str(), &status) : ::lstat(full.c_str(), &status);
        if (result != 0) support::throw_os_error(errno, "cannot pack", full.native());
        return status;
    }

    void check_name(const std::string& path) const {
        if (!support::utf8_valid(path)) refuse(path, "its name is not UTF-8");
        if (path.find_first_of("\n\r\t\x1b") != std::string::npos)
            refuse(path, "its name has a control character");
    }

    void check_link(const std::string& path, const std::string& link) const {
        std::size_t depth = support::split(path, '/').size() - 1;
        bool out = link.empty() || link.starts_with('/');
        bool down = false;
        for (const std::string_view part : support::split(link, '/')) {
            if (part.empty() || part == ".") continue;
            if (part != "..") {
                down = true;
            } else if (down || depth == 0) {
                out = true;
            } else {
                --depth;
            }
        }
        if (out)
            refuse(path, "a link to '" + support::archive::printable(link) +
                             "', which leads out of the package");
    }

    [[noreturn]] void refuse(const std::string& path, std::string_view reason) const {
        throw Error(format("cannot pack '{}/{}': {}", directory_.native(),
                           support::archive::printable(path), reason));
    }

    Call& call_;
    fs::path directory_;
    const std::vector<std::string>& exclude_;
    fs::path skip_;
    std::set<std::string> seen_;
    std::vector<SourceEntry> entries_;
};

}  // namespace

std::vector<SourceEntry> source_tree(Call& call, const fs::path& directory, const Formula& formula,
                                     const std::vector<std::string>& exclude,
                                     const fs::path& skip) {
    Tree tree(call, directory, exclude, skip);
    const Value files = formula.fields["files"];
    if (files.is_nil()) {
        tree.add("");
        return tree.take();
    }
    tree.add_listed("FORMULA");
    for (const Value& entry : files.items()) {
        const ListedFile listed = parse_listed_file(entry.str());
        if (listed.tag == 'g') continue;  // a ghost: made later, by whoever runs the formula
        tree.add_listed(fs::path(listed.path).lexically_normal().native());
    }
    return tree.take();
}

}  // namespace brine::spm
