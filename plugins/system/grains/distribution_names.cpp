// SPDX-License-Identifier: Apache-2.0
//
// Salt's names of distributions and their families. Formulas choose by them, so each entry is
// what Salt says, historical accidents included.
#include "distribution.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <utility>

namespace brine::grains {

namespace {

using Entry = std::pair<std::string_view, std::string_view>;

// The first ten letters of the full name, lower case, without blanks and "Linux" -> os.
constexpr std::array<Entry, 35> os_names = {{
    {"redhatente", "RedHat"},
    {"gentoobase", "Gentoo"},
    {"archarm", "Arch ARM"},
    {"arch", "Arch"},
    {"debian", "Debian"},
    {"Junos", "Junos"},
    {"raspbian", "Raspbian"},
    {"fedoraremi", "Fedora"},
    {"chapeau", "Chapeau"},
    {"korora", "Korora"},
    {"amazonami", "Amazon"},
    {"alt", "ALT"},
    {"enterprise", "OEL"},
    {"oracleserv", "OEL"},
    {"cloudserve", "CloudLinux"},
    {"cloudlinux", "CloudLinux"},
    {"almalinux", "AlmaLinux"},
    {"pidora", "Fedora"},
    {"scientific", "ScientificLinux"},
    {"synology", "Synology"},
    {"nilrt", "NILinuxRT"},
    {"poky", "Poky"},
    {"manjaro", "Manjaro"},
    {"manjarolin", "Manjaro"},
    {"univention", "Univention"},
    {"antergos", "Antergos"},
    {"sles", "SUSE"},
    {"void", "Void"},
    {"slesexpand", "RES"},
    {"linuxmint", "Mint"},
    {"neon", "KDE neon"},
    {"pop", "Pop"},
    {"rocky", "Rocky"},
    {"alibabaclo", "Alinux"},
    {"mendel", "Mendel"},
}};

struct Named {
    std::string_view id;
    std::string_view full_name;
    std::string_view os;
};

// Exceptions by ID and NAME of os-release.
constexpr std::array<Named, 3> os_by_id = {{
    {"astra", "Astra Linux (Orel)", "AstraLinuxCE"},
    {"astra", "Astra Linux (Smolensk)", "AstraLinuxSE"},
    {"pop", "Pop!_OS", "Pop"},
}};

// os -> os_family, where they differ.
constexpr std::array<Entry, 68> families = {{
    {"Ubuntu", "Debian"},
    {"Fedora", "RedHat"},
    {"Chapeau", "RedHat"},
    {"Korora", "RedHat"},
    {"FedBerry", "RedHat"},
    {"CentOS", "RedHat"},
    {"CentOS Stream", "RedHat"},
    {"GoOSe", "RedHat"},
    {"Scientific", "RedHat"},
    {"Amazon", "RedHat"},
    {"CloudLinux", "RedHat"},
    {"AlmaLinux", "RedHat"},
    {"OVS", "RedHat"},
    {"OEL", "RedHat"},
    {"XCP", "RedHat"},
    {"XCP-ng", "RedHat"},
    {"XenServer", "RedHat"},
    {"RES", "RedHat"},
    {"Sangoma", "RedHat"},
    {"VMware Photon OS", "RedHat"},
    {"Mandrake", "Mandriva"},
    {"Mint", "Debian"},
    {"VMwareESX", "VMware"},
    {"Bluewhite64", "Bluewhite"},
    {"Slamd64", "Slackware"},
    {"SLES", "Suse"},
    {"SUSE Enterprise Server", "Suse"},
    {"SUSE  Enterprise Server", "Suse"},
    {"SLED", "Suse"},
    {"openSUSE", "Suse"},
    {"SUSE", "Suse"},
    {"openSUSE Leap", "Suse"},
    {"openSUSE Tumbleweed", "Suse"},
    {"SLES_SAP", "Suse"},
    {"Arch ARM", "Arch"},
    {"Manjaro", "Arch"},
    {"Antergos", "Arch"},
    {"EndeavourOS", "Arch"},
    {"ALT", "RedHat"},
    {"Trisquel", "Debian"},
    {"GCEL", "Debian"},
    {"Linaro", "Debian"},
    {"elementary OS", "Debian"},
    {"elementary", "Debian"},
    {"Univention", "Debian"},
    {"ScientificLinux", "RedHat"},
    {"Raspbian", "Debian"},
    {"Devuan", "Debian"},
    {"antiX", "Debian"},
    {"Kali", "Debian"},
    {"Parrot OS", "Debian"},
    {"neon", "Debian"},
    {"Cumulus", "Debian"},
    {"Deepin", "Debian"},
    {"NILinuxRT", "NILinuxRT"},
    {"KDE neon", "Debian"},
    {"Void", "Void"},
    {"IDMS", "Debian"},
    {"Funtoo", "Gentoo"},
    {"TurnKey", "Debian"},
    {"Pop", "Debian"},
    {"Rocky", "RedHat"},
    {"AstraLinuxCE", "Debian"},
    {"AstraLinuxSE", "Debian"},
    {"Alinux", "RedHat"},
    {"Mendel", "Debian"},
    {"OSMC", "Debian"},
    {"RedHat", "RedHat"},
}};

std::string_view lookup(std::span<const Entry> table, std::string_view key,
                        std::string_view fallback) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [key](const Entry& entry) { return entry.first == key; });
    return found == table.end() ? fallback : found->second;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

// Without every "Linux" or "GNU/Linux" that follows a character which belongs to no word, that
// character included.
std::string without_linux(std::string_view name) {
    const std::string folded = lower(name);
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        const auto c = static_cast<unsigned char>(name[at]);
        const bool in_word = std::isalnum(c) != 0 || c == '_' || c > 127;
        const std::string_view rest = std::string_view(folded).substr(at + 1);
        if (!in_word && rest.starts_with("gnu/linux")) {
            at += 10;
        } else if (!in_word && rest.starts_with("linux")) {
            at += 6;
        } else {
            out += name[at++];
        }
    }
    return out;
}

}  // namespace

std::string os_by_name(std::string_view full_name, std::string_view id) {
    for (const Named& named : os_by_id)
        if (named.id == id && named.full_name == full_name) return std::string(named.os);
    const std::string distribution(support::strip(without_linux(full_name)));
    std::string key = lower(distribution);
    std::erase(key, ' ');
    return std::string(lookup(os_names, std::string_view(key).substr(0, 10), distribution));
}

std::string family_by_os(const std::string& os) { return std::string(lookup(families, os, os)); }

std::string family_by_id(std::string_view id, std::string_view id_like) {
    std::vector<std::string_view> ids = {id};
    for (const std::string_view word : support::split(id_like, ' '))
        if (!word.empty()) ids.push_back(word);
    const auto has = [&](std::string_view wanted) {
        return std::find(ids.begin(), ids.end(), wanted) != ids.end();
    };
    const bool debian = ids.size() > 1 && (has("debian") || has("ubuntu"));
    const std::string_view oldest = debian ? std::string_view("debian") : ids.back();
    if (oldest == "fedora") return "RedHat";
    std::string family = lower(oldest);
    if (!family.empty())
        family[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(family[0])));
    return family;
}

}  // namespace brine::grains
