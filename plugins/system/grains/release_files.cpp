// SPDX-License-Identifier: Apache-2.0
#include "release_files.hpp"

#include "text_file.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>
#include <vector>

namespace brine::grains {

namespace {

namespace fs = std::filesystem;
using support::strip;

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// "centos-release", "debian_version", "slackware-version".
bool is_release_name(std::string_view name) {
    for (const std::string_view ending : {"-release", "_release", "-version", "_version"})
        if (name.size() > ending.size() && name.ends_with(ending)) return true;
    return false;
}

// Release files of which the name says nothing about the distribution.
bool is_general(std::string_view name) {
    static constexpr std::array<std::string_view, 7> general = {
        "debian_version", "lsb-release",   "oem-release",     "os-release",
        "system-release", "plesk-release", "iredmail-release"};
    return std::find(general.begin(), general.end(), name) != general.end();
}

std::string unescaped(std::string_view value) {
    std::string out;
    for (std::size_t at = 0; at < value.size(); ++at) {
        const bool escape =
            value[at] == '\\' && at + 1 < value.size() &&
            std::string_view("\\$\"'`").find(value[at + 1]) != std::string_view::npos;
        if (escape) ++at;
        out += value[at];
    }
    return out;
}

std::string_view unquoted(std::string_view value) {
    const bool quoted = value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
                        value.front() == value.back();
    return quoted ? value.substr(1, value.size() - 2) : value;
}

// The codename in a VERSION such as "7 (Core)" or "20.04, Focal Fossa": text without digits.
std::string codename_in(std::string_view version) {
    const auto no_digits = [](std::string_view text) {
        return !text.empty() && std::none_of(text.begin(), text.end(), [](char c) {
            return std::isdigit(static_cast<unsigned char>(c)) != 0;
        });
    };
    for (std::size_t at = 0; at < version.size(); ++at) {
        if (version[at] == '(') {
            const std::size_t end = version.find(')', at);
            if (end == std::string_view::npos) continue;
            const std::string_view inner = version.substr(at + 1, end - at - 1);
            if (no_digits(inner)) return std::string(inner);
        } else if (version[at] == ',') {
            std::string_view rest = support::strip_left(version.substr(at + 1));
            const std::size_t digit = rest.find_first_of("0123456789");
            rest = rest.substr(0, digit);
            if (!rest.empty()) return std::string(rest);
        }
    }
    return "";
}

// The codename as distro finds it in os-release; nothing when no field speaks of one.
std::optional<std::string> os_release_codename(const Fields& os_release) {
    if (os_release.contains("VERSION_CODENAME")) return field(os_release, "VERSION_CODENAME");
    if (os_release.contains("UBUNTU_CODENAME")) return field(os_release, "UBUNTU_CODENAME");
    const std::string codename = codename_in(field(os_release, "VERSION"));
    if (codename.empty()) return std::nullopt;
    return codename;
}

// The first line of the first file that is named after a distribution.
ReleaseLine named_release(const ReleaseFiles& files) {
    for (const auto& [name, text] : files) {
        if (!is_release_name(name) || is_general(name)) continue;
        ReleaseLine line = parse_release_line(text.substr(0, text.find('\n')));
        if (!line.name.empty()) return line;
    }
    return {};
}

bool is_like_debian(const Fields& os_release) {
    if (field(os_release, "ID") == "debian") return true;
    const std::string like = field(os_release, "ID_LIKE");
    const auto words = support::split(like, ' ');
    return std::find(words.begin(), words.end(), "debian") != words.end();
}

}  // namespace

ReleaseFiles read_release_files(const std::string& root) {
    ReleaseFiles files;
    std::error_code error;
    for (fs::directory_iterator entry(fs::path(root) / "etc", error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename().string();
        if (!is_release_name(name)) continue;
        if (auto text = read_text(entry->path().string())) files[name] = std::move(*text);
    }
    if (!files.contains("os-release"))
        if (auto text = read_text((fs::path(root) / "usr/lib/os-release").string()))
            files["os-release"] = std::move(*text);
    return files;
}

Fields parse_os_release(std::string_view text) {
    Fields fields = {{"NAME", "Linux"}, {"ID", "linux"}, {"PRETTY_NAME", "Linux"}};
    for (const std::string_view line : support::split(text, '\n')) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos || equals == 0) continue;
        const std::string_view name = line.substr(0, equals);
        if (!std::all_of(name.begin(), name.end(), is_word)) continue;
        fields[std::string(name)] = unescaped(unquoted(line.substr(equals + 1)));
    }
    return fields;
}

