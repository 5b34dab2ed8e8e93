// SPDX-License-Identifier: Apache-2.0
#include "distribution.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace brine::grains {

namespace {

using support::strip;

// Distributions for which os-release alone decides. For the others Salt prefers the older files,
// and so do formulas that were written with its answers.
constexpr std::array<std::string_view, 8> by_os_release = {
    "almalinux", "astra", "debian", "linuxmint", "mendel", "pop", "rocky", "ubuntu"};

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

void set(Fields& fields, std::string_view name, std::string value) {
    fields.insert_or_assign(std::string(name), std::move(value));
}

// "8.4 (Arctic Sphynx)" -> "Arctic Sphynx": a version, a blank, then the codename in brackets.
std::string codename_of_version(std::string_view version) {
    const std::size_t open = version.find(" (");
    const std::size_t close = version.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open + 3)
        return "";
    const bool digits = std::isdigit(static_cast<unsigned char>(version[0])) != 0;
    return digits ? std::string(version.substr(open + 2, close - open - 2)) : std::string();
}

std::string codename(const Fields& os_release) {
    if (std::string name = field(os_release, "VERSION_CODENAME"); !name.empty()) return name;
    const std::string id = field(os_release, "ID");
    if (id == "astra") return field(os_release, "VARIANT_ID");
    if (id == "almalinux" || id == "rocky")
        return codename_of_version(field(os_release, "VERSION"));
    return "";
}

std::string release(const Fields& os_release) {
    if (std::string version = field(os_release, "VERSION_ID"); !version.empty()) return version;
    if (field(os_release, "ID") != "mendel") return "";
    return parse_release_line(field(os_release, "PRETTY_NAME")).version;
}

void add_os_release(Fields& grains, const Fields& os_release) {
    const std::string name = field(os_release, "NAME");
    const std::string id = field(os_release, "ID");
    const std::array<std::pair<std::string_view, std::string>, 5> known = {{
        {"os", os_by_name(name, id)},
        {"os_family", family_by_id(id, field(os_release, "ID_LIKE"))},
        {"oscodename", codename(os_release)},
        {"osfullname", std::string(strip(name))},
        {"osrelease", release(os_release)},
    }};
    for (const auto& [grain, value] : known)
        if (!value.empty()) set(grains, grain, value);
}

// What the lsb_release module of Debian told until it was dropped there; formulas still ask.
void add_debian_lsb(Fields& grains, const Fields& os_release) {
    if (grains.contains("lsb_distrib_id") || field(os_release, "ID") != "debian") return;
    set(grains, "lsb_distrib_id", "Debian");
    set(grains, "lsb_distrib_description", field(os_release, "PRETTY_NAME"));
    if (const std::string version = field(os_release, "VERSION_ID"); !version.empty())
        set(grains, "lsb_distrib_release", version);
    if (const std::string name = field(os_release, "VERSION_CODENAME"); !name.empty())
        set(grains, "lsb_distrib_codename", name);
}

// Vendor and version of a CPE name, "cpe:/o:opensuse:leap:15.4" or "cpe:2.3:o:vendor:...".
struct Cpe {
    std::string vendor;
    std::string version;
};

Cpe parse_cpe(std::string_view name) {
    const std::vector<std::string_view> parts = support::split(name, ':');
    if (parts.size() < 5 || parts[0] != "cpe") return {};
    const auto known = [](std::string_view part) {
        return part == "*" ? std::string() : std::string(part);
    };
    if (parts[1].starts_with('/')) return {std::string(parts[2]), std::string(parts[4])};
    const bool formatted = parts.size() == 6 || (parts.size() > 7 && parts.size() <= 13);
    if (parts[1] == "2.3" && formatted) return {known(parts[3]), known(parts[5])};
    return {};
}

void add_suse_names(Fields& grains, const Fields& os_release) {
    const Cpe cpe = parse_cpe(field(os_release, "CPE_NAME"));
    const std::string vendor = lower(cpe.vendor);
    if (vendor != "suse" && vendor != "opensuse") return;
    set(grains, "os", "SUSE");
    if (field(os_release, "NAME") == "openSUSE Leap") {
        set(grains, "osfullname", "Leap");
    } else if (field(os_release, "VERSION") == "Tumbleweed") {
        set(grains, "osfullname", "Tumbleweed");
    }
    if (!cpe.version.empty() && cpe.vendor == "opensuse")
        set(grains, "lsb_distrib_release", cpe.version);
}

