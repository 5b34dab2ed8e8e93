// SPDX-License-Identifier: Apache-2.0
//
// What is known of one repository.
#pragma once

#include "manager/repositories.hpp"

namespace brine::spm {

class RepositoryCache {
  public:
    RepositoryCache(Session& session, const Repository& repository)
        : session_(session), repository_(repository) {}

    [[nodiscard]] bool exists() const;

    // Asks the repository, checks the answer and its signature, and keeps it. Answers
    // {"repository", "changed", "packages", "error": nil}. Throws what is wrong, and then the
    // metadata known before stay.
    Value update();

    // The metadata as they were kept.
    [[nodiscard]] Value load() const;

  private:
    struct Answer {
        bool changed = true;
        std::string etag;
        std::string last_modified;
    };

    Answer download(const std::filesystem::path& path, std::string_view name, const Value& known);
    void check_signature(const std::filesystem::path& metadata);
    [[nodiscard]] Value known_state() const;
    [[nodiscard]] std::filesystem::path metadata_path() const;
    [[nodiscard]] std::filesystem::path state_path() const;

    Session& session_;
    const Repository& repository_;
};

}  // namespace brine::spm
