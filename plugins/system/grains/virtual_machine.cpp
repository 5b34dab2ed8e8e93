// SPDX-License-Identifier: Apache-2.0
#include "virtual_machine.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace brine::grains {

namespace {

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

using Entry = std::pair<std::string_view, std::string_view>;

// Beginnings of DMI texts -> hypervisor, in the words of systemd-detect-virt.
constexpr std::array<Entry, 15> dmi_vendors = {{
    {"KVM", "kvm"},
    {"OpenStack", "kvm"},
    {"KubeVirt", "kvm"},
    {"Amazon EC2", "amazon"},
    {"QEMU", "qemu"},
    {"VMware", "vmware"},
    {"VMW", "vmware"},
    {"innotek GmbH", "oracle"},
    {"VirtualBox", "oracle"},
    {"Oracle Corporation", "oracle"},
    {"Xen", "xen"},
    {"Bochs", "bochs"},
    {"Parallels", "parallels"},
    {"BHYVE", "bhyve"},
    {"Google Compute Engine", "google"},
}};

constexpr std::array<Entry, 7> signatures = {{
    {"XenVMMXenVMM", "xen"},
    {"KVMKVMKVM", "kvm"},
    {"Linux KVM Hv", "kvm"},
    {"TCGTCGTCGTCG", "qemu"},
    {"VMwareVMware", "vmware"},
    {"Microsoft Hv", "microsoft"},
    {"bhyve bhyve ", "bhyve"},
}};

std::string_view by_dmi(const MachineFacts& facts) {
    for (const std::string_view text :
         {std::string_view(facts.product_name), std::string_view(facts.sys_vendor),
          std::string_view(facts.board_vendor), std::string_view(facts.bios_vendor)})
        for (const auto& [prefix, hypervisor] : dmi_vendors)
            if (text.starts_with(prefix)) return hypervisor;
    if (contains(facts.sys_vendor, "Microsoft") && contains(facts.product_name, "Virtual Machine"))
        return "microsoft";
    return "";
}

std::string_view by_signature(std::string_view signature) {
    const auto found = std::find_if(signatures.begin(), signatures.end(), [&](const Entry& entry) {
        return signature.starts_with(entry.first);
    });
    return found == signatures.end() ? std::string_view() : found->second;
}

// The hypervisor below this machine. DMI comes first for those that offer KVM's interface to
// their guests, else the processor knows best.
std::string_view hypervisor(const MachineFacts& facts) {
    const std::string_view dmi = by_dmi(facts);
    for (const std::string_view sure : {"oracle", "xen", "amazon", "parallels"})
        if (dmi == sure) return dmi;
    if (contains(facts.cpuinfo, "User Mode Linux")) return "uml";
    if (const std::string_view cpu = by_signature(facts.hypervisor_signature); !cpu.empty())
        return cpu;
    if (!dmi.empty()) return dmi;
    return facts.hypervisor_type == "xen" ? "xen" : "";
}

// The variable `container` of process 1, which container managers set.
std::string_view container_variable(std::string_view environ) {
    constexpr std::string_view name = "container=";
    while (!environ.empty()) {
        const std::string_view entry = environ.substr(0, environ.find('\0'));
        if (entry.starts_with(name)) return entry.substr(name.size());
        environ.remove_prefix(std::min(entry.size() + 1, environ.size()));
    }
    return "";
}

std::string_view container(const MachineFacts& facts) {
    if (!facts.container.empty()) return facts.container;
    if (const std::string_view name = container_variable(facts.init_environ); !name.empty())
        return name;
    if (facts.podman_file) return "podman";
    return facts.docker_file ? "docker" : "";
}

// Salt's words for those of systemd-detect-virt.
Virtualization in_salts_words(std::string_view name) {
    if (contains(name, "lxc")) return {"container", "LXC"};
    if (contains(name, "podman")) return {"container", "Podman"};
    if (name == "docker") return {"container", "Docker"};
    if (name == "systemd-nspawn") return {"systemd-nspawn", ""};
    if (name == "vmware") return {"VMware", ""};
    if (name == "microsoft") return {"VirtualPC", ""};
    if (name == "parallels") return {"Parallels", ""};
    if (name == "amazon") return {"Nitro", "Amazon EC2"};
    if (name == "google") return {"kvm", ""};
    return {name.empty() ? "physical" : std::string(name), ""};
}

void apply_openvz(const MachineFacts& facts, Virtualization& machine) {
    if (facts.vz_directory && facts.vz_version) {
        machine.kind = "openvzhn";
    } else if (facts.vz_directory && facts.vz_info) {
        machine.kind = "openvzve";
    }
    for (const std::string_view line : support::split(facts.self_status, '\n')) {
        if (!line.starts_with("envID:")) continue;
        const std::string_view id = support::strip(line.substr(6));
        if (!id.empty()) machine.kind = id == "0" ? "openvzhn" : "openvzve";
    }
}

void apply_xen(const MachineFacts& facts, Virtualization& machine) {
    if (!facts.xen_directory) return;
    if (facts.xen_domain0) {
        machine.subtype = "Xen Dom0";
    } else if (facts.product_name == "HVM domU") {
        machine.subtype = "Xen HVM DomU";
    } else if (!facts.xen_capabilities.empty()) {
        machine.subtype =
            contains(facts.xen_capabilities, "control_d") ? "Xen Dom0" : "Xen PV DomU";
    } else if (facts.xen_bus && facts.xen_console) {
        machine.subtype = "Xen PV DomU";
    }
    if (contains(machine.subtype, "Dom")) machine.kind = "xen";
}

void apply_product(const MachineFacts& facts, Virtualization& machine) {
    if (contains(facts.cpuinfo, "QEMU Virtual CPU")) machine.kind = "kvm";
    const std::string_view product = facts.product_name;
    if (contains(product, "VirtualBox")) {
        machine.kind = "VirtualBox";
    } else if (contains(product, "RHEV Hypervisor")) {
        machine = {"kvm", "rhev"};
    } else if (contains(product, "oVirt Node")) {
        machine = {"kvm", "ovirt"};
    } else if (contains(product, "Google")) {
        machine.kind = "gce";
    } else if (contains(product, "BHYVE")) {
        machine.kind = "bhyve";
    }
}

// Containers come last: they also run inside of virtual machines.
void apply_container(const MachineFacts& facts, Virtualization& machine) {
    const std::string_view cgroup = facts.init_cgroup;
    if (contains(cgroup, ":/lxc/")) {
        machine = {"container", "LXC"};
    } else if (contains(cgroup, ":/kubepods/")) {
        machine.subtype = "kubernetes";
    } else if (contains(cgroup, ":/libpod_parent/")) {
        machine.subtype = "libpod";
    } else if (contains(cgroup, ":/system.slice/docker") || contains(cgroup, ":/docker/") ||
               contains(cgroup, ":/docker-ce/")) {
        machine = {"container", "Docker"};
    }
    if (container_variable(facts.init_environ) == "lxc") machine = {"container", "LXC"};
}

void apply_cloud(const MachineFacts& facts, Virtualization& machine) {
    static constexpr std::array<std::string_view, 4> hypervisors = {"qemu", "kvm", "xen", "Nitro"};
    if (std::find(hypervisors.begin(), hypervisors.end(), machine.kind) == hypervisors.end())
        return;
    if (facts.sys_vendor == "Amazon EC2") {
        if (machine.kind != "xen") machine.kind = "Nitro";
        machine.subtype =
            facts.product_name.empty() ? "Amazon EC2" : "Amazon EC2 (" + facts.product_name + ")";
    } else if (contains(facts.product_version, ".amazon")) {
        machine.subtype = "Amazon EC2";
    } else if (contains(facts.sys_vendor, "Nutanix") && facts.product_name == "AHV") {
        machine.subtype = "Nutanix AHV";
    }
}

}  // namespace

Virtualization detect_virtualization(const MachineFacts& facts) {
    const std::string_view inside = container(facts);
    Virtualization machine = in_salts_words(inside.empty() ? hypervisor(facts) : inside);
    if (facts.chroot) machine.subtype = "chroot";
    apply_openvz(facts, machine);
    apply_xen(facts, machine);
    apply_product(facts, machine);
    apply_container(facts, machine);
    if (!machine.subtype.empty() && machine.kind == "physical") machine.kind = "virtual";
    apply_cloud(facts, machine);
    return machine;
}

}  // namespace brine::grains
