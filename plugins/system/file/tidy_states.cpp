// SPDX-License-Identifier: Apache-2.0
//
// The states file.tidied and file.pruned.
#include <brine/sdk.hpp>
#include <brine/support/regex.hpp>

#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "groups.hpp"
#include "human_size.hpp"
#include "path.hpp"
#include "report.hpp"
#include "status.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

struct TidyArguments {
    std::int64_t age;
    std::int64_t size;
    std::vector<support::Regex> matches;
    std::vector<support::Regex> exclude;
    bool rmdirs;
    bool rmlinks;
    bool full_path_match;
    bool followlinks;
    std::string time_comparison;  // atime, mtime or ctime
    bool both;                    // age and size, not one of them
    std::string only;             // age, size or empty
};

std::vector<support::Regex> regexes(const Value& patterns) {
    std::vector<support::Regex> list;
    if (patterns.is_str()) list.emplace_back(patterns.str());
    for (const Value& pattern : patterns.items()) list.emplace_back(to_text(pattern));
    return list;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

// The number of the day that a time is in, in local time.
std::int64_t day_of(std::time_t time) {
    std::tm local{};
    ::localtime_r(&time, &local);
    constexpr std::time_t seconds_per_day = 86400;
    return static_cast<std::int64_t>((time + local.tm_gmtoff) / seconds_per_day);
}

std::time_t compared_time(const struct stat& status, std::string_view comparison) {
    if (comparison == "mtime") return status.st_mtim.tv_sec;
    if (comparison == "ctime") return status.st_ctim.tv_sec;
    return status.st_atim.tv_sec;
}

bool fits(const std::vector<support::Regex>& regexes, std::string_view name) {
    return std::any_of(regexes.begin(), regexes.end(),
                       [&](const support::Regex& regex) { return regex.match(name).has_value(); });
}

bool is_old_or_large(const TidyArguments& arguments, std::int64_t age, std::int64_t size) {
    const bool old = age >= arguments.age;
    const bool large = size >= arguments.size;
    if (arguments.only == "age") return old;
    if (arguments.only == "size") return large;
    return arguments.both ? old && large : old || large;
}

bool is_to_go(const TidyArguments& arguments, const std::string& path, const std::string& name,
              std::int64_t today) {
    const bool link = is_link(path);
    const auto status = status_of(path, link ? Links::keep : Links::follow);
    if (!status) return false;
    if (link && !arguments.rmlinks) return false;
    const bool directory = !link && S_ISDIR(status->st_mode);
    if (directory && !arguments.rmdirs) return false;
    const std::int64_t size = link || directory ? 0 : status->st_size;
    const std::int64_t age =
        std::abs(today - day_of(compared_time(*status, arguments.time_comparison)));
    const std::string& matched = arguments.full_path_match ? path : name;
    return is_old_or_large(arguments, age, size) && fits(arguments.matches, matched) &&
           !fits(arguments.exclude, matched);
}

// What is to be removed, children before their directories.
std::vector<std::string> untidy_paths(const std::string& top, const TidyArguments& arguments) {
    const std::int64_t today = day_of(std::time(nullptr));
    std::vector<std::string> paths;
    std::vector<Listing> listings = walk(top);
    std::reverse(listings.begin(), listings.end());
    for (const Listing& listing : listings) {
        const auto add = [&](const std::string& name) {
            const std::string path = joined(listing.path, name);
            if (arguments.followlinks && is_link(path) && is_directory(path))
                for (std::string& below : untidy_paths(path, arguments))
                    paths.push_back(std::move(below));
            if (is_to_go(arguments, path, name, today)) paths.push_back(path);
        };
        for (const std::string& name : listing.files) add(name);
        for (const std::string& name : listing.directories) add(name);
    }
    return paths;
}

StateResult tidied(State& state, const TidyArguments& arguments) {
    Report report(state.memory(), expand_user(state.name()));
    const std::string& path = report.name;
    if (!is_absolute(path))
        return report.fail(format("Specified file {} is not an absolute path", path)).finish(state);
    if (!is_directory(path))
        return report.fail(format("{} does not exist or is not a directory.", path)).finish(state);
    const std::vector<std::string> paths = untidy_paths(path, arguments);
    if (paths.empty()) {
        report.comment = format("Nothing to remove from directory {}", path);
        return report.finish(state);
    }
    List removed = state.list();
    for (const std::string& one : paths) removed.add(one);
    report.changes.set("removed", removed.value());
    if (state.test()) {
        report.result = std::nullopt;
        report.comment = format("{} is set for tidy", path);
        return report.finish(state);
    }
    List done = state.list();
    for (const std::string& one : paths) {
        try {
            if (is_there(one)) remove_path(one);
        } catch (const std::exception& error) {
            report.changes.set("removed", done.value());
            return report.fail(error.what()).finish(state);
        }
        done.add(one);
    }
    report.comment =
        format("Removed {} files or directories from directory {}", paths.size(), path);
    return report.finish(state);
}

StateResult tidied_state(State& state, std::string_view, std::int64_t age, Value matches,
                         bool rmdirs, Value size, Value exclude, bool full_path_match,
                         bool followlinks, std::string_view time_comparison,
                         std::string_view age_size_logical_operator,
                         std::optional<std::string_view> age_size_only, bool rmlinks) {
    return tidied(state, {.age = age,
                          .size = size.is_str() ? human_size(size.str()) : size.integer(),
                          .matches = matches ? regexes(matches) : regexes(state.list({".*"})),
                          .exclude = regexes(exclude),
                          .rmdirs = rmdirs,
                          .rmlinks = rmlinks,
                          .full_path_match = full_path_match,
                          .followlinks = followlinks,
                          .time_comparison = lower(time_comparison),
                          .both = lower(age_size_logical_operator) == "and",
                          .only = lower(age_size_only.value_or(""))});
}

// ---- pruned ----

Value sorted(State& state, const Value& paths) {
    std::vector<std::string_view> texts;
    for (const Value& path : paths.items()) texts.push_back(path.str());
    std::sort(texts.begin(), texts.end());
    List list = state.list();
    for (const std::string_view text : texts) list.add(text);
    return list.value();
}

StateResult pruned(State& state, std::string_view, bool recurse, bool ignore_errors,
                   std::optional<double> older_than) {
    Report report(state.memory(), expand_user(state.name()));
    const std::string& path = report.name;
    recurse = recurse || ignore_errors;
    if (!is_directory(path)) {
        report.comment = format("Directory {} is not present", path);
        return report.finish(state);
    }
    if (state.test()) {
        report.result = std::nullopt;
        report.changes.set("deleted", path);
        report.comment = format("Directory {} is set for removal", path);
        return report.finish(state);
    }
    const Value removal = state.call(
        "file.rmdir",
        {{"path", path}, {"recurse", recurse}, {"verbose", true}, {"older_than", older_than}});
    const Value deleted = removal["deleted"];
    const bool succeeded = static_cast<bool>(removal["result"]);
    if (recurse && deleted && (succeeded || ignore_errors)) {
        report.comment = format("Recursively removed empty directories under {}", path);
        report.changes.set("deleted", sorted(state, deleted));
    } else if (succeeded && !recurse) {
        report.comment = format("Removed directory {}", path);
        report.changes.set("deleted", path);
    } else if (!succeeded) {
        for (const Pair& pair : removal.pairs())
            if (pair.key.str() != "result") report.changes.set(pair.key.str(), pair.value);
        report.fail(format("Failed to remove directory {}", path));
    }
    return report.finish(state);
}

}  // namespace

