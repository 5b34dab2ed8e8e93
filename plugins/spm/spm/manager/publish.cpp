// SPDX-License-Identifier: Apache-2.0
#include "manager/commands.hpp"
#include "manager/values.hpp"

#include <unistd.h>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

// A file in the cache for what is known of a directory, named so that no two directories share one.
fs::path cache_of(const Settings& settings, const fs::path& directory) {
    std::string name = directory.native();
    for (char& c : name)
        if (c == '/') c = '%';
    if (name.size() > 200) return {};  // it works without
    return settings.cache_dir / "create_repo" / (name + ".p");
}

}  // namespace

Value build(Session& session, const std::string& directory, bool preserve) {
    const Settings& settings = session.settings;
    const Value result = session.package(
        "build", {std::string_view(directory),
                  session.call.map({{"build_dir", settings.build_dir.native()},
                                    {"exclude", texts_value(session.call, settings.build_exclude)},
                                    {"preserve", preserve},
                                    {"dry_run", session.wishes().dry_run}})});
    for (const Value& warning : result["warnings"].items())
        session.listener.warn(format("{}", warning));
    return result;
}

Value create_repo(Session& session, const std::string& directory, bool sign_it,
                  const std::string& key) {
    const fs::path path = fs::weakly_canonical(directory);
    std::error_code error;
    if (!fs::is_directory(path, error))
        throw Error(format("'{}' is no directory of packages", directory));
    const Value result = session.package(
        "create_repo",
        {path.native(), session.call.map({{"duplicates", session.settings.repo_dups},
                                          {"cache", cache_of(session.settings, path).native()},
                                          {"dry_run", session.wishes().dry_run}})});
    for (const Value& problem : result["problems"].items())
        session.listener.warn(format("{}", problem));
    if (session.wishes().dry_run) return result;
    if (sign_it) {
        sign(session, {path.native()}, key);
    } else if (::unlink((path / "SPM-METADATA.sig").c_str()) == 0) {
        session.listener.warn(
            format("the signature of '{}' is gone, it no longer fits; sign it "
                   "again: spm sign {}",
                   (path / "SPM-METADATA").native(), directory));
    }
    return result;
}

Value update_repo(Session& session, std::string_view name) {
    const Value results = update_repositories(session, name);
    for (const Value& result : results.items())
        if (!result["error"].is_nil())
            session.listener.warn(
                format("repository {}: {}", result["repository"], result["error"]));
    return results;
}

Value sign(Session& session, const std::vector<std::string>& paths, const std::string& key) {
    List files(session.call.memory());
    std::error_code error;
    for (const std::string& path : paths)
        files.add(fs::is_directory(path, error) ? (fs::path(path) / "SPM-METADATA").native()
                                                : path);
    return session.package(
        "sign", {session.settings.keys_dir.native(), std::string_view(key), files.value()});
}

}  // namespace brine::spm
