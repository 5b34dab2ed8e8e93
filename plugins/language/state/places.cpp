// SPDX-License-Identifier: Apache-2.0
#include "places.hpp"

#include <brine/support/file.hpp>
#include <brine/support/text.hpp>

#include <system_error>
#include <utility>

namespace brine::state {
namespace {

std::string key_of(std::string_view environment, std::string_view sls) {
    return std::string(environment) + ':' + std::string(sls);
}

// Whether `line` is "ID:", "ID: ...", or the same with quotes around the ID.
bool declares(std::string_view line, std::string_view id) {
    const bool quoted = line.starts_with('\'') || line.starts_with('"');
    const char quote = quoted ? line.front() : '\0';
    if (quoted) line.remove_prefix(1);
    if (!line.starts_with(id)) return false;
    line.remove_prefix(id.size());
    if (quoted) {
        if (!line.starts_with(quote)) return false;
        line.remove_prefix(1);
    }
    return support::strip_left(line).starts_with(':');
}

}  // namespace

std::size_t declaration_line(std::string_view text, std::string_view id) {
    if (id.empty()) return 0;
    std::size_t indented = 0;
    std::size_t number = 0;
    for (const std::string_view line : support::split(text, '\n')) {
        ++number;
        if (declares(line, id)) return number;
        if (indented == 0 && declares(support::strip_left(line), id)) indented = number;
    }
    return indented;
}

void Places::add(std::string_view environment, std::string_view sls, std::string path) {
    paths_.insert_or_assign(key_of(environment, sls), std::move(path));
}

std::string Places::of(std::string_view environment, std::string_view sls,
                       std::string_view id) const {
    const auto found = paths_.find(key_of(environment, sls));
    if (found == paths_.end()) return {};
    std::size_t line = 0;
    try {
        line = declaration_line(support::read_file(found->second), id);
    } catch (const std::system_error&) {
        // The file was there a moment ago; the message is worth more than its line.
    }
    if (line == 0) return " (in " + found->second + ')';
    return " (line " + std::to_string(line) + " of " + found->second + ')';
}

}  // namespace brine::state
