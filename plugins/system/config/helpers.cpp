// SPDX-License-Identifier: Apache-2.0
#include "helpers.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace brine::config {

namespace {

void strip_char(std::string& text, char c) {
    text.erase(0, std::min(text.find_first_not_of(c), text.size()));
    text.erase(text.find_last_not_of(c) + 1);
}

// The lower case scheme of a URI (RFC 3986, 3.1), or "".
std::string scheme_of(std::string_view uri) {
    const std::size_t colon = uri.find(':');
    if (colon == std::string_view::npos || colon == 0) return "";
    std::string scheme;
    for (const char c : uri.substr(0, colon)) {
        const auto byte = static_cast<unsigned char>(c);
        const bool allowed = std::isalnum(byte) != 0 || c == '+' || c == '-' || c == '.';
        if (!allowed) return "";
        scheme += static_cast<char>(std::tolower(byte));
    }
    return std::isalpha(static_cast<unsigned char>(scheme[0])) != 0 ? scheme : "";
}

}  // namespace

std::string normal_mode(std::string_view given) {
    std::string mode(given);
    for (std::size_t at = mode.find("0o"); at != std::string::npos; at = mode.find("0o", at))
        mode.replace(at, 2, "0");
    strip_char(mode, '"');
    strip_char(mode, '\'');
    mode.erase(0, std::min(mode.find_first_not_of('0'), mode.size()));
    if (mode.size() < 4) mode.insert(0, 4 - mode.size(), '0');
    return mode;
}

bool has_file_protocol(std::string_view uri) {
    static constexpr std::array<std::string_view, 7> protocols = {"salt", "file",  "http", "https",
                                                                  "ftp",  "swift", "s3"};
    const std::string scheme = scheme_of(uri);
    return std::find(protocols.begin(), protocols.end(), scheme) != protocols.end();
}

}  // namespace brine::config
