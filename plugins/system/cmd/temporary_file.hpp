// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::cmd {

// A file with a name of its own that goes away with this object.
class TemporaryFile {
  public:
    // Makes `__salt.tmp.XXXXXXSUFFIX` with `contents` in `directory` (empty: $TMPDIR or /tmp),
    // readable and executable by its owner alone. `owner`, if not empty, is a user's name. Throws
    // std::system_error, and std::invalid_argument for an unknown user.
    TemporaryFile(const std::string& directory, std::string_view suffix, std::string_view contents,
                  const std::string& owner);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile();

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    void fill(int fd, std::string_view contents, const std::string& owner) const;

    std::string path_;
};

}  // namespace brine::cmd
