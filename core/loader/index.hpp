// SPDX-License-Identifier: Apache-2.0
//
// The index of plugin files: what each offers, so that a program opens only what it calls. It is
// a cache and nothing more: a missing, damaged or outdated index costs time, never correctness.
#pragma once

#include "core/loader/manifest.hpp"

#include <map>
#include <memory>
#include <string>

namespace brine::core {

class Index {
  public:
    // Reads the index file; an unusable one counts as empty.
    explicit Index(std::string path);

    // What is known of the file, or nullptr when nothing is or the file has changed since.
    [[nodiscard]] std::shared_ptr<const Manifest> find(const std::string& path,
                                                       const FileStamp& stamp) const;

    void put(std::shared_ptr<const Manifest> manifest);

    // Forgets what is known of files for which `keep` answers false.
    template <class Keep>
    void retain(Keep keep) {
        changed_ |=
            std::erase_if(manifests_, [&](const auto& entry) { return !keep(entry.first); }) > 0;
    }

    // Writes the file when anything changed, atomically. Throws std::system_error.
    void save();

  private:
    std::string path_;
    std::map<std::string, std::shared_ptr<const Manifest>> manifests_;  // by path
    bool changed_ = false;
};

}  // namespace brine::core
