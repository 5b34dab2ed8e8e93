// SPDX-License-Identifier: Apache-2.0
#include "elf_header.hpp"

#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace brine::grains {

namespace {

// What tells one architecture from another. Offsets and sizes differ between the two classes,
// and numbers are in the byte order that the file says.
struct Machine {
    bool valid = false;
    bool is_64 = false;
    bool little = false;
    std::uint16_t machine = 0;
    std::uint32_t flags = 0;
};

std::uint32_t number(std::string_view bytes, std::size_t offset, std::size_t size, bool little) {
    std::uint32_t value = 0;
    for (std::size_t n = 0; n < size; ++n) {
        const std::size_t at = offset + (little ? size - 1 - n : n);
        value = (value << 8U) | static_cast<unsigned char>(bytes[at]);
    }
    return value;
}

Machine read(std::string_view header) {
    if (header.size() < sizeof(Elf64_Ehdr) || std::memcmp(header.data(), ELFMAG, SELFMAG) != 0)
        return {};
    Machine machine;
    machine.valid = true;
    machine.is_64 = header[EI_CLASS] == ELFCLASS64;
    machine.little = header[EI_DATA] == ELFDATA2LSB;
    machine.machine = static_cast<std::uint16_t>(
        number(header, offsetof(Elf64_Ehdr, e_machine), 2, machine.little));
    machine.flags = number(
        header, machine.is_64 ? offsetof(Elf64_Ehdr, e_flags) : offsetof(Elf32_Ehdr, e_flags), 4,
        machine.little);
    return machine;
}

}  // namespace

std::string debian_architecture(std::string_view header) {
    const Machine machine = read(header);
    if (!machine.valid) return "";
    switch (machine.machine) {
        case EM_X86_64:
            return machine.is_64 ? "amd64" : "x32";
        case EM_386:
            return "i386";
        case EM_AARCH64:
            return "arm64";
        case EM_ARM:
            return (machine.flags & EF_ARM_ABI_FLOAT_HARD) != 0 ? "armhf" : "armel";
        case EM_PPC64:
            return machine.little ? "ppc64el" : "ppc64";
        case EM_PPC:
            return "powerpc";
        case EM_S390:
            return "s390x";
        case EM_RISCV:
            return machine.is_64 ? "riscv64" : "riscv32";
        case EM_MIPS:
            if (machine.is_64) return machine.little ? "mips64el" : "mips64";
            return machine.little ? "mipsel" : "mips";
        case EM_SPARCV9:
            return "sparc64";
        case EM_LOONGARCH:
            return "loong64";
        default:
            return "";
    }
}

bool is_32_bit(std::string_view header) {
    const Machine machine = read(header);
    return machine.valid && !machine.is_64;
}

}  // namespace brine::grains
