// SPDX-License-Identifier: Apache-2.0
//
// Where SLS files are: the directories of each environment in the option `file_roots`.
#pragma once

#include <brine/value.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::state {

struct SlsFile {
    std::string path;
    bool init = false;  // it is the init.sls of its directory
};

// One thread; looks at the file system at each question but for names(), which are remembered.
class SlsFiles {
  public:
    // `file_roots` is {environment: [directory, ...]}. Error when it has another shape.
    explicit SlsFiles(const Value& file_roots);

    // In the order of the configuration, "base" first.
    [[nodiscard]] std::vector<std::string> environments() const;
    [[nodiscard]] bool has_environment(std::string_view environment) const;

    // The file of the SLS `a.b`: a/b.sls, else a/b/init.sls, in the first directory that has it.
    [[nodiscard]] std::optional<SlsFile> find(std::string_view environment,
                                              std::string_view sls) const;
    // The file at a path relative to the environment.
    [[nodiscard]] std::optional<std::string> find_path(std::string_view environment,
                                                       std::string_view path) const;

    // The names of the environment's SLS files which fit a glob, sorted. A name without wildcards
    // is looked up and needs no walk through the directories.
    [[nodiscard]] std::vector<std::string> matching(std::string_view environment,
                                                    std::string_view pattern);

    // The names of all SLS files of an environment, sorted.
    [[nodiscard]] const std::vector<std::string>& names(std::string_view environment);

  private:
    using Directories = std::vector<std::string>;

    [[nodiscard]] const Directories& directories(std::string_view environment) const;

    std::vector<std::string> order_;
    std::map<std::string, Directories, std::less<>> roots_;
    std::map<std::string, std::vector<std::string>, std::less<>> names_;
};

}  // namespace brine::state