Fields parse_lsb_release(std::string_view text) {
    static constexpr std::array<std::string_view, 4> keys = {
        "DISTRIB_ID", "DISTRIB_RELEASE", "DISTRIB_CODENAME", "DISTRIB_DESCRIPTION"};
    Fields fields;
    for (const std::string_view line : support::split(text, '\n')) {
        const std::size_t equals = line.find('=');
        if (equals == std::string_view::npos) continue;
        const std::string_view key = line.substr(0, equals);
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) continue;
        std::string_view value = line.substr(equals + 1);
        if (value.starts_with('"') || value.starts_with('\'')) value.remove_prefix(1);
        const auto end = std::find_if_not(value.begin(), value.end(), [](char c) {
            return is_word(c) || std::isspace(static_cast<unsigned char>(c)) != 0 || c == '.' ||
                   c == '-' || static_cast<unsigned char>(c) > 127;
        });
        value = value.substr(0, static_cast<std::size_t>(end - value.begin()));
        if (value.empty()) continue;
        std::string name = "lsb_";
        for (const char c : key)
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        fields[name] = std::string(support::strip_right(value));
    }
    return fields;
}

ReleaseLine parse_release_line(std::string_view text) {
    const std::string_view line = strip(text);
    ReleaseLine plain{std::string(line), "", ""};
    std::string_view rest = line;
    std::string codename;
    if (const std::size_t close = rest.rfind(')'); close != std::string_view::npos) {
        const std::size_t open = rest.find('(');
        if (open == std::string_view::npos || open > close) return plain;
        codename = rest.substr(open + 1, close - open - 1);
        rest = rest.substr(0, open);
    }
    rest = support::strip_right(rest);
    if (rest.ends_with(" LTS")) rest = support::strip_right(rest.substr(0, rest.size() - 4));
    std::size_t start = rest.size();
    const auto in_version = [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '+' ||
               c == '-' || (c >= 'a' && c <= 'z');
    };
    while (start > 0 && in_version(rest[start - 1])) --start;
    const std::size_t digit = rest.find_first_of("0123456789", start);
    if (digit == std::string_view::npos || digit == 0) return plain;
    const std::string version(rest.substr(digit));
    rest = support::strip_right(rest.substr(0, digit));
    if (rest.ends_with("release") && rest.size() > 7) rest.remove_suffix(7);
    rest = support::strip_right(rest);
    if (rest.empty()) return plain;
    return {std::string(rest), version, codename};
}

DistroInfo distro_info(const ReleaseFiles& files) {
    const auto text = find_file(files, "os-release");
    const Fields os_release = text ? parse_os_release(*text) : Fields();
    const ReleaseLine named = named_release(files);
    std::vector<std::string> versions = {
        field(os_release, "VERSION_ID"), named.version,
        text ? parse_release_line(field(os_release, "PRETTY_NAME")).version : std::string()};
    if (const auto debian = find_file(files, "debian_version");
        debian && is_like_debian(os_release))
        versions.emplace_back(support::strip_right(*debian));

    const auto dots = [](const std::string& version) {
        return std::count(version.begin(), version.end(), '.');
    };
    DistroInfo info;
    for (const std::string& version : versions)
        if (dots(version) > dots(info.version) || info.version.empty()) info.version = version;
    info.name = text ? field(os_release, "NAME") : named.name;
    info.codename = os_release_codename(os_release).value_or(named.codename);
    return info;
}

std::optional<std::string_view> find_file(const ReleaseFiles& files, std::string_view name) {
    const auto found = files.find(name);
    if (found == files.end()) return std::nullopt;
    return found->second;
}

std::string field(const Fields& fields, std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

}  // namespace brine::grains
