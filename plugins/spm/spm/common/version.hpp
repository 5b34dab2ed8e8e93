// SPDX-License-Identifier: Apache-2.0
//
// Versions of packages, and what others ask of them.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

namespace brine::spm {

// Compares as rpm and pacman do: runs of digits by their number, runs of letters by their text,
// everything else only separates; digits are newer than letters, more parts are newer than fewer,
// and "~" is older than the end ("1.0~rc1" < "1.0"). 201607 < 202611, 1.9 < 1.10.
[[nodiscard]] std::strong_ordering compare_versions(std::string_view a, std::string_view b);

struct Version {
    std::string version;
    std::string release;

    // "202611-1".
    [[nodiscard]] std::string text() const { return version + "-" + release; }
    friend std::strong_ordering operator<=>(const Version& a, const Version& b) {
        if (const auto order = compare_versions(a.version, b.version); order != 0) return order;
        return compare_versions(a.release, b.release);
    }
    friend bool operator==(const Version& a, const Version& b) { return (a <=> b) == 0; }
};

// A package that is asked for, perhaps with a version: "apache", "apache>=202601",
// "apache=202611-2". Without a release any fits.
struct Demand {
    enum class Relation { any, less, at_most, equal, at_least, more };

    std::string name;
    Relation relation = Relation::any;
    std::string version;
    std::string release;

    [[nodiscard]] bool fits(const Version& candidate) const;
    [[nodiscard]] std::string text() const;
};

// Error when the text is no demand; it is named.
[[nodiscard]] Demand parse_demand(std::string_view text);

// The demands of a formula's field: "a, b>=2". Empty entries are passed over, as Salt does.
[[nodiscard]] std::vector<Demand> parse_demands(std::string_view text);

}  // namespace brine::spm
