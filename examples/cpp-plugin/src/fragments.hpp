// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace motd {

// The pieces of the message of the day: one file per piece in one directory. Nothing is cached, so
// any number of objects, threads and processes may use the same directory.
class Fragments {
  public:
    explicit Fragments(std::filesystem::path directory) : directory_(std::move(directory)) {}

    [[nodiscard]] const std::filesystem::path& directory() const noexcept { return directory_; }

    // Sorted, as pam_motd shows them; empty when there is no directory.
    [[nodiscard]] std::vector<std::string> names() const;

    // The text of a piece, or nothing when there is none. This and the following throw
    // brine::BadArgument for what cannot be the name of a file, std::system_error when the system
    // refuses.
    [[nodiscard]] std::optional<std::string> read(std::string_view name) const;
    void write(std::string_view name, std::string_view text) const;
    void remove(std::string_view name) const;

  private:
    [[nodiscard]] std::filesystem::path path_of(std::string_view name) const;

    std::filesystem::path directory_;
};

}  // namespace motd