void add_lsb_of_os_release(Fields& grains, const Fields& os_release) {
    set(grains, "lsb_distrib_id", std::string(strip(field(os_release, "NAME"))));
    if (os_release.contains("VERSION_ID"))
        set(grains, "lsb_distrib_release", field(os_release, "VERSION_ID"));
    const bool named = os_release.contains("VERSION_CODENAME");
    set(grains, "lsb_distrib_codename",
        field(os_release, named ? "VERSION_CODENAME" : "PRETTY_NAME"));
    if (os_release.contains("CPE_NAME")) add_suse_names(grains, os_release);
}

std::string digits_of(std::string_view line) {
    std::string digits;
    for (const char c : line)
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) digits += c;
    return digits;
}

// Without the part in brackets.
std::string without_brackets(std::string_view line) {
    const std::size_t open = line.find('(');
    const std::size_t close = line.rfind(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2)
        return std::string(strip(line));
    return std::string(
        strip(std::string(line.substr(0, open)) + std::string(line.substr(close + 1))));
}

// /etc/SuSE-release of SLES up to 12 and openSUSE up to 13.
void add_suse_release(Fields& grains, std::string_view text) {
    set(grains, "lsb_distrib_id", "SUSE");
    std::string version;
    std::string patch;
    for (const std::string_view line : support::split(text, '\n')) {
        const std::string folded = lower(line);
        if (contains(folded, "enterprise")) {
            set(grains, "lsb_distrib_id", "SLES");
            set(grains, "lsb_distrib_codename", without_brackets(line));
        } else if (contains(folded, "version")) {
            version = digits_of(line);
        } else if (contains(folded, "patchlevel")) {
            patch = digits_of(line);
        }
    }
    std::string name = field(grains, "lsb_distrib_codename");
    if (!patch.empty()) {
        version += "." + patch;
        if (!name.empty() && !contains(name, "SP" + patch)) name += " SP" + patch;
    }
    set(grains, "lsb_distrib_release", version);
    set(grains, "lsb_distrib_codename", name.empty() ? "n.a" : name);
}

// "ALT Linux 7.0.0 Sphynx (...)": release and codename are the third and the fourth word.
void add_alt_release(Fields& grains, std::string_view text) {
    set(grains, "lsb_distrib_id", "altlinux");
    for (const std::string_view line : support::split(text, '\n')) {
        std::vector<std::string> words;
        for (const std::string_view word : support::split(line, ' '))
            if (!word.empty()) words.emplace_back(word);
        if (words.size() < 4 || words[0] != "ALT") continue;
        set(grains, "lsb_distrib_release", words[2]);
        std::erase_if(words[3], [](char c) { return c == '(' || c == ')'; });
        set(grains, "lsb_distrib_codename", words[3]);
    }
}

// The first "digits.digits" of a line.
std::string dotted_number(std::string_view line) {
    const auto digit = [&](std::size_t n) {
        return n < line.size() && std::isdigit(static_cast<unsigned char>(line[n])) != 0;
    };
    for (std::size_t start = 0; start < line.size(); ++start) {
        std::size_t end = start;
        while (digit(end)) ++end;
        if (end == start || end >= line.size() || line[end] != '.' || !digit(end + 1)) continue;
        ++end;
        while (digit(end)) ++end;
        return std::string(line.substr(start, end - start));
    }
    return "";
}

void add_centos_release(Fields& grains, const ReleaseFiles& files, std::string_view text) {
    set(grains, "lsb_distrib_id", "CentOS");
    const std::string redhat = lower(find_file(files, "redhat-release").value_or(""));
    if (contains(redhat, "red hat enterprise linux server"))
        set(grains, "lsb_distrib_id", "RedHat");
    for (const std::string_view line : support::split(text, '\n')) {
        if (const std::string version = dotted_number(line); !version.empty())
            set(grains, "lsb_distrib_release", version);
        const std::size_t open = line.find('(');
        const std::size_t close = line.find(')', open == std::string_view::npos ? 0 : open);
        if (open != std::string_view::npos && close != std::string_view::npos)
            set(grains, "lsb_distrib_codename",
                std::string(line.substr(open + 1, close - open - 1)));
    }
}

