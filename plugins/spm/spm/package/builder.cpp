// SPDX-License-Identifier: Apache-2.0
#include "package/builder.hpp"

#include "common/progress.hpp"
#include "package/parallel_bzip2.hpp"
#include "package/source_tree.hpp"

#include <brine/support/archive.hpp>
#include <brine/support/atomic_file.hpp>
#include <brine/support/digest.hpp>
#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/unique_fd.hpp>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <map>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;
namespace archive = support::archive;

// 1980-01-01: some programs cannot read earlier times.
constexpr std::int64_t fixed_time = 315'532'800;

// Names of owners, each looked up once.
class Owners {
  public:
    const std::string& user(uid_t uid) {
        return cached(users_, uid, [&]() -> const char* {
            const passwd* entry = ::getpwuid(uid);
            return entry != nullptr ? entry->pw_name : "";
        });
    }
    const std::string& group(gid_t gid) {
        return cached(groups_, gid, [&]() -> const char* {
            const ::group* entry = ::getgrgid(gid);
            return entry != nullptr ? entry->gr_name : "";
        });
    }

  private:
    template <class Find>
    static const std::string& cached(std::map<unsigned, std::string>& names, unsigned id,
                                     Find find) {
        const auto found = names.find(id);
        return found != names.end() ? found->second : names.emplace(id, find()).first->second;
    }

    std::map<unsigned, std::string> users_;
    std::map<unsigned, std::string> groups_;
};

class Builder {
  public:
    Builder(Call& call, const fs::path& directory, const Formula& formula,
            const BuildOptions& options)
        : call_(call), directory_(directory), formula_(formula), options_(options) {}

    void write(const std::vector<SourceEntry>& entries, const std::string& formula_text,
               support::AtomicFile& target) {
        std::uint64_t total = 0;
        for (const SourceEntry& entry : entries)
            if (S_ISREG(entry.status.st_mode))
                total += static_cast<std::uint64_t>(entry.status.st_size);
        Progress progress(call_, "building", target.target(), total);
        support::Digester digest(support::DigestAlgorithm::sha256);
        ParallelBzip2 compressor([&](std::string_view bytes) {
            digest.update(bytes);
            target.append(bytes);
        });
        archive::Writer writer([&](std::string_view bytes) { compressor.write(bytes); });

        for (const SourceEntry& entry : entries) {
            if (entry.path == "FORMULA") writer_first(writer, entry, formula_text);
        }
        for (const SourceEntry& entry : entries) {
            if (entry.path == "FORMULA")
                writer.add(member_of(entry), formula_text);
            else
                add(writer, entry, progress);
        }
        writer.finish();
        compressor.finish();
        sha256_ = digest.finish();
    }

    [[nodiscard]] const std::string& sha256() const { return sha256_; }

    archive::Member member_of(const SourceEntry& entry) {
        archive::Member member;
        member.path = formula_.name + (entry.path.empty() ? "" : "/" + entry.path);
        const mode_t mode = entry.status.st_mode;
        member.type = S_ISDIR(mode)   ? archive::MemberType::directory
                      : S_ISLNK(mode) ? archive::MemberType::symlink
                                      : archive::MemberType::file;
        member.link = entry.link;
        member.size = S_ISREG(mode) ? static_cast<std::uint64_t>(entry.status.st_size) : 0;
        if (options_.preserve) {
            member.mode = mode & 07777U;
            member.mtime = entry.status.st_mtim.tv_sec;
            member.uid = entry.status.st_uid;
            member.gid = entry.status.st_gid;
            member.user = owners_.user(entry.status.st_uid);
            member.group = owners_.group(entry.status.st_gid);
        } else {
            member.mode = S_ISREG(mode) && (mode & S_IXUSR) == 0 ? 0644 : 0755;
            member.mtime = fixed_time;
            member.user = member.group = "root";
        }
        return member;
    }

  private:
    // The description that comes before everything else, a file named like the package.
    void writer_first(archive::Writer& writer, const SourceEntry& entry, const std::string& text) {
        archive::Member first = member_of(entry);
        first.path = formula_.name;
        writer.add(std::move(first), text);
        // Packages list their root, too.
        if (formula_.fields["files"].is_nil()) return;
        archive::Member root = member_of(entry);
        root.path = formula_.name;
        root.type = archive::MemberType::directory;
        root.size = 0;
        root.mode = 0755;
        writer.add(std::move(root));
    }

    void add(archive::Writer& writer, const SourceEntry& entry, Progress& progress) {
        call_.stop_if_cancelled();
        writer.begin(member_of(entry));
        if (!S_ISREG(entry.status.st_mode)) return;
        const fs::path path = directory_ / entry.path;
        const support::UniqueFd file(
            ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        if (!file) support::throw_os_error(errno, "cannot pack", path.native());
        for (;;) {
            const ssize_t count = ::read(file.get(), buffer_.data(), buffer_.size());
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) support::throw_os_error(errno, "cannot read", path.native());
            if (count == 0) return;
            writer.write({buffer_.data(), static_cast<std::size_t>(count)});
            progress.add(static_cast<std::uint64_t>(count));
        }
    }

    Call& call_;
    fs::path directory_;
    const Formula& formula_;
    const BuildOptions& options_;
    Owners owners_;
    std::string sha256_;
    std::array<char, std::size_t{64} << 10U> buffer_{};
};

}  // namespace

Value build_package(Call& call, const fs::path& source, const BuildOptions& options) {
    const fs::path directory = fs::absolute(source).lexically_normal();
    const fs::path formula_path = directory / "FORMULA";
    std::error_code error;
    if (!fs::is_regular_file(formula_path, error))
        throw Error(format("Formula file {} not found", (source / "FORMULA").native()));
    const std::string text = support::read_file(formula_path, 1U << 20U);
    const Formula formula =
        parse_formula(call.memory(), text, formula_path.native(), FormulaUse::build);
    const fs::path path = fs::absolute(options.build_dir) / (formula.full_name() + ".spm");
    std::vector<SourceEntry> entries =
        source_tree(call, directory, formula, options.exclude, path.lexically_normal());

    auto builder = std::make_unique<Builder>(call, directory, formula, options);
    if (!options.dry_run) {
        support::make_directories(path.parent_path(), 0755);
        support::AtomicFile target(path);
        target.set_mode(0644);
        builder->write(entries, text, target);
        target.commit();
    }
    List members(call.memory());
    List warnings(call.memory());
    for (const SourceEntry& entry : entries) members.add(call.str(builder->member_of(entry).path));
    for (const std::string& warning : formula.warnings) warnings.add(call.str(warning));
    return call.map({{"package", path.native()},
                     {"name", formula.name},
                     {"version", formula.version},
                     {"release", formula.release},
                     {"members", members.value()},
                     {"warnings", warnings.value()},
                     {"sha256", builder->sha256()}});
}

}  // namespace brine::spm
