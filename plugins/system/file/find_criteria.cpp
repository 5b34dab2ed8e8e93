// SPDX-License-Identifier: Apache-2.0
#include "find_criteria.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>
#include <brine/support/file.hpp>
#include <brine/support/text.hpp>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <limits>

#include "owner.hpp"
#include "status.hpp"

namespace brine::file {
namespace {

constexpr std::array<std::pair<char, mode_t>, 7> types{{
    {'b', S_IFBLK},
    {'c', S_IFCHR},
    {'d', S_IFDIR},
    {'f', S_IFREG},
    {'l', S_IFLNK},
    {'p', S_IFIFO},
    {'s', S_IFSOCK},
}};

std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> list;
    std::string word;
    for (const char c : std::string(text) + " ") {
        if (c != ',' && c != ' ' && c != '\t' && c != '\n') {
            word += c;
        } else if (!word.empty()) {
            list.push_back(std::move(word));
            word.clear();
        }
    }
    return list;
}

Criterion regex_criterion(const std::string& pattern, bool ignore_case) {
    std::optional<support::Regex> regex;
    try {
        regex.emplace(pattern, support::RegexFlags{.ignore_case = ignore_case, .bytes = true});
    } catch (const std::invalid_argument&) {
        throw BadArgument(format("invalid regular expression: \"{}\"", pattern));
    }
    return [regex = *regex](const Candidate& file) { return regex.match(file.name()).has_value(); };
}

// Salt's globs: only "*" and "?", which also stands for nothing, and classes.
Criterion glob_criterion(std::string_view glob, bool ignore_case) {
    std::string pattern;
    for (const char c : glob) {
        if (c == '.') {
            pattern += "\\.";
        } else if (c == '?') {
            pattern += ".?";
        } else if (c == '*') {
            pattern += ".*";
        } else {
            pattern += c;
        }
    }
    return regex_criterion(pattern + '$', ignore_case);
}

Criterion owner_criterion(std::string_view names) {
    std::set<uid_t> uids;
    for (const std::string& name : words(names)) {
        const auto uid = uid_of(Value(std::string_view(name)));
        if (!uid) throw BadArgument(format("no such user \"{}\"", name));
        uids.insert(*uid);
    }
    return [uids](const Candidate& file) { return uids.contains(file.status().st_uid); };
}

Criterion group_criterion(std::string_view names) {
    std::set<gid_t> gids;
    for (const std::string& name : words(names)) {
        const auto gid = gid_of(Value(std::string_view(name)));
        if (!gid) throw BadArgument(format("no such group \"{}\"", name));
        gids.insert(*gid);
    }
    return [gids](const Candidate& file) { return gids.contains(file.status().st_gid); };
}

Criterion size_criterion(std::string_view text) {
    std::string_view scalar = support::strip(text);
    const char style = !scalar.empty() && (scalar[0] == '-' || scalar[0] == '+') ? scalar[0] : '=';
    if (style != '=') scalar.remove_prefix(1);
    constexpr std::string_view units = "bkmgt";
    double factor = 1;
    if (!scalar.empty()) {
        const std::size_t unit = units.find(static_cast<char>(scalar.back() | 0x20));
        if (unit != std::string_view::npos) {
            scalar.remove_suffix(1);
            for (std::size_t n = 0; n < unit; ++n) factor *= 1024;
        }
    }
    scalar = support::strip(scalar);
    double number = 0;
    const auto parsed = std::from_chars(scalar.data(), scalar.data() + scalar.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != scalar.data() + scalar.size())
        throw BadArgument(format("invalid size: \"{}\"", text));
    const auto size = static_cast<std::int64_t>(number * factor);
    const std::int64_t least = style == '-' ? 0 : size;
    const std::int64_t most = style == '+' ? std::numeric_limits<std::int64_t>::max() : size;
    return [least, most](const Candidate& file) {
        return file.status().st_size >= least && file.status().st_size <= most;
    };
}

struct Interval {
    double seconds = 0;
    double resolution = 0;  // of the smallest unit given
    bool within = false;    // "-": at most so long ago
};

Interval parse_interval(const std::string& text) {
    static const support::Regex regex(
        "(?i)^\\s*([+-]?)(?:(\\d+(?:\\.\\d*)?)\\s*w)?\\s*(?:(\\d+(?:\\.\\d*)?)\\s*d)?\\s*"
        "(?:(\\d+(?:\\.\\d*)?)\\s*h)?\\s*(?:(\\d+(?:\\.\\d*)?)\\s*m)?\\s*"
        "(?:(\\d+(?:\\.\\d*)?)\\s*s)?\\s*$");
    static const support::Regex days_only("^\\s*([+-]?)(\\d+(?:\\.\\d*)?)\\s*$");
    constexpr double day = 86400;
    constexpr std::array<double, 5> units{7 * day, day, 3600, 60, 1};
    Interval interval;
    const auto number = [&](const support::RegexMatch& match, std::size_t group) {
        const std::string digits(match.text(text, group).value_or("0"));
        return std::strtod(digits.c_str(), nullptr);
    };
    if (const auto match = days_only.match(text)) {
        interval = {number(*match, 2) * day, day, match->text(text, 1) == "-"};
    } else if (const auto units_match = regex.match(text)) {
        interval.within = units_match->text(text, 1) == "-";
        for (std::size_t n = 0; n < units.size(); ++n) {
            if (!units_match->text(text, n + 2)) continue;
            interval.seconds += number(*units_match, n + 2) * units[n];
            interval.resolution = units[n];
        }
    }
    if (interval.resolution == 0) throw BadArgument(format("invalid time interval: '{}'", text));
    return interval;
}

Criterion mtime_criterion(const std::string& text) {
    const Interval interval = parse_interval(text);
    const double steps = std::floor(interval.seconds / interval.resolution);
    const double border = static_cast<double>(std::time(nullptr)) - steps * interval.resolution;
    return [border, within = interval.within](const Candidate& file) {
        const auto time = static_cast<double>(file.status().st_mtim.tv_sec);
        return within ? time >= border : time <= border;
    };
}

Criterion grep_criterion(const std::string& pattern) {
    std::optional<support::Regex> regex;
    try {
        regex.emplace(pattern, support::RegexFlags{.bytes = true});
    } catch (const std::invalid_argument&) {
        throw BadArgument(format("invalid regular expression: \"{}\"", pattern));
    }
    return [regex = *regex](const Candidate& file) {
        return S_ISREG(file.status().st_mode) &&
               regex.search(support::read_file(file.path())).has_value();
    };
}

Criterion type_criterion(std::string_view letters) {
    return [types = file_types(letters)](const Candidate& file) {
        return types.contains(file.status().st_mode & S_IFMT);
    };
}

}  // namespace

