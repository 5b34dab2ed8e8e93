// SPDX-License-Identifier: Apache-2.0
#include "compatibility.hpp"
#include "group.hpp"

#include <brine/support/text.hpp>

#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <grp.h>
#include <langinfo.h>
#include <locale.h>
#include <pwd.h>
#include <unistd.h>

namespace brine::grains {

namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

// The entry of a user or group in the system's databases, read by a getXXid_r function, or "".
template <class Entry, class Id, class Get>
std::string name_of(Id id, Get get, char* Entry::*name) {
    std::vector<char> buffer(4096);
    Entry entry{};
    Entry* found = nullptr;
    while (get(id, &entry, buffer.data(), buffer.size(), &found) == ERANGE)
        buffer.resize(buffer.size() * 2);
    return found == nullptr ? "" : std::string(found->*name);
}

Value process(Call& call) {
    const uid_t uid = ::geteuid();
    const gid_t gid = ::getegid();
    return call.map({{"uid", uid},
                     {"gid", gid},
                     {"username", name_of<passwd>(uid, ::getpwuid_r, &passwd::pw_name)},
                     {"groupname", name_of<group>(gid, ::getgrgid_r, &group::gr_name)},
                     {"pid", ::getpid()}});
}

Value working_directory(Call& call) { return call.str(std::filesystem::current_path().string()); }

Value shell(Call& call) {
    const std::string path = variable("SHELL");
    return call.str(path.empty() ? "/bin/sh" : path);
}

Value search_path(Call& call) {
    const std::string path(support::strip(variable("PATH")));
    List directories = call.list();
    for (const std::string_view directory : support::split(path, ':')) directories.add(directory);
    return call.map({{"path", path}, {"systempath", directories.value()}});
}

// "UTF-8" for all its spellings, "ISO8859-1" for those of ISO 8859, others as they are.
std::string normal_encoding(std::string_view name) {
    std::string key;
    for (const char c : name)
        if (c != '-' && c != '_')
            key += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    if (key == "utf8") return "UTF-8";
    if (key.starts_with("iso8859")) return "ISO8859-" + key.substr(7);
    return std::string(name);
}

// The encoding that the system's locale database gives for a name without one.
std::string default_encoding(const std::string& name) {
    const locale_t locale = ::newlocale(LC_CTYPE_MASK, name.c_str(), nullptr);
    if (locale == nullptr) return "ISO8859-1";
    const std::string encoding = ::nl_langinfo_l(CODESET, locale);
    ::freelocale(locale);
    return normal_encoding(encoding);
}

struct Language {
    std::string code;  // empty for the C locale
    std::string encoding;
};

Language language() {
    std::string name;
    for (const char* source : {"LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE"})
        if (name = variable(source); !name.empty()) break;
    name.erase(std::min(name.find(':'), name.size()));
    const std::string modifier = name.substr(std::min(name.find('@'), name.size()));
    name.erase(std::min(name.find('@'), name.size()));
    const std::size_t dot = name.find('.');
    const std::string code = name.substr(0, dot);
    if (dot == std::string::npos && (code.empty() || code == "C" || code == "POSIX")) return {};
    const std::string encoding = dot != std::string::npos ? normal_encoding(name.substr(dot + 1))
                                 : modifier == "@euro"    ? "ISO8859-15"
                                                          : default_encoding(name);
    return {code == "C" || code == "POSIX" ? "en_US" : code, encoding};
}

std::string time_zone() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    std::array<char, 64> name{};
    if (::localtime_r(&now, &local) == nullptr ||
        std::strftime(name.data(), name.size(), "%Z", &local) == 0)
        return "unknown";
    return name.data();
}

Value locale_info(Call& call) {
    const Language found = language();
    const auto text = [](const std::string& value) {
        return value.empty() ? Value() : Value(value);
    };
    return call.map({{"defaultlanguage", text(found.code)},
                     {"defaultencoding", text(found.encoding)},
                     {"detectedencoding", "utf-8"},
                     {"timezone", time_zone()}});
}

Value salt_versions(Call& call) {
    return call.map({{"saltversion", salt_version},
                     {"saltversioninfo", call.list({salt_version_info[0], salt_version_info[1]})}});
}

Value python_versions(Call& call) {
    return call.list({python_version[0], python_version[1], python_version[2], python_release_level,
                      python_serial});
}

}  // namespace

void add_process_grains(Plugin& plugin) {
    add_group(plugin, "process", process,
              {
                  {"uid", "The id of the user that runs Brine."},
                  {"gid", "The id of the group that runs Brine."},
                  {"username", "The user that runs Brine."},
                  {"groupname", "The group that runs Brine."},
                  {"pid", "The id of the process."},
              });
    add_grain(plugin, {"cwd", "The working directory."}, working_directory);
    add_grain(plugin, {"shell", "The user's shell, from the environment."}, shell);
    add_group(plugin, "path", search_path,
              {
                  {"path", "The environment's PATH."},
                  {"systempath", "The directories of PATH, a list."},
              });
    add_grain(plugin,
              {"locale_info",
               "The locale: `defaultlanguage`, `defaultencoding`, `detectedencoding`, "
               "`timezone`."},
              locale_info);
    add_group(
        plugin, "salt", salt_versions,
        {
            {"saltversion", "The version of Salt that Brine is compatible with; formulas test it."},
            {"saltversioninfo", "The same as a list of numbers."},
        });
    add_grain(plugin,
              {"pythonversion",
               "The Python that the compatible Salt runs on, `[3, 11, 2, final, 0]`; Brine has "
               "none."},
              python_versions);
}

}  // namespace brine::grains