void add_tidy_states(Plugin& p) {
    p.state("file.tidied", tidied_state, "name"_a, "age"_a = 0, "matches"_a = nullptr,
            "rmdirs"_a = false, "size"_a = 0, "exclude"_a = nullptr, "full_path_match"_a = false,
            "followlinks"_a = false, "time_comparison"_a = "atime",
            "age_size_logical_operator"_a = "OR", "age_size_only"_a = nullptr, "rmlinks"_a = true)
        .doc(
            "Removes old or large files from a directory and all below it.\n\n"
            "- `name` (str): absolute path of the directory\n"
            "- `age` (int, 0): at least so many days old\n"
            "- `size` (int or str, 0): at least so many bytes, or such as `10MB`\n"
            "- `age_size_logical_operator` (str, OR): `AND` if both must hold\n"
            "- `age_size_only` (str): `age` or `size` if only that counts\n"
            "- `time_comparison` (str, atime): atime, mtime or ctime, for the age\n"
            "- `matches`, `exclude` (list of str): regular expressions that names, or with "
            "`full_path_match` paths, begin with\n"
            "- `rmdirs` (bool, false): remove directories too\n"
            "- `rmlinks` (bool, true): remove links too\n"
            "- `followlinks` (bool, false): enter links to directories\n\n"
            "    /var/cache/build:\n      file.tidied:\n        - age: 7\n"
            "        - matches: ['.*\\.o$']");
    p.state("file.pruned", pruned, "name"_a, "recurse"_a = false, "ignore_errors"_a = false,
            "older_than"_a = nullptr)
        .doc(
            "Removes an empty directory.\n\n- `name` (str): path\n"
            "- `recurse` (bool, false): remove empty directories below it too\n"
            "- `ignore_errors` (bool, false): succeed when some cannot be removed\n"
            "- `older_than` (number): only those unchanged for so many days\n\n"
            "    /srv/spool:\n      file.pruned:\n        - recurse: true");
}

}  // namespace brine::file
