// SPDX-License-Identifier: Apache-2.0
#include "group.hpp"
#include "text_file.hpp"
#include "virtual_machine.hpp"

#include <sys/stat.h>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

namespace brine::grains {

namespace {

std::string hypervisor_signature() {
    std::string signature;
#if defined(__x86_64__) || defined(__i386__)
    constexpr unsigned hypervisor_bit = 1U << 31U;
    constexpr unsigned hypervisor_leaf = 0x40000000U;
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & hypervisor_bit) == 0) return signature;
    __cpuid(hypervisor_leaf, a, b, c, d);
    for (const unsigned part : {b, c, d})
        for (unsigned shift = 0; shift < 32; shift += 8)
            if (const char letter = static_cast<char>((part >> shift) & 0xFFU); letter != '\0')
                signature += letter;
#endif
    return signature;
}

// Whether / is another directory than that of process 1. Not when we may not look.
bool in_chroot() {
    struct stat own {};
    struct stat init {};
    if (::stat("/", &own) != 0 || ::stat("/proc/1/root/.", &init) != 0) return false;
    return own.st_dev != init.st_dev || own.st_ino != init.st_ino;
}

MachineFacts read_facts() {
    const auto text = [](const char* path) { return read_text(path).value_or(""); };
    const auto dmi = [](const char* name) {
        return read_word(std::string("/sys/class/dmi/id/") + name).value_or("");
    };
    return {
        .hypervisor_signature = hypervisor_signature(),
        .product_name = dmi("product_name"),
        .product_version = dmi("product_version"),
        .sys_vendor = dmi("sys_vendor"),
        .board_vendor = dmi("board_vendor"),
        .bios_vendor = dmi("bios_vendor"),
        .cpuinfo = text("/proc/cpuinfo"),
        .init_cgroup = text("/proc/1/cgroup"),
        .init_environ = text("/proc/1/environ"),
        .self_status = text("/proc/self/status"),
        .hypervisor_type = read_word("/sys/hypervisor/type").value_or(""),
        .xen_capabilities = text("/proc/xen/capabilities"),
        .container = read_word("/run/systemd/container").value_or(""),
        .docker_file = exists("/.dockerenv"),
        .podman_file = exists("/run/.containerenv"),
        .chroot = in_chroot(),
        .vz_directory = is_directory("/proc/vz"),
        .vz_version = is_file("/proc/vz/version"),
        .vz_info = is_file("/proc/vz/veinfo"),
        .xen_directory = is_directory("/proc/sys/xen") || is_directory("/sys/bus/xen") ||
                         is_directory("/proc/xen"),
        .xen_bus = is_directory("/sys/bus/xen"),
        .xen_console = is_directory("/sys/bus/xen/drivers/xenconsole"),
        .xen_domain0 = is_file("/proc/xen/xsd_kva"),
    };
}

Value compute(Call& call) {
    const Virtualization machine = detect_virtualization(read_facts());
    Map grains = call.map();
    grains.add("virtual", machine.kind);
    if (!machine.subtype.empty()) grains.add("virtual_subtype", machine.subtype);
    return grains.value();
}

// Salt derives the command from the kind of machine.
Value process_list(Call& call) {
    if (core_grain(call, "virtual").str_or("") == "openvzhn")
        return "ps -fH -p $(grep -l \"^envID:[[:space:]]*0\\$\" /proc/[0-9]*/status | "
               "sed -e \"s=/proc/\\([0-9]*\\)/.*=\\1=\")  | awk '{ $7=\"\"; print }'";
    if (core_grain(call, "os_family").str_or("") == "NILinuxRT")
        return "ps -o user,pid,ppid,tty,time,comm";
    return "ps -efHww";
}

}  // namespace

void add_virtual_grains(Plugin& plugin) {
    add_group(plugin, "virtual", compute,
              {
                  {"virtual", "The kind of machine: `physical`, `kvm`, `VMware`, `container`."},
                  {"virtual_subtype", "More about it: `LXC`, `Docker`, `Xen Dom0`, `chroot`."},
              });
    add_grain(plugin, {"ps", "A command that lists all processes."}, process_list);
}

}  // namespace brine::grains
