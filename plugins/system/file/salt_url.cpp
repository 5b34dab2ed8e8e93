// SPDX-License-Identifier: Apache-2.0
#include "salt_url.hpp"

#include <brine/support/text.hpp>

#include <algorithm>

#include "path.hpp"
#include "source.hpp"
#include "status.hpp"

namespace brine::file {
namespace {

constexpr std::string_view salt_scheme = "salt://";

bool leads_out(std::string_view path) {
    const auto parts = support::split(path, '/');
    return std::find(parts.begin(), parts.end(), "..") != parts.end();
}

std::string_view environment_of_query(std::string_view query) {
    constexpr std::string_view key = "saltenv=";
    for (const std::string_view part : support::split(query, '&'))
        if (part.starts_with(key)) return part.substr(key.size());
    return {};
}

}  // namespace

SaltUrl parse_salt_url(std::string_view url) {
    if (!is_salt_url(url)) throw BadArgument(format("'{}' is not a salt:// URL", url));
    std::string_view rest = url.substr(salt_scheme.size());
    if (rest.starts_with('|')) return {.path = std::string(rest.substr(1)), .saltenv = {}};
    const std::size_t question = rest.find('?');
    if (question == std::string_view::npos) return {.path = std::string(rest), .saltenv = {}};
    return {.path = std::string(rest.substr(0, question)),
            .saltenv = std::string(environment_of_query(rest.substr(question + 1)))};
}

std::string salt_url(std::string_view path, std::string_view saltenv) {
    // Behind '|' a question mark would be part of the path, and so would the environment.
    if (path.find('?') != std::string_view::npos) return format("{}|{}", salt_scheme, path);
    return format("{}{}?saltenv={}", salt_scheme, path, saltenv);
}

std::optional<std::string> find_in_roots(const Value& roots, std::string_view path) {
    while (path.starts_with('/')) path.remove_prefix(1);
    if (path.empty() || leads_out(path)) return std::nullopt;
    for (const Value& root : roots.items()) {
        if (!root.is_str()) continue;
        std::string candidate = joined(root.str(), path);
        if (is_regular(candidate)) return candidate;
    }
    return std::nullopt;
}

std::optional<std::string> find_source(Call& call, std::string_view source,
                                       std::string_view saltenv) {
    const std::string_view scheme = url_scheme(source);
    if (scheme == "salt") {
        const SaltUrl url = parse_salt_url(source);
        const std::string_view environment = url.saltenv.empty() ? saltenv : url.saltenv;
        const Value roots = call.option("file_roots");
        return find_in_roots(roots[environment], url.path);
    }
    if (!scheme.empty() && scheme != "file")
        throw Unavailable(
            format("cannot fetch '{}': there is no file client for {} URLs", source, scheme));
    std::string path = local_path(source);
    if (!exists(path)) return std::nullopt;
    return path;
}

std::string_view current_saltenv(Call& call) {
    if (const Value state = call.lookup("saltenv"); state.is_str()) return state.str();
    const Value option = call.option("saltenv");
    return option ? option.str_or("base") : "base";
}

}  // namespace brine::file
