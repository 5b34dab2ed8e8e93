// SPDX-License-Identifier: Apache-2.0
#include "group.hpp"
#include "init_system.hpp"
#include "programs.hpp"
#include "text_file.hpp"

#include <filesystem>
#include <system_error>

namespace brine::grains {

namespace {

namespace fs = std::filesystem;

Value init(Call& call) { return call.str(init_system()); }

Value systemd(Call& call) {
    if (!find_program("systemctl") || !find_program("localectl"))
        throw Error("systemd is not installed", BRINE_NOT_FOUND);
    const Systemd found = installed_systemd();
    return call.map({{"version", found.version.empty() ? "UNDEFINED" : found.version},
                     {"features", found.features}});
}

Value selinux(Call& call) {
    if (!find_program("selinuxenabled")) throw Error("there is no SELinux", BRINE_NOT_FOUND);
    const auto enforcing = read_word("/sys/fs/selinux/enforce");
    Map grain = call.map();
    grain.add("enabled", enforcing.has_value());
    if (find_program("getenforce"))
        grain.add("enforced", !enforcing          ? "Disabled"
                              : *enforcing == "1" ? "Enforcing"
                                                  : "Permissive");
    return grain.value();
}

// The value of an EFI variable is one byte behind four of attributes.
bool secure_boot() {
    std::error_code error;
    for (fs::directory_iterator entry("/sys/firmware/efi/efivars", error), end;
         !error && entry != end; entry.increment(error))
        if (entry->path().filename().string().starts_with("SecureBoot-"))
            return read_bytes(entry->path().string(), 64).value_or("").ends_with('\x01');
    return false;
}

Value firmware_interface(Call& call) {
    const bool efi = exists("/sys/firmware/efi/efivars") || exists("/sys/firmware/efi/vars");
    return call.map({{"efi", efi}, {"efi-secure-boot", efi && secure_boot()}});
}

Value transactional(Call&) { return find_program("transactional-update").has_value(); }

}  // namespace

void add_service_grains(Plugin& plugin) {
    add_grain(plugin, {"init", "What starts services: `systemd`, `sysvinit`, `runit`, ..."}, init);
    add_grain(plugin, {"systemd", "The installed systemd: `{version: '252', features: ...}`."},
              systemd);
    add_grain(plugin, {"selinux", "SELinux: `{enabled: true, enforced: Enforcing}`."}, selinux);
    add_group(plugin, "efi", firmware_interface,
              {
                  {"efi", "Whether the machine started by EFI."},
                  {"efi-secure-boot", "Whether it started by Secure Boot."},
              });
    add_grain(plugin, {"transactional", "Whether updates are made in snapshots of the system."},
              transactional);
}

}  // namespace brine::grains
