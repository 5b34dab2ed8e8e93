// SPDX-License-Identifier: Apache-2.0
//
// What file.find looks for.
#pragma once

#include <sys/stat.h>
#include <brine/support/regex.hpp>
#include <brine/value.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

// A path that is looked at; its status is read when a criterion asks for it.
class Candidate {
  public:
    explicit Candidate(std::string path);
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::string_view name() const noexcept;
    // Links followed, unless they lead nowhere.
    [[nodiscard]] const struct stat& status() const;

  private:
    std::string path_;
    mutable std::optional<struct stat> status_;
};

using Criterion = std::function<bool(const Candidate&)>;

// The criterion that an option of file.find (name, iname, regex, iregex, type, owner, user, group,
// size, mtime, grep) means; nothing for another option. BadArgument, with Salt's words, for a value
// that makes no sense.
[[nodiscard]] std::optional<Criterion> find_criterion(std::string_view option, const Value& value);

// The file types of the options `type` and `delete`: letters of "bcdflps", with "a" for all.
// BadArgument for others.
[[nodiscard]] std::set<mode_t> file_types(std::string_view letters);

// The letter of a type; '?' when it has none.
[[nodiscard]] char file_type_letter(mode_t mode);

}  // namespace brine::file
