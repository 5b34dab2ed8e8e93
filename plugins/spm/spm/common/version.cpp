// SPDX-License-Identifier: Apache-2.0
#include "common/version.hpp"

#include <brine/error.hpp>
#include <brine/support/text.hpp>

#include <array>
#include <utility>

namespace brine::spm {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// A run of digits or of letters, taken off the front.
std::string_view take_run(std::string_view& text, bool (*belongs)(char)) {
    std::size_t end = 0;
    while (end < text.size() && belongs(text[end])) ++end;
    const std::string_view run = text.substr(0, end);
    text.remove_prefix(end);
    return run;
}

void skip_separators(std::string_view& text) {
    while (!text.empty() && !is_digit(text[0]) && !is_letter(text[0]) && text[0] != '~')
        text.remove_prefix(1);
}

std::strong_ordering compare_numbers(std::string_view a, std::string_view b) {
    const auto strip = [](std::string_view& text) {
        while (text.size() > 1 && text[0] == '0') text.remove_prefix(1);
    };
    strip(a);
    strip(b);
    if (a.size() != b.size()) return a.size() <=> b.size();
    return a.compare(b) <=> 0;
}

struct Sign {
    std::string_view text;
    Demand::Relation relation;
};
constexpr std::array<Sign, 6> signs{{{"<=", Demand::Relation::at_most},
                                     {">=", Demand::Relation::at_least},
                                     {"==", Demand::Relation::equal},
                                     {"<", Demand::Relation::less},
                                     {">", Demand::Relation::more},
                                     {"=", Demand::Relation::equal}}};

}  // namespace

std::strong_ordering compare_versions(std::string_view a, std::string_view b) {
    for (;;) {
        skip_separators(a);
        skip_separators(b);
        const bool a_tilde = a.starts_with('~');
        const bool b_tilde = b.starts_with('~');
        if (a_tilde || b_tilde) {
            if (a_tilde != b_tilde) return b_tilde <=> a_tilde;
            a.remove_prefix(1);
            b.remove_prefix(1);
            continue;
        }
        if (a.empty() || b.empty()) return b.empty() <=> a.empty();
        if (is_digit(a[0]) != is_digit(b[0])) return is_digit(a[0]) <=> is_digit(b[0]);
        const bool digits = is_digit(a[0]);
        const std::string_view x = take_run(a, digits ? is_digit : is_letter);
        const std::string_view y = take_run(b, digits ? is_digit : is_letter);
        const auto order = digits ? compare_numbers(x, y) : x.compare(y) <=> 0;
        if (order != 0) return order;
    }
}

bool Demand::fits(const Version& candidate) const {
    if (relation == Relation::any) return true;
    auto order = compare_versions(candidate.version, version);
    if (order == 0 && !release.empty()) order = compare_versions(candidate.release, release);
    switch (relation) {
        case Relation::any:
            return true;
        case Relation::less:
            return order < 0;
        case Relation::at_most:
            return order <= 0;
        case Relation::equal:
            return order == 0;
        case Relation::at_least:
            return order >= 0;
        case Relation::more:
            return order > 0;
    }
    return false;
}

std::string Demand::text() const {
    if (relation == Relation::any) return name;
    std::string all = name;
    for (const Sign& sign : signs)
        if (sign.relation == relation) {
            all += sign.relation == Relation::equal ? std::string_view("=") : sign.text;
            break;
        }
    all += version;
    if (!release.empty()) all.append("-").append(release);
    return all;
}

Demand parse_demand(std::string_view text) {
    const std::string_view whole = support::strip(text);
    Demand demand;
    const std::size_t at = whole.find_first_of("<>=");
    demand.name = support::strip(whole.substr(0, at));
    if (demand.name.empty() || demand.name.find_first_of(" \t\n/") != std::string::npos)
        throw Error("'" + std::string(whole) + "' names no package");
    if (at == std::string_view::npos) return demand;
    std::string_view rest = whole.substr(at);
    for (const Sign& sign : signs) {
        if (!rest.starts_with(sign.text)) continue;
        demand.relation = sign.relation;
        rest.remove_prefix(sign.text.size());
        break;
    }
    rest = support::strip(rest);
    const std::size_t dash = rest.find('-');
    demand.version = rest.substr(0, dash);
    if (dash != std::string_view::npos) demand.release = rest.substr(dash + 1);
    if (demand.version.empty() || rest.find_first_of("<>= \t") != std::string_view::npos)
        throw Error("'" + std::string(whole) + "': the version is missing or no version");
    return demand;
}

std::vector<Demand> parse_demands(std::string_view text) {
    std::vector<Demand> demands;
    for (const std::string_view part : support::split(text, ','))
        if (!support::strip(part).empty()) demands.push_back(parse_demand(part));
    return demands;
}

}  // namespace brine::spm
