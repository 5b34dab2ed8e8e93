// SPDX-License-Identifier: Apache-2.0
//
// The arguments source and source_hash of file.managed.
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "source_hash.hpp"

namespace brine::file {

// "salt", "file", "http", ... of a URL in one of the forms that Salt knows; empty for a path.
[[nodiscard]] std::string_view url_scheme(std::string_view source);

// The path that a path or a file:// URL names.
[[nodiscard]] std::string local_path(std::string_view source);

// A source that is used, with the hash expression that goes with it.
struct Source {
    std::string url;
    std::string hash = {};  // empty: not given
};

// The first entry of a list of sources that is there: each is text, or a map from a source to its
// hash. Text alone is taken without a look. Nothing for nil. Throws Error when none of a list is
// there.
[[nodiscard]] std::optional<Source> choose_source(Call& call, const Value& source,
                                                  std::string_view source_hash,
                                                  std::string_view saltenv);

// The hash that an expression, or a file with hashes, gives for a source. `file_name` is the file
// that is managed. Throws Error for what is none.
[[nodiscard]] SourceHash resolve_source_hash(Call& call, const Source& source,
                                             std::string_view file_name,
                                             std::string_view source_hash_name,
                                             std::string_view saltenv);

// The digest of a file, by the function file.get_hash.
[[nodiscard]] std::string file_digest(Call& call, const std::string& path,
                                      std::string_view algorithm);

}  // namespace brine::file
