// SPDX-License-Identifier: Apache-2.0
#include "manager/repositories.hpp"

#include "manager/repository_cache.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>
#include <brine/support/yaml.hpp>

#include <algorithm>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> repository_files(const fs::path& main) {
    std::vector<fs::path> files;
    std::error_code error;
    for (fs::directory_iterator entry(fs::path(main.native() + ".d"), error), end;
         !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".repo") files.push_back(entry->path());
    std::sort(files.begin(), files.end());
    if (fs::exists(main, error)) files.insert(files.begin(), main);
    return files;
}

Repository repository_from(const Session& session, const std::string& where,
                           const std::string& name, const Value& entry) {
    const bool good_name = !name.empty() && name[0] != '.' && name.find('/') == std::string::npos &&
                           name.find('\0') == std::string::npos;
    if (!good_name) throw Error(format("{}: '{}' is no name of a repository", where, name));
    if (!entry.is_map())
        throw Error(format("{}: {}: a repository is a map with url, this is {}", where, name,
                           entry.described()));
    const Value url = entry["url"];
    if (!url.is_str() || url.size() == 0)
        throw Error(format("{}: {}: the key url is missing", where, name));
    if (!entry["username"].is_nil() && entry["password"].is_nil())
        throw Error(format("{}: {}: there is a username but no password", where, name));
    Repository repository{.name = name, .url = std::string(url.str()), .server = entry};
    while (repository.url.ends_with('/')) repository.url.pop_back();
    const Value policy = entry["signatures"];
    repository.signatures = policy.is_nil() ? session.settings.signatures
                                            : parse_policy(policy, format("{}: {}", where, name));
    return repository;
}

Candidate candidate_from(const Repository& repository, const std::string& name,
                         const Value& entry) {
    const Value info = entry["info"];
    return {.name = name,
            .version = {.version = format("{}", info["version"]),
                        .release = format("{}", info["release"])},
            .formula = info,
            .filename = std::string(entry["filename"].str()),
            .local_file = {},
            .sha256 = std::string(entry["sha256"].str_or("")),
            .repository = &repository};
}

// Checks a download against what the repository's metadata say.
void require_digest(Session& session, const Candidate& candidate, const fs::path& file) {
    if (candidate.sha256.empty()) return;
    const std::string found(session.package("sha256", {file.native()}).str());
    if (found == candidate.sha256) return;
    throw Error(format("'{}/{}' is not what the repository {} says: its SHA-256 is {}, not {}",
                       candidate.repository->url, candidate.filename, candidate.repository->name,
                       found, candidate.sha256));
}

}  // namespace

std::vector<Repository> configured_repositories(Session& session) {
    std::vector<Repository> repositories;
    for (const fs::path& file : repository_files(session.settings.repos_config)) {
        const Value entries = support::yaml::load(session.call.memory(), support::read_file(file),
                                                  {.source = file.native()});
        if (entries.is_nil()) continue;
        if (!entries.is_map())
            throw Error(format("{}: a file of repositories is a map of their names, this is {}",
                               file.native(), entries.described()));
        for (const Pair& pair : entries.pairs()) {
            if (pair.value["enabled"].is_false()) continue;
            Repository repository =
                repository_from(session, file.native(), format("{}", pair.key), pair.value);
            // A later file has the last word.
            std::erase_if(repositories,
                          [&](const Repository& r) { return r.name == repository.name; });
            repositories.push_back(std::move(repository));
        }
    }
    return repositories;
}

Value update_repositories(Session& session, std::string_view only) {
    List results(session.call.memory());
    for (const Repository& repository : configured_repositories(session)) {
        if (!only.empty() && repository.name != only) continue;
        try {
            results.add(RepositoryCache(session, repository).update());
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            results.add(session.call.map({{"repository", repository.name},
                                          {"changed", false},
                                          {"packages", 0},
                                          {"error", std::string_view(error.what())}}));
        }
    }
    if (!only.empty() && results.size() == 0)
        throw Error(format("there is no repository '{}' in {} or below {}.d", only,
                           session.settings.repos_config.native(),
                           session.settings.repos_config.native()));
    return results.value();
}

Catalogue::Catalogue(Session& session) : repositories_(configured_repositories(session)) {
    for (const Repository& repository : repositories_) {
        RepositoryCache cache(session, repository);
        try {
            if (!cache.exists()) cache.update();
            add(repository, cache.load());
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            session.listener.warn(format("repository {}: {}", repository.name, error.what()));
        }
    }
    for (auto& [name, candidates] : packages_)
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const Candidate& a, const Candidate& b) {
                             if (const auto order = a.version <=> b.version; order != 0)
                                 return order > 0;
                             return a.repository->url.starts_with("file:") &&
                                    !b.repository->url.starts_with("file:");
                         });
}

void Catalogue::add(const Repository& repository, const Value& metadata) {
    for (const Pair& pair : metadata.pairs()) {
        const std::string name = format("{}", pair.key);
        std::vector<Candidate>& candidates = packages_[name];
        candidates.push_back(candidate_from(repository, name, pair.value));
        for (const Value& older : pair.value["versions"].items())
            candidates.push_back(candidate_from(repository, name, older));
    }
}

const std::vector<Candidate>* Catalogue::find(std::string_view name) const {
    const auto found = packages_.find(name);
    return found != packages_.end() ? &found->second : nullptr;
}

fs::path obtain(Session& session, const Candidate& candidate) {
    if (candidate.repository == nullptr) return candidate.local_file;
    const Repository& repository = *candidate.repository;
    const fs::path file = session.settings.cache_dir / repository.name / candidate.filename;
    std::error_code error;
    if (!candidate.sha256.empty() && fs::is_regular_file(file, error) &&
        session.package("sha256", {file.native()}).str() == candidate.sha256)
        return file;
    support::make_directories(file.parent_path(), 0755);
    const fs::path temporary = file.native() + ".new";
    session.fetch(repository.server,
                  session.call.map({{"url", repository.url + "/" + candidate.filename},
                                    {"path", temporary.native()},
                                    {"name", candidate.filename},
                                    {"limit", session.settings.max_package_bytes},
                                    {"resume", !candidate.sha256.empty()}}));
    try {
        require_digest(session, candidate, temporary);
    } catch (...) {
        fs::remove(temporary, error);
        throw;
    }
    fs::rename(temporary, file);
    return file;
}

}  // namespace brine::spm
