// SPDX-License-Identifier: Apache-2.0
#include "package/repository.hpp"

#include "common/progress.hpp"
#include "common/version.hpp"
#include "package/reader.hpp"

#include <brine/support/digest.hpp>
#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>
#include <brine/support/msgpack.hpp>
#include <brine/support/os_error.hpp>
#include <brine/support/yaml.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

// A package of the directory.
struct Entry {
    std::string filename;  // below the directory
    std::string name;
    Version version;
    Value record;  // {"filename", "info", "sha256", "size"}
};

// Which file a record was made from: size, times and inode together change with the content.
std::string stamp_of(const struct stat& status) {
    return format("{}:{}:{}:{}", status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                  status.st_ino);
}

class Scan {
  public:
    Scan(Call& call, const fs::path& directory, const RepositoryOptions& options)
        : call_(call), directory_(directory), options_(options) {}

    void run() {
        load_cache();
        std::vector<std::string> files = find();
        Progress progress(call_, "reading", directory_, files.size());
        Map cache(call_.memory());
        for (std::size_t n = 0; n < files.size(); ++n) {
            call_.stop_if_cancelled();
            one(files[n], cache);
            progress.set(n + 1, files.size());
        }
        fresh_cache_ = cache.value();
    }

    void save_cache() {
        if (options_.cache.empty() || (read_ == 0 && fresh_cache_.size() == cached_.size())) return;
        try {
            support::make_directories(options_.cache.parent_path(), 0755);
            support::replace_file(options_.cache, support::msgpack::pack(fresh_cache_),
                                  {.mode = 0644});
        } catch (const std::system_error& error) {
            call_.log(Level::info, "the next run reads all packages again: {}", error.what());
        }
    }

    std::map<std::string, std::vector<Entry>> packages;
    std::vector<std::string> problems;

    [[nodiscard]] std::size_t read() const { return read_; }

  private:
    void load_cache() {
        std::error_code error;
        if (options_.cache.empty() || !fs::exists(options_.cache, error)) return;
        try {
            cached_ = support::msgpack::unpack(call_.memory(),
                                               support::read_file(options_.cache, 256U << 20U));
        } catch (const std::exception& problem) {
            call_.log(Level::info, "all packages are read again: {}", problem.what());
        }
    }

    std::vector<std::string> find() const {
        std::vector<std::string> files;
        std::error_code error;
        for (fs::recursive_directory_iterator entry(directory_, error), end; entry != end;
             entry.increment(error)) {
            if (error) break;
            const fs::path relative = entry->path().lexically_relative(directory_);
            // Where superseded packages are kept.
            if (entry->is_directory() && relative == "archive") entry.disable_recursion_pending();
            if (entry->path().extension() == ".spm" && entry->is_regular_file())
                files.push_back(relative.native());
        }
        if (error) throw std::system_error(error, "cannot read '" + directory_.native() + "'");
        std::sort(files.begin(), files.end());
        return files;
    }

    void one(const std::string& filename, Map& cache) {
        const fs::path path = directory_ / filename;
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0)
            support::throw_os_error(errno, "cannot read", path.native());
        const std::string stamp = stamp_of(status);
        try {
            Value record = cached_[filename];
            if (record["stamp"].str_or("") != stamp) {
                record = described(path, filename, status, stamp);
                ++read_;
            }
            add(filename, record["record"]);
            cache.set(filename, record);
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            problems.push_back(error.what());
        }
    }

    Value described(const fs::path& path, const std::string& filename, const struct stat& status,
                    const std::string& stamp) {
        const Formula formula = read_formula(call_, path);
        const Value record =
            call_.map({{"filename", filename},
                       {"info", formula.fields},
                       {"sha256", support::digest_file(support::DigestAlgorithm::sha256, path)},
                       {"size", static_cast<std::int64_t>(status.st_size)}});
        return call_.map({{"stamp", stamp}, {"record", record}});
    }

    void add(const std::string& filename, const Value& record) {
        const Value info = record["info"];
        std::string name = format("{}", info["name"]);
        Version version{.version = format("{}", info["version"]),
                        .release = format("{}", info["release"])};
        std::vector<Entry>& versions = packages[name];
        for (const Entry& other : versions)
            if (other.version.version == version.version &&
                other.version.release == version.release) {
                problems.push_back(
                    format("'{}' and '{}' are the same version of {}; the first is "
                           "taken",
                           other.filename, filename, name));
                return;
            }
        versions.push_back({.filename = filename,
                            .name = std::move(name),
                            .version = std::move(version),
                            .record = record});
    }

    Call& call_;
    fs::path directory_;
    const RepositoryOptions& options_;
    Value cached_;
    Value fresh_cache_;
    std::size_t read_ = 0;
};

// Moves or removes what a newer version replaces, with its signature.
void put_away(const fs::path& directory, const std::string& filename,
              const std::string& duplicates) {
    for (const std::string_view suffix : {"", ".sig"}) {
        const fs::path path = directory / (filename + std::string(suffix));
        if (duplicates == "delete") {
            if (::unlink(path.c_str()) != 0 && errno != ENOENT)
                support::throw_os_error(errno, "cannot remove", path.native());
            continue;
        }
        support::make_directories(directory / "archive", 0755);
        const fs::path target = directory / "archive" / path.filename();
        if (::rename(path.c_str(), target.c_str()) != 0 && errno != ENOENT)
            support::throw_os_error(errno, "cannot move away", path.native());
    }
}

}  // namespace

Value create_repository(Call& call, const fs::path& directory, const RepositoryOptions& options) {
    if (options.duplicates != "ignore" && options.duplicates != "archive" &&
        options.duplicates != "delete")
        throw BadArgument(
            format("the option 'spm_repo_dups' takes ignore, archive or delete, got "
                   "'{}'",
                   options.duplicates));
    Scan scan(call, directory, options);
    scan.run();

    Map metadata(call.memory());
    List superseded(call.memory());
    for (auto& [name, versions] : scan.packages) {
        std::sort(versions.begin(), versions.end(),
                  [](const Entry& a, const Entry& b) { return a.version > b.version; });
        Map entry(call.memory());
        entry.update(versions.front().record);
        List older(call.memory());
        for (std::size_t n = 1; n < versions.size(); ++n) {
            superseded.add(versions[n].filename);
            if (options.duplicates == "ignore") older.add(versions[n].record);
        }
        if (older.size() > 0) entry.add("versions", older.value());
        metadata.set(name, entry.value());
    }
    const fs::path path = directory / "SPM-METADATA";
    if (!options.dry_run) {
        support::replace_file(
            path, support::yaml::dump(metadata.value(), {.sort_keys = true, .indent = 4}),
            {.mode = 0644});
        // The metadata no longer names them, so nobody misses them now.
        if (options.duplicates != "ignore")
            for (const auto& [name, versions] : scan.packages)
                for (std::size_t n = 1; n < versions.size(); ++n)
                    put_away(directory, versions[n].filename, options.duplicates);
        scan.save_cache();
    }
    List problems(call.memory());
    for (const std::string& problem : scan.problems) problems.add(problem);
    return call.map({{"packages", scan.packages.size()},
                     {"read", scan.read()},
                     {"metadata", path.native()},
                     {"superseded", superseded.value()},
                     {"problems", problems.value()}});
}

}  // namespace brine::spm
