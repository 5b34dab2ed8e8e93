// SPDX-License-Identifier: Apache-2.0
//
// The state file.retention_schedule.
#include <brine/sdk.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>
#include <iterator>
#include <limits>
#include <map>
#include <set>

#include "groups.hpp"
#include "path.hpp"
#include "report.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

// Files by the parts of their times, in a tree of maps; at the leaves their names.
struct Period {
    std::map<std::int64_t, Period> parts;
    std::string file;
};

struct Rule {
    std::string_view name;
    std::size_t depth;
};

constexpr std::array<Rule, 6> rules{{{"first_of_year", 1},
                                     {"first_of_month", 2},
                                     {"first_of_day", 3},
                                     {"first_of_hour", 4},
                                     {"most_recent", 5},
                                     {"first_of_week", 2}}};

const std::string& first_file(const Period& period) {
    return period.parts.empty() ? period.file : first_file(period.parts.begin()->second);
}

// The first files of the latest `count` periods at that depth.
void retain(const Period& period, std::size_t depth, std::size_t count, std::set<std::string>& kept,
            std::size_t& found) {
    if (depth == 0) {
        kept.insert(first_file(period));
        ++found;
        return;
    }
    for (auto part = period.parts.rbegin(); part != period.parts.rend() && found < count; ++part)
        retain(part->second, depth - 1, count, kept, found);
}

// The ISO 8601 week, as Python's isocalendar() counts it.
int iso_week(const std::tm& time) {
    std::array<char, 8> text{};
    std::strftime(text.data(), text.size(), "%V", &time);
    int week = 0;
    std::from_chars(text.data(), text.data() + 2, week);
    return week;
}

struct Times {
    std::tm parts{};
    double seconds = 0;
};

std::optional<Times> time_of(const std::string& directory, const std::string& name,
                             const std::optional<std::string>& pattern) {
    Times times;
    if (pattern) {
        times.parts.tm_mday = 1;
        const char* end = ::strptime(name.c_str(), pattern->c_str(), &times.parts);
        if (end == nullptr || *end != '\0') return std::nullopt;
        std::tm copy = times.parts;
        times.seconds = static_cast<double>(::timegm(&copy));
        times.parts = copy;  // with the day of the week
        return times;
    }
    const auto status = status_of(joined(directory, name), Links::keep);
    if (!status) return std::nullopt;
    constexpr double nanoseconds = 1e9;
    times.seconds = static_cast<double>(status->st_mtim.tv_sec) +
                    static_cast<double>(status->st_mtim.tv_nsec) / nanoseconds;
    ::localtime_r(&status->st_mtim.tv_sec, &times.parts);
    return times;
}

class Retention {
  public:
    void add(const Times& times, const std::string& name) {
        constexpr double microseconds = 1e6;
        const auto instant = static_cast<std::int64_t>(times.seconds * microseconds);
        const std::tm& time = times.parts;
        by_date_.parts[time.tm_year]
            .parts[time.tm_mon]
            .parts[time.tm_mday]
            .parts[time.tm_hour]
            .parts[instant]
            .file = name;
        constexpr int days = 7;
        by_week_.parts[time.tm_year]
            .parts[iso_week(time)]
            .parts[(time.tm_wday + days - 1) % days]
            .parts[instant]
            .file = name;
        files_.insert(name);
    }

    void apply(const Value& retained) {
        for (const Pair& pair : retained.pairs()) {
            const std::string_view name = pair.key.str_or("");
            const auto rule = std::find_if(rules.begin(), rules.end(),
                                           [&](const Rule& known) { return known.name == name; });
            if (rule == rules.end())
                throw BadArgument(
                    format("retain has no rule '{}'; there are first_of_year, "
                           "first_of_month, first_of_week, first_of_day, "
                           "first_of_hour and most_recent",
                           pair.key));
            const bool weekly = name == "first_of_week";
            const std::size_t count = count_of(pair.value);
            std::size_t found = 0;
            retain(weekly ? by_week_ : by_date_, rule->depth,
                   weekly && count != all ? count + 1 : count, kept_, found);
        }
    }

    [[nodiscard]] const std::set<std::string>& kept() const { return kept_; }
    [[nodiscard]] std::set<std::string> removable() const {
        std::set<std::string> names;
        std::set_difference(files_.begin(), files_.end(), kept_.begin(), kept_.end(),
                            std::inserter(names, names.end()));
        return names;
    }

  private:
    static constexpr std::size_t all = std::numeric_limits<std::size_t>::max();

    static std::size_t count_of(const Value& value) {
        if (value.str_or("") == "all") return all;
        const std::string text = to_text(value);
        std::size_t count = 0;
        const auto parsed = std::from_chars(text.data(), text.data() + text.size(), count);
        if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
            throw BadArgument(format("retain takes numbers and 'all', not '{}'", text));
        return count;
    }

    Period by_date_;
    Period by_week_;
    std::set<std::string> files_;
    std::set<std::string> kept_;
};

Value descending(State& state, const std::set<std::string>& names) {
    List list = state.list();
    for (auto name = names.rbegin(); name != names.rend(); ++name) list.add(*name);
    return list.value();
}

StateResult retention_schedule(State& state, std::string_view, Value retain_rules,
                               std::optional<std::string> strptime_format,
                               std::optional<std::string_view> timezone) {
    Report report(state.memory(), expand_user(state.name()));
    if (report.name.empty())
        return report.fail("Must provide name to file.retention_schedule").finish(state);
    if (!is_directory(report.name))
        return report.fail("Name provided to file.retention must be a directory").finish(state);
    if (timezone) throw BadArgument("timezone is not supported; times are local ones");
    Retention retention;
    std::set<std::string> ignored{".", ".."};
    const std::vector<Listing> listings = walk(report.name, 0);
    for (const Listing& listing : listings) {
        for (const auto* names : {&listing.files, &listing.directories}) {
            for (const std::string& name : *names) {
                if (const auto times = time_of(report.name, name, strptime_format)) {
                    retention.add(*times, name);
                } else {
                    ignored.insert(name);
                }
            }
        }
    }
    retention.apply(retain_rules);
    const std::set<std::string> removable = retention.removable();
    if (!removable.empty()) {
        report.changes.set("retained", descending(state, retention.kept()));
        report.changes.set("deleted", descending(state, removable));
        report.changes.set("ignored", descending(state, ignored));
    }
    if (state.test()) {
        if (!removable.empty()) report.result = std::nullopt;
        report.comment =
            format("{} backups would have been removed from {}.\n", removable.size(), report.name);
        return report.finish(state);
    }
    for (const std::string& name : removable) remove_path(joined(report.name, name));
    report.comment = format("{} backups were removed from {}.\n", removable.size(), report.name);
    return report.finish(state);
}

}  // namespace

void add_retention_state(Plugin& p) {
    p.state("file.retention_schedule", retention_schedule, "name"_a, "retain"_a,
            "strptime_format"_a = nullptr, "timezone"_a = nullptr)
        .doc(
            "Removes old backups from a directory and keeps some of each period.\n\n"
            "- `name` (str): path of the directory\n"
            "- `retain` (map): how many, or `all`, of `most_recent`, `first_of_hour`, "
            "`first_of_day`, `first_of_week`, `first_of_month`, `first_of_year`\n"
            "- `strptime_format` (str): form of the time in names; without it the time of the "
            "last change counts\n- `timezone`: refused; times are local\n\n"
            "    /srv/backups:\n      file.retention_schedule:\n        - retain:\n"
            "            most_recent: 5\n            first_of_day: 7");
}

}  // namespace brine::file
