// SPDX-License-Identifier: Apache-2.0
#include "package/reader.hpp"

#include "common/progress.hpp"

#include <brine/support/archive.hpp>
#include <brine/support/digest.hpp>
#include <brine/support/file.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/text.hpp>
#include <brine/support/unique_fd.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <optional>
#include <unordered_map>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;
namespace archive = support::archive;

constexpr std::uint64_t max_formula = 1U << 20U;

std::string_view type_name(archive::MemberType type) {
    switch (type) {
        case archive::MemberType::file:
        case archive::MemberType::hardlink:
            return "file";
        case archive::MemberType::directory:
            return "dir";
        case archive::MemberType::symlink:
            return "link";
    }
    return "file";
}

// A content on its way to a file, with its digests.
class Unpacked {
  public:
    explicit Unpacked(const fs::path& path) : path_(path) {
        file_.reset(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!file_) support::throw_os_error(errno, "cannot create", path.native());
    }

    void append(std::string_view bytes) {
        sha1_.update(bytes);
        sha256_.update(bytes);
        while (!bytes.empty()) {
            const ssize_t count = ::write(file_.get(), bytes.data(), bytes.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) support::throw_os_error(errno, "cannot write", path_.native());
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    void describe(Call& call, Map& member) {
        member.set("sum", call.str(sha1_.finish()));
        member.set("sha256", call.str(sha256_.finish()));
    }

  private:
    fs::path path_;
    support::UniqueFd file_;
    support::Digester sha1_{support::DigestAlgorithm::sha1};
    support::Digester sha256_{support::DigestAlgorithm::sha256};
};

class PackageReader {
  public:
    PackageReader(Call& call, const fs::path& path)
        : call_(call), path_(path), reader_(path), progress_(call, "unpacking", path) {}

    // Reads on to the formula.
    Formula formula() {
        while (!formula_ && next()) consider_formula();
        return require_formula();
    }

    Value all(const fs::path* directory) {
        List members(call_.memory());
        while (next()) {
            if (consider_formula()) continue;
            members.add(member(directory));
        }
        const Formula formula = require_formula();
        return call_.map({{"name", formula.name},
                          {"version", formula.version},
                          {"release", formula.release},
                          {"formula", formula.fields},
                          {"members", members.value()}});
    }

  private:
    bool next() {
        call_.stop_if_cancelled();
        member_ = reader_.next();
        if (member_ == nullptr) return false;
        if (!support::utf8_valid(member_->path) || !support::utf8_valid(member_->link))
            refuse("its name is not UTF-8");
        ++count_;
        return true;
    }

    // Whether the member is one that only describes the package. The first of a package is its
    // formula, named like the directory that follows; Salt's spm reads NAME/FORMULA.
    bool consider_formula() {
        const bool first = count_ == 1 && member_->type == archive::MemberType::file &&
                           member_->path.find('/') == std::string::npos;
        const bool inside = member_->type == archive::MemberType::file &&
                            member_->path.ends_with("/FORMULA") &&
                            member_->path.find('/') == member_->path.size() - 8;
        if (first) {
            reader_.release_name();
            first_ = member_->path;
        }
        if ((!first && !inside) || (inside && formula_ && !first_.empty())) return first;
        const std::string path = member_->path;
        Formula formula =
            parse_formula(call_.memory(), reader_.read_all(max_formula),
                          path_.native() + ": " + archive::printable(path), FormulaUse::install);
        const std::string directory = first ? path : path.substr(0, path.size() - 8);
        if (formula.name != directory) {
            // Another file that happens to be first, or a FORMULA of something else.
            if (first) return false;
            throw Error("package '" + path_.native() + "': member '" + archive::printable(path) +
                        "': the formula's name is '" + formula.name + "'");
        }
        formula_ = std::move(formula);
        return first;
    }

    Formula require_formula() const {
        if (formula_) return *formula_;
        throw Error("package '" + path_.native() + "': it has no member NAME/FORMULA");
    }

    Value member(const fs::path* directory) {
        Map map(call_.memory());
        map.add("path", call_.str(member_->path));
        map.add("type", Value::stable(type_name(member_->type)));
        map.add("size", member_->size);
        map.add("mode", static_cast<std::int64_t>(member_->mode));
        map.add("mtime", member_->mtime);
        map.add("user", call_.str(member_->user));
        map.add("group", call_.str(member_->group));
        const bool symlink = member_->type == archive::MemberType::symlink;
        map.add("link", symlink ? call_.str(member_->link) : Value(""));
        if (directory != nullptr && member_->type == archive::MemberType::file)
            unpack(map, *directory);
        if (directory != nullptr && member_->type == archive::MemberType::hardlink)
            unpack_again(map, *directory);
        return map.value();
    }

    void unpack(Map& map, const fs::path& directory) {
        const std::string source = std::to_string(count_);
        Unpacked file(directory / source);
        for (std::string_view piece = reader_.read(); !piece.empty(); piece = reader_.read()) {
            file.append(piece);
            progress_.add(piece.size());
        }
        map.add("source", call_.str(source));
        file.describe(call_, map);
        sources_.emplace(member_->path, source);
    }

    // A hard link: a second copy of what was unpacked before.
    void unpack_again(Map& map, const fs::path& directory) {
        const auto target = sources_.find(member_->link);
        if (target == sources_.end()) refuse("a hard link to no file of the package");
        const std::string content_path = (directory / target->second).native();
        const std::string source = std::to_string(count_);
        Unpacked file(directory / source);
        const std::string content = support::read_file(content_path);
        file.append(content);
        map.set("size", content.size());
        map.add("source", call_.str(source));
        file.describe(call_, map);
        sources_.emplace(member_->path, source);
    }

    [[noreturn]] void refuse(std::string_view reason) const {
        throw Error("package '" + path_.native() + "': member '" +
                    archive::printable(member_->path) + "': " + std::string(reason));
    }

    Call& call_;
    fs::path path_;
    archive::Reader reader_;
    Progress progress_;
    const archive::Member* member_ = nullptr;
    std::size_t count_ = 0;
    std::string first_;
    std::optional<Formula> formula_;
    std::unordered_map<std::string, std::string> sources_;
};

}  // namespace

Formula read_formula(Call& call, const fs::path& path) {
    return PackageReader(call, path).formula();
}

Value read_package(Call& call, const fs::path& path) {
    return PackageReader(call, path).all(nullptr);
}

Value unpack_package(Call& call, const fs::path& path, const fs::path& directory) {
    return PackageReader(call, path).all(&directory);
}

}  // namespace brine::spm