// Fills in lsb_distrib_* from whatever file there is, when lsb-release told nothing.
void add_legacy_lsb(Fields& grains, const ReleaseFiles& files, const Fields& os_release) {
    if (lower(field(grains, "lsb_distrib_description")).starts_with("antergos")) {
        set(grains, "osfullname", "Antergos Linux");  // its DISTRIB_ID says Arch
        return;
    }
    if (grains.contains("lsb_distrib_id")) return;
    if (!os_release.empty()) return add_lsb_of_os_release(grains, os_release);
    if (const auto text = find_file(files, "SuSE-release")) return add_suse_release(grains, *text);
    if (const auto text = find_file(files, "altlinux-release"))
        return add_alt_release(grains, *text);
    if (const auto text = find_file(files, "centos-release"))
        return add_centos_release(grains, files, *text);
}

void add_legacy(Fields& grains, const ReleaseFiles& files, const Fields& os_release) {
    grains.erase("osrelease");
    add_legacy_lsb(grains, files, os_release);
    const DistroInfo distro = distro_info(files);
    if (!grains.contains("osfullname")) {
        const bool nilrt = lower(field(grains, "lsb_distrib_id")).starts_with("nilrt");
        const std::string id =
            grains.contains("lsb_distrib_id") ? field(grains, "lsb_distrib_id") : distro.name;
        set(grains, "osfullname", nilrt ? "nilrt" : std::string(strip(id)));
    }
    // CentOS 7 and 8 leave the minor number out of os-release.
    const std::string lsb_codename = field(grains, "lsb_distrib_codename");
    if (contains(lsb_codename, "CentOS Linux 7") || contains(lsb_codename, "CentOS Linux 8"))
        grains.erase("lsb_distrib_release");
    const std::string version = grains.contains("lsb_distrib_release")
                                    ? field(grains, "lsb_distrib_release")
                                    : distro.version;
    set(grains, "osrelease", std::string(strip(version)));
    std::string name(strip(lsb_codename));
    if (name.empty() || contains(name, "Red Hat")) name = distro.codename;
    set(grains, "oscodename", name);
    if (!grains.contains("os")) set(grains, "os", os_by_name(field(grains, "osfullname"), ""));
    set(grains, "os_family", family_by_os(field(grains, "os")));
}

}  // namespace

Fields distribution_grains(const ReleaseFiles& files) {
    Fields grains;
    if (const auto text = find_file(files, "lsb-release")) grains = parse_lsb_release(*text);
    Fields os_release;
    if (const auto text = find_file(files, "os-release")) {
        os_release = parse_os_release(*text);
        add_os_release(grains, os_release);
        const std::string id = field(os_release, "ID");
        if (std::find(by_os_release.begin(), by_os_release.end(), id) != by_os_release.end()) {
            add_debian_lsb(grains, os_release);
            return grains;
        }
    }
    add_legacy(grains, files, os_release);
    return grains;
}

std::vector<VersionPart> release_parts(std::string_view osrelease) {
    std::vector<VersionPart> parts;
    for (const std::string_view part : support::split(osrelease, '.')) {
        long long number = 0;
        const bool digits = !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
            return std::isdigit(static_cast<unsigned char>(c)) != 0;
        });
        const auto parsed = std::from_chars(part.data(), part.data() + part.size(), number);
        if (digits && parsed.ec == std::errc()) {
            parts.emplace_back(number);
        } else {
            parts.emplace_back(std::string(part));
        }
    }
    return parts;
}

std::string os_finger(const std::string& os, const std::string& osfullname,
                      const std::string& osrelease) {
    const bool short_name = os == "Debian" || os == "Raspbian";
    const bool whole = os == "Ubuntu" || os == "Pop";
    const VersionPart major = release_parts(osrelease).front();
    const std::string number = std::holds_alternative<long long>(major)
                                   ? std::to_string(std::get<long long>(major))
                                   : std::get<std::string>(major);
    return (short_name ? os : osfullname) + "-" + (whole ? osrelease : number);
}

}  // namespace brine::grains
