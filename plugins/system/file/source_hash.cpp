// SPDX-License-Identifier: Apache-2.0
#include "source_hash.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <utility>

#include "path.hpp"

namespace brine::file {
namespace {

constexpr std::array<std::pair<std::string_view, std::size_t>, 6> algorithms{{
    {"md5", 32},
    {"sha1", 40},
    {"sha224", 56},
    {"sha256", 64},
    {"sha384", 96},
    {"sha512", 128},
}};

constexpr std::string_view white_space = " \t\n\r\v\f";
constexpr std::string_view separators = " \t\n\r\v\f\\/*";

bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_alphanumeric(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
}

std::size_t length_of(std::string_view algorithm) {
    for (const auto& [name, length] : algorithms)
        if (name == algorithm) return length;
    return 0;
}

// The first word of letters and digits that is all hexadecimal and as long as some digest may be.
std::string_view hash_in_line(std::string_view line) {
    const std::size_t shortest = algorithms.front().second;
    const std::size_t longest = algorithms.back().second;
    std::size_t at = 0;
    while (at < line.size()) {
        std::size_t end = at;
        while (end < line.size() && is_alphanumeric(line[end])) ++end;
        const std::string_view word = line.substr(at, end - at);
        if (word.size() >= shortest && word.size() <= longest &&
            std::all_of(word.begin(), word.end(), is_hex))
            return word;
        at = std::max(end, at + 1);
    }
    return {};
}

// Whether the line ends with `name` behind one of `before`, or begins with `whole` and a blank.
bool names(std::string_view line, std::string_view name, std::string_view before,
           std::string_view whole) {
    if (line.ends_with(name))
        return line.size() > name.size() &&
               before.find(line[line.size() - name.size() - 1]) != std::string_view::npos;
    return line.starts_with(whole) && line.size() > whole.size() &&
           white_space.find(line[whole.size()]) != std::string_view::npos;
}

std::string supported_names() {
    std::string text;
    for (const auto& [name, length] : algorithms)
        text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

}  // namespace

std::string_view algorithm_of_length(std::size_t digits) {
    for (const auto& [name, length] : algorithms)
        if (length == digits) return name;
    return {};
}

std::string supported_hash_lengths() {
    std::string text;
    for (const auto& [name, length] : algorithms)
        text.append(text.empty() ? "" : ", ").append(format("{} ({})", name, length));
    return text;
}

std::string invalid_source_hash(std::string_view expression) {
    return format(
        "Source hash {} format is invalid. The supported formats are: 1) a hash, 2) an expression "
        "in the format <hash_type>=<hash>, or 3) either a path to a local file containing hashes, "
        "or a URI of a remote hash file. Supported protocols for remote hash files are: salt, "
        "file, http, https, ftp, swift, s3. The hash may also not be of a valid length, the "
        "following are supported hash types and lengths: {}.",
        expression, supported_hash_lengths());
}

SourceHash parse_source_hash(std::string_view expression) {
    const std::size_t equals = expression.find('=');
    if (equals == std::string_view::npos) {
        const std::string_view algorithm = algorithm_of_length(expression.size());
        if (algorithm.empty() || !std::all_of(expression.begin(), expression.end(), is_hex))
            throw Error(invalid_source_hash(expression));
        return {.algorithm = std::string(algorithm), .digest = lower(expression)};
    }
    const std::string_view algorithm = support::strip(expression.substr(0, equals));
    const std::string_view digest = support::strip(expression.substr(equals + 1));
    const std::size_t length = length_of(algorithm);
    if (length == 0)
        throw Error(format(
            "Invalid hash type '{}'. Supported hash types are: {}. Either remove the hash type and "
            "simply use '{}' as the source_hash, or change the hash type to a supported type.",
            algorithm, supported_names(), digest));
    const std::string_view fitting = algorithm_of_length(digest.size());
    if (fitting.empty()) throw Error(invalid_source_hash(expression));
    if (digest.size() != length)
        throw Error(format(
            "Invalid length ({}) for hash type '{}'. Either remove the hash type and simply use "
            "'{}' as the source_hash, or change the hash type to '{}'",
            digest.size(), algorithm, digest, fitting));
    return {.algorithm = std::string(algorithm), .digest = lower(digest)};
}

std::optional<SourceHash> find_hash(std::string_view text, const HashOwner& owner) {
    const std::string file_base = base_name(owner.file_name);
    const std::string source_base = base_name(owner.source.substr(0, owner.source.find('?')));
    std::optional<SourceHash> by_file;
    std::optional<SourceHash> by_source;
    std::optional<SourceHash> first;
    for (const std::string_view raw : support::split(text, '\n')) {
        const std::string_view line = support::strip(raw);
        const std::string_view digest = hash_in_line(line);
        const std::string_view algorithm = algorithm_of_length(digest.size());
        if (algorithm.empty()) continue;
        const SourceHash hash{.algorithm = std::string(algorithm), .digest = lower(digest)};
        if (!owner.source_hash_name.empty() &&
            names(line, owner.source_hash_name, white_space, owner.source_hash_name))
            return hash;
        if (!by_file && !file_base.empty() && names(line, file_base, separators, owner.file_name))
            by_file = hash;
        if (!by_source && !source_base.empty() &&
            names(line, source_base, separators, owner.source))
            by_source = hash;
        if (!first) first = hash;
    }
    if (by_file) return by_file;
    return by_source ? by_source : first;
}

}  // namespace brine::file