Candidate::Candidate(std::string path) : path_(std::move(path)) {}

std::string_view Candidate::name() const noexcept {
    const std::size_t slash = path_.rfind('/');
    return std::string_view(path_).substr(slash == std::string::npos ? 0 : slash + 1);
}

const struct stat& Candidate::status() const {
    if (!status_) status_ = status_or_link(path_, Links::follow);
    if (!status_) status_.emplace();  // it has gone meanwhile
    return *status_;
}

std::set<mode_t> file_types(std::string_view letters) {
    std::set<mode_t> wanted;
    for (const char letter : letters) {
        if (letter == ',' || letter == ' ') continue;
        bool known = false;
        for (const auto& [name, bits] : types) {
            if (letter != name && letter != 'a') continue;
            wanted.insert(bits);
            known = true;
        }
        if (!known)
            throw BadArgument(format("invalid file type \"{}\"", std::string_view(&letter, 1)));
    }
    return wanted;
}

char file_type_letter(mode_t mode) {
    for (const auto& [name, bits] : types)
        if ((mode & S_IFMT) == bits) return name;
    return '?';
}

std::optional<Criterion> find_criterion(std::string_view option, const Value& value) {
    const std::string text = to_text(value);
    if (option == "name" || option == "iname") return glob_criterion(text, option == "iname");
    if (option == "regex" || option == "iregex") return regex_criterion(text, option == "iregex");
    if (option == "type") return type_criterion(text);
    if (option == "owner" || option == "user") return owner_criterion(text);
    if (option == "group") return group_criterion(text);
    if (option == "size") return size_criterion(text);
    if (option == "mtime") return mtime_criterion(text);
    if (option == "grep") return grep_criterion(text);
    return std::nullopt;
}

}  // namespace brine::file
