// SPDX-License-Identifier: Apache-2.0
#include "source.hpp"

#include <brine/support/file.hpp>

#include <algorithm>
#include <array>

#include "path.hpp"
#include "salt_url.hpp"
#include "status.hpp"

namespace brine::file {
namespace {

constexpr std::array<std::string_view, 7> known_schemes{"salt", "file",  "http", "https",
                                                        "ftp",  "swift", "s3"};

// What stands before the first colon, if that may be the scheme of a URL.
std::string_view any_scheme(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0) return {};
    const std::string_view scheme = text.substr(0, colon);
    const bool fits = std::all_of(scheme.begin(), scheme.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '+' || c == '-' || c == '.';
    });
    return fits ? scheme : std::string_view();
}

bool is_there(Call& call, std::string_view source, std::string_view saltenv) {
    const std::string_view scheme = url_scheme(source);
    if (scheme.empty() && !is_absolute(source)) return false;
    return find_source(call, source, saltenv).has_value();
}

}  // namespace

std::string_view url_scheme(std::string_view source) {
    const std::string_view scheme = any_scheme(source);
    const bool known =
        std::find(known_schemes.begin(), known_schemes.end(), scheme) != known_schemes.end();
    return known ? scheme : std::string_view();
}

std::string local_path(std::string_view source) {
    constexpr std::string_view file_scheme = "file://";
    if (source.starts_with(file_scheme)) source.remove_prefix(file_scheme.size());
    while (source.size() > 1 && source.ends_with('/')) source.remove_suffix(1);
    return std::string(source);
}

std::optional<Source> choose_source(Call& call, const Value& source, std::string_view source_hash,
                                    std::string_view saltenv) {
    if (!source) return std::nullopt;
    if (!source.is_list()) return Source{.url = to_text(source), .hash = std::string(source_hash)};
    for (const Value& item : source.items()) {
        const bool paired = item.is_map() && item.size() == 1;
        const std::string url = to_text(paired ? item.pairs().front().key : item);
        if ((!paired && !item.is_str()) || !is_there(call, url, saltenv)) continue;
        const Value own_hash = paired ? item.pairs().front().value : Value();
        return Source{.url = url, .hash = own_hash ? to_text(own_hash) : std::string(source_hash)};
    }
    throw Error("none of the specified sources were found");
}

SourceHash resolve_source_hash(Call& call, const Source& source, std::string_view file_name,
                               std::string_view source_hash_name, std::string_view saltenv) {
    const std::string_view scheme = any_scheme(source.hash);
    if (!is_absolute(source.hash) && scheme.empty()) return parse_source_hash(source.hash);
    if (!is_absolute(source.hash) && url_scheme(source.hash).empty())
        throw Error(invalid_source_hash(source.hash));
    const std::optional<std::string> path = find_source(call, source.hash, saltenv);
    if (!path) throw Error(format("Source hash file {} not found", source.hash));
    const std::optional<SourceHash> hash = find_hash(
        support::read_file(*path),
        {.source_hash_name = source_hash_name, .file_name = file_name, .source = source.url});
    if (!hash) throw Error(invalid_source_hash(source.hash));
    return *hash;
}

std::string file_digest(Call& call, const std::string& path, std::string_view algorithm) {
    return std::string(call.call("file.get_hash", {{"path", path}, {"form", algorithm}}).str());
}

}  // namespace brine::file
