// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

namespace brine::file {

// Bytes in memory, or in a file that is not read before it has to be.
class Content {
  public:
    [[nodiscard]] static Content of_bytes(std::string bytes);
    [[nodiscard]] static Content of_file(std::string path);

    // Whether the file at `path` has the same contents; sizes first. Throws std::system_error.
    [[nodiscard]] bool equals_file(const std::string& path) const;

    // The bytes, read on the first call. Throws std::system_error.
    [[nodiscard]] const std::string& bytes() const;

  private:
    Content() = default;

    std::string path_;
    mutable std::optional<std::string> bytes_;
};

}  // namespace brine::file
