// SPDX-License-Identifier: Apache-2.0
//
// The repositories that are configured, and what is known of them: spm.repos and spm.repos.d/*.repo
// (name: {url, username, password, enabled, ...}), and in the cache directory for each
//     NAME.p        its metadata in MessagePack, which Salt's spm reads and writes too
//     NAME.json     where that came from and how to ask whether it has changed
//     NAME/FILE     packages that were downloaded
#pragma once

#include "common/version.hpp"
#include "manager/session.hpp"

#include <functional>
#include <map>

namespace brine::spm {

struct Repository {
    std::string name;
    std::string url;  // without '/' at the end
    Value server;     // the whole entry: username, password, ca_file, proxy, ...
    SignaturePolicy signatures = SignaturePolicy::warn;
};

// Those that are enabled, in the order of the files. Error naming file and key.
[[nodiscard]] std::vector<Repository> configured_repositories(Session& session);

// Asks the repositories (one of them if `only` is not empty) for their metadata. One that fails
// does not stop the others. Answers [{"repository", "changed", "packages", "error"}].
Value update_repositories(Session& session, std::string_view only);

// A package that a repository offers, or a file.
struct Candidate {
    std::string name;
    Version version;
    Value formula;
    std::string filename;              // below the repository's URL
    std::filesystem::path local_file;  // of a package that is not from a repository
    std::string sha256;                // empty: the repository does not say
    const Repository* repository = nullptr;
};

// All that the repositories offer, from the cache; a repository that was never asked is asked now.
class Catalogue {
  public:
    explicit Catalogue(Session& session);

    [[nodiscard]] const std::vector<Repository>& repositories() const { return repositories_; }
    // By name, newest first; of equal versions those of a local repository first.
    [[nodiscard]] const std::vector<Candidate>* find(std::string_view name) const;
    [[nodiscard]] const std::map<std::string, std::vector<Candidate>, std::less<>>& all() const {
        return packages_;
    }

  private:
    void add(const Repository& repository, const Value& metadata);

    std::vector<Repository> repositories_;
    std::map<std::string, std::vector<Candidate>, std::less<>> packages_;
};

// The package as a file: downloaded if need be, and checked against the repository's word on it.
// Error naming what does not fit.
[[nodiscard]] std::filesystem::path obtain(Session& session, const Candidate& candidate);

}  // namespace brine::spm
