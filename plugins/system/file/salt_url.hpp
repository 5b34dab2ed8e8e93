// SPDX-License-Identifier: Apache-2.0
//
// salt:// URLs and the directories that they stand for.
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace brine::file {

// The parts of `salt://path?saltenv=environment`. A path that begins with '|' is taken as it is,
// question marks included.
struct SaltUrl {
    std::string path;
    std::string saltenv;  // empty when the URL does not name one
};

[[nodiscard]] inline bool is_salt_url(std::string_view text) { return text.starts_with("salt://"); }

// BadArgument when `url` does not begin with salt://.
[[nodiscard]] SaltUrl parse_salt_url(std::string_view url);

// The URL of a path of the file server in an environment.
[[nodiscard]] std::string salt_url(std::string_view path, std::string_view saltenv);

// The file in the first of the directories `roots` (a list) that has it; nothing when none does.
// Paths that lead out of a root by ".." find nothing.
[[nodiscard]] std::optional<std::string> find_in_roots(const Value& roots, std::string_view path);

// Where a path, a file:// or a salt:// URL is on this machine; nothing when there is no such file.
// salt:// looks in the option file_roots, in `saltenv` unless the URL names another environment.
// Throws Unavailable for other kinds of URLs.
[[nodiscard]] std::optional<std::string> find_source(Call& call, std::string_view source,
                                                     std::string_view saltenv);

// The file server's environment of the running state, else the option saltenv, else "base".
[[nodiscard]] std::string_view current_saltenv(Call& call);

}  // namespace brine::file
