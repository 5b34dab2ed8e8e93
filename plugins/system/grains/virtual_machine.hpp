// SPDX-License-Identifier: Apache-2.0
//
// What kind of machine runs: a physical one, a guest of some hypervisor, a container.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brine::grains {

// What files and the processor tell. A missing file is empty text.
struct MachineFacts {
    // The four-letter groups of CPUID leaf 0x40000000 ("KVMKVMKVM"), empty without a hypervisor.
    std::string hypervisor_signature = {};
    // /sys/class/dmi/id
    std::string product_name = {};
    std::string product_version = {};
    std::string sys_vendor = {};
    std::string board_vendor = {};
    std::string bios_vendor = {};
    // /proc and /sys
    std::string cpuinfo = {};
    std::string init_cgroup = {};       // /proc/1/cgroup
    std::string init_environ = {};      // /proc/1/environ, entries end with NUL
    std::string self_status = {};       // /proc/self/status
    std::string hypervisor_type = {};   // /sys/hypervisor/type
    std::string xen_capabilities = {};  // /proc/xen/capabilities
    std::string container = {};         // /run/systemd/container: "docker", "lxc", ...
    bool docker_file = false;           // /.dockerenv
    bool podman_file = false;           // /run/.containerenv
    bool chroot = false;                // / is not the root of process 1
    bool vz_directory = false;          // /proc/vz
    bool vz_version = false;            // /proc/vz/version
    bool vz_info = false;               // /proc/vz/veinfo
    bool xen_directory = false;         // /proc/sys/xen, /sys/bus/xen or /proc/xen
    bool xen_bus = false;               // /sys/bus/xen
    bool xen_console = false;           // /sys/bus/xen/drivers/xenconsole
    bool xen_domain0 = false;           // /proc/xen/xsd_kva
};

// The grains `virtual` and `virtual_subtype` in Salt's words.
struct Virtualization {
    std::string kind = "physical";
    std::string subtype;  // empty: there is none
};

[[nodiscard]] Virtualization detect_virtualization(const MachineFacts& facts);

}  // namespace brine::grains
