// SPDX-License-Identifier: Apache-2.0
//
// The argument source_hash: what a source's contents must hash to.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brine::file {

struct SourceHash {
    std::string algorithm;  // "sha256"
    std::string digest;     // lower case hexadecimal
};

// The algorithm whose digests have so many hexadecimal digits; empty when there is none.
[[nodiscard]] std::string_view algorithm_of_length(std::size_t digits);

// "md5 (32), sha1 (40), ...": all algorithms with their digests' lengths, for messages.
[[nodiscard]] std::string supported_hash_lengths();

// A hash, or `algorithm=hash`. Throws Error with Salt's explanation for anything else.
[[nodiscard]] SourceHash parse_source_hash(std::string_view expression);

// "Source hash x format is invalid. ...": for what parse_source_hash() and find_hash() do not take.
[[nodiscard]] std::string invalid_source_hash(std::string_view expression);

// What a line of a file with hashes may belong to. Each may be empty.
struct HashOwner {
    std::string_view source_hash_name;  // the name to look for, if the user gives one
    std::string_view file_name;         // the file that is managed
    std::string_view source;            // path or URL it comes from
};

// The hash for a file in the text of a file with hashes, such as `HASH  name` lines: that of the
// first line that names the owner, in the order of HashOwner's members, else the first hash of
// all. Nothing when there is no hash in it.
[[nodiscard]] std::optional<SourceHash> find_hash(std::string_view text, const HashOwner& owner);

}  // namespace brine::file
