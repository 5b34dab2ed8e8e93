// SPDX-License-Identifier: Apache-2.0
#include "init_system.hpp"

#include "programs.hpp"
#include "text_file.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

namespace brine::grains {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_program = std::size_t{64} << 20U;

std::vector<std::string> init_command() {
    std::vector<std::string> words;
    std::string word;
    for (const char c : read_bytes("/proc/1/cmdline", 4096).value_or("")) {
        if (c != '\0' && std::isspace(static_cast<unsigned char>(c)) == 0) {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

// Which init a program named init is: the one whose name comes first in it.
std::string init_in_program(const std::string& path) {
    std::string bytes = read_bytes(path, largest_program).value_or("");
    std::transform(bytes.begin(), bytes.end(), bytes.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    for (const char* name : {"upstart", "sysvinit", "systemd"})
        if (bytes.find(name) != std::string::npos) return name;
    return "unknown";
}

// "252" of "libsystemd-shared-252.so" or "libsystemd-shared-254.10-1.fc39.so".
std::string version_of(std::string_view file) {
    constexpr std::string_view prefix = "libsystemd-shared-";
    if (!file.starts_with(prefix) || file.find(".so") == std::string_view::npos) return "";
    file.remove_prefix(prefix.size());
    const std::size_t end = file.find_first_not_of("0123456789");
    return std::string(file.substr(0, end));
}

std::optional<fs::path> shared_library() {
    static constexpr const char* triplets[] = {
        "x86_64-linux-gnu",  "aarch64-linux-gnu",     "arm-linux-gnueabihf", "i386-linux-gnu",
        "riscv64-linux-gnu", "powerpc64le-linux-gnu", "s390x-linux-gnu"};
    std::vector<fs::path> directories = {"/usr/lib/systemd", "/lib/systemd", "/usr/lib64/systemd"};
    for (const char* triplet : triplets)
        directories.push_back(fs::path("/usr/lib") / triplet / "systemd");
    for (const fs::path& directory : directories) {
        std::error_code error;
        for (fs::directory_iterator entry(directory, error), end; !error && entry != end;
             entry.increment(error))
            if (!version_of(entry->path().filename().string()).empty()) return entry->path();
    }
    return std::nullopt;
}

// The line that `systemctl --version` prints: literals "+PAM +AUDIT ... default-hierarchy=...".
std::string features_in(const std::string& library) {
    const std::size_t found = std::min(library.find("+PAM "), library.find("-PAM "));
    if (found == std::string::npos) return "";
    const std::size_t end = library.find('\0', found);
    return library.substr(found, end - found);
}

}  // namespace

std::string init_system() {
    if (exists("/run/systemd/system")) return "systemd";
    const std::vector<std::string> command = init_command();
    if (command.empty()) return "unknown";
    const auto program = find_program(command.front());
    if (program && program->ends_with("bin/init")) return init_in_program(*program);
    const auto runs = [&](const std::string& word) {
        return std::find(command.begin(), command.end(), word) != command.end();
    };
    for (const char* name : {"supervisord", "dumb-init", "tini"})
        if (const auto path = find_program(name); path && runs(*path)) return name;
    if (command.size() == 1 && command.front() == "runit") return "runit";
    return runs("/sbin/my_init") ? "runit" : "unknown";
}

Systemd installed_systemd() {
    const auto library = shared_library();
    if (!library) return {};
    const auto bytes = read_bytes(library->string(), largest_program);
    return {version_of(library->filename().string()), bytes ? features_in(*bytes) : std::string()};
}

}  // namespace brine::grains
