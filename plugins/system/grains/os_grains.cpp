// SPDX-License-Identifier: Apache-2.0
#include "distribution.hpp"
#include "elf_header.hpp"
#include "group.hpp"
#include "programs.hpp"
#include "text_file.hpp"

#include <sys/utsname.h>

namespace brine::grains {

namespace {

std::string machine_name() {
    utsname system{};
    return ::uname(&system) == 0 ? system.machine : "unknown";
}

// The first bytes of a program that is found in PATH, or nothing.
std::string header_of(const std::string& program) {
    const auto path = find_program(program);
    return path ? read_bytes(*path, 64).value_or("") : std::string();
}

// What `dpkg --print-architecture` would print: the architecture that dpkg was built for.
std::string debian_arch(const std::string& machine) {
    const std::string arch = debian_architecture(header_of("dpkg"));
    return arch.empty() ? machine : arch;
}

// What `rpm --eval %{_host_cpu}` would print: the processor, but for 32 bit programs that run
// on one of 64 bits.
std::string rpm_arch(const std::string& machine) {
    if (!is_32_bit(header_of("rpm"))) return machine;
    if (machine == "x86_64") return "i686";
    if (machine == "aarch64") return "armv7hl";
    return machine;
}

std::string osarch(const std::string& family) {
    const std::string machine = machine_name();
    if (family == "Debian") return debian_arch(machine);
    if (family == "RedHat" || family == "Suse") return rpm_arch(machine);
    return machine;
}

void add_release_parts(Call& call, Map& grains, const Fields& fields) {
    const std::string release = field(fields, "osrelease");
    if (release.empty()) return;
    List parts = call.list();
    for (const VersionPart& part : release_parts(release)) {
        if (const auto* number = std::get_if<long long>(&part)) {
            parts.add(*number);
        } else {
            parts.add(std::get<std::string>(part));
        }
    }
    const Value info = parts.value();
    grains.set("osrelease_info", info);
    if (info.items()[0].is_int()) grains.set("osmajorrelease", info.items()[0]);
    grains.set("osfinger", os_finger(field(fields, "os"), field(fields, "osfullname"), release));
}

Value compute(Call& call) {
    const Fields fields = distribution_grains(read_release_files());
    Map grains = call.map();
    for (const auto& [name, value] : fields) grains.set(name, value);
    for (const char* name : {"oscodename", "osrelease"})  // Salt has them without a value, too
        if (!fields.contains(name)) grains.set(name, nullptr);
    grains.set("osarch", osarch(field(fields, "os_family")));
    add_release_parts(call, grains, fields);
    return grains.value();
}

}  // namespace

void add_os_grains(Plugin& plugin) {
    add_group(plugin, "os", compute,
              {
                  {"os", "The distribution, by Salt's short name: `Debian`, `RedHat`, `SUSE`."},
                  {"os_family", "The family of distributions: `Debian`, `RedHat`, `Suse`."},
                  {"osfullname", "The distribution's own name: `Debian GNU/Linux`."},
                  {"oscodename", "The codename of the release: `bookworm`."},
                  {"osrelease", "The release as text: `22.04`."},
                  {"osrelease_info", "The release as a list of its parts: `[22, 4]`."},
                  {"osmajorrelease", "The first part of the release as a number."},
                  {"osfinger", "Distribution and release: `Debian-12`, `Ubuntu-22.04`."},
                  {"osarch", "The architecture as the package manager calls it: `amd64`."},
                  {"lsb_distrib_id", "The distribution as LSB calls it: `Debian`."},
                  {"lsb_distrib_release", "The release as LSB tells it."},
                  {"lsb_distrib_codename", "The codename as LSB tells it."},
                  {"lsb_distrib_description", "Distribution and release as LSB describes them."},
              });
}

}  // namespace brine::grains
