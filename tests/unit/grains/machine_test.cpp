// SPDX-License-Identifier: Apache-2.0
#include "elf_header.hpp"
#include "proc_files.hpp"
#include "virtual_machine.hpp"

#include <catch2/catch.hpp>

namespace brine::grains {
namespace {

TEST_CASE("processors of several architectures") {
    const Processor x86 = parse_cpuinfo(
        "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Intel Xeon\nflags\t\t: fpu "
        "vme\n\n"
        "processor\t: 1\nmodel name\t: Intel Xeon\nflags\t\t: fpu vme\n");
    CHECK(x86.count == 2);
    CHECK(x86.model == "Intel Xeon");
    CHECK(x86.flags == std::vector<std::string>{"fpu", "vme"});

    const Processor arm =
        parse_cpuinfo("Processor\t: ARMv6-compatible processor\nFeatures\t: swp\n");
    CHECK(arm.count == 1);
    CHECK(arm.model == "ARMv6");

    const Processor z = parse_cpuinfo("vendor_id       : IBM/S390\n# processors    : 3\n");
    CHECK(z.count == 3);
    CHECK(z.model == "IBM/S390");
    CHECK(parse_cpuinfo("").model == "Unknown");
}

TEST_CASE("memory is counted in whole mebibytes") {
    const MemorySizes sizes =
        parse_meminfo("MemTotal:       16318412 kB\nSwapTotal:       2097148 kB\nHugetlb: x\n");
    CHECK(sizes.total == 15935);
    CHECK(sizes.swap == 2047);
}

TEST_CASE("RAID arrays are listed by mdstat") {
    CHECK(parse_mdstat("Personalities : [raid1]\nmd0 : active raid1 sda1[0]\n      1 blocks\n"
                       "unused devices: <none>\n") == std::vector<std::string>{"md0"});
}

TEST_CASE("the architecture of a program is in its header") {
    std::string header(64, '\0');
    header.replace(0, 7,
                   "\x7F"
                   "ELF\x02\x01\x01");
    header[18] = 62;
    CHECK(debian_architecture(header) == "amd64");
    CHECK_FALSE(is_32_bit(header));
    header[18] = static_cast<char>(183);
    CHECK(debian_architecture(header) == "arm64");
    header[4] = 1;
    header[18] = 40;
    header[37] = 4;  // e_flags: EF_ARM_ABI_FLOAT_HARD
    CHECK(debian_architecture(header) == "armhf");
    CHECK(is_32_bit(header));
    CHECK(debian_architecture("#!/bin/sh").empty());
}

TEST_CASE("machines are told by hypervisor, firmware and container") {
    const auto kind = [](const MachineFacts& facts) {
        const Virtualization machine = detect_virtualization(facts);
        return machine.kind + "|" + machine.subtype;
    };
    CHECK(kind({}) == "physical|");
    CHECK(kind({.hypervisor_signature = "KVMKVMKVM"}) == "kvm|");
    CHECK(kind({.hypervisor_signature = "KVMKVMKVM",
                .product_name = "t3.micro",
                .sys_vendor = "Amazon EC2"}) == "Nitro|Amazon EC2 (t3.micro)");
    CHECK(kind({.product_name = "VirtualBox", .sys_vendor = "innotek GmbH"}) == "VirtualBox|");
    CHECK(kind({.product_name = "VMware Virtual Platform", .sys_vendor = "VMware, Inc."}) ==
          "VMware|");
    CHECK(kind({.product_name = "Virtual Machine", .sys_vendor = "Microsoft Corporation"}) ==
          "VirtualPC|");
    CHECK(kind({.product_name = "Google Compute Engine"}) == "gce|");
    CHECK(kind({.hypervisor_signature = "KVMKVMKVM",
                .product_name = "AHV",
                .sys_vendor = "Nutanix"}) == "kvm|Nutanix AHV");
    CHECK(kind({.init_cgroup = "1:name=systemd:/docker/abc\n"}) == "container|Docker");
    CHECK(kind({.init_environ = std::string("A=1\0container=lxc\0", 18)}) == "container|LXC");
    CHECK(kind({.podman_file = true}) == "container|Podman");
    CHECK(kind({.chroot = true}) == "virtual|chroot");
    CHECK(kind({.self_status = "Name:\tx\nenvID:\t101\n", .vz_directory = true, .vz_info = true}) ==
          "openvzve|");
    CHECK(kind({.xen_capabilities = "control_d\n", .xen_directory = true}) == "xen|Xen Dom0");
}

}  // namespace
}  // namespace brine::grains
