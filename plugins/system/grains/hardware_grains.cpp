// SPDX-License-Identifier: Apache-2.0
#include "group.hpp"
#include "proc_files.hpp"
#include "text_file.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

namespace brine::grains {

namespace {

namespace fs = std::filesystem;

Value texts(const Call& call, const std::vector<std::string>& items) {
    List list = call.list();
    for (const std::string& item : items) list.add(item);
    return list.value();
}

Value processor(Call& call) {
    const Processor cpu = parse_cpuinfo(read_text("/proc/cpuinfo").value_or(""));
    return call.map(
        {{"num_cpus", cpu.count}, {"cpu_model", cpu.model}, {"cpu_flags", texts(call, cpu.flags)}});
}

Value memory_sizes(Call& call) {
    const MemorySizes sizes = parse_meminfo(read_text("/proc/meminfo").value_or(""));
    return call.map({{"mem_total", sizes.total}, {"swap_total", sizes.swap}});
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

// "manufacturer,model" of the device tree, on machines without a BIOS.
void add_device_tree(Map& grains) {
    const auto text = [](const std::string& name) {
        std::string value = read_text("/proc/device-tree/" + name).value_or("");
        while (value.ends_with('\0')) value.pop_back();
        return value;
    };
    if (const std::string model = text("model"); !model.empty()) {
        const std::size_t comma = model.find(',');
        if (comma != std::string::npos) grains.set("manufacturer", model.substr(0, comma));
        grains.set("productname", comma == std::string::npos ? model : model.substr(comma + 1));
    }
    for (const char* name : {"system-id", "serial-number"})
        if (const std::string serial = text(name); !serial.empty())
            grains.set("serialnumber", serial);
}

// Serial number and UUID can be read by root only.
Value firmware(Call& call) {
    static constexpr std::array<std::pair<const char*, const char*>, 8> files = {{
        {"biosversion", "bios_version"},
        {"biosvendor", "bios_vendor"},
        {"boardname", "board_name"},
        {"productname", "product_name"},
        {"manufacturer", "sys_vendor"},
        {"biosreleasedate", "bios_date"},
        {"uuid", "product_uuid"},
        {"serialnumber", "product_serial"},
    }};
    Map grains = call.map();
    if (is_directory("/proc/device-tree")) add_device_tree(grains);
    for (const auto& [grain, file] : files) {
        const std::string path = std::string("/sys/class/dmi/id/") + file;
        const auto text = read_text(path);
        if (!text) continue;
        const std::string value = read_word(path).value_or("");
        grains.set(grain, std::string_view(grain) == "uuid" ? lower(value) : value);
    }
    return grains.value();
}

// Rotating disks and others, from the kernel's flag. Devices without hardware are left out.
Value disks(Call& call) {
    std::vector<std::string> rotating;
    std::vector<std::string> solid;
    std::error_code error;
    for (fs::directory_iterator entry("/sys/block", error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code unreadable;
        const std::string target = fs::read_symlink(entry->path(), unreadable).string();
        if (target.starts_with("../devices/virtual/")) continue;
        const auto flag = read_bytes((entry->path() / "queue/rotational").string(), 1);
        if (!flag) continue;
        const std::string device = entry->path().filename().string();
        if (*flag == "0") solid.push_back(device);
        if (*flag == "1") rotating.push_back(device);
    }
    std::sort(rotating.begin(), rotating.end());
    std::sort(solid.begin(), solid.end());
    return call.map({{"disks", texts(call, rotating)}, {"ssds", texts(call, solid)}});
}

Value raid_arrays(Call& call) {
    const auto text = read_text("/proc/mdstat");
    if (!text) throw Error("there is no /proc/mdstat", BRINE_NOT_FOUND);
    std::vector<std::string> arrays = parse_mdstat(*text);
    std::sort(arrays.begin(), arrays.end());
    return texts(call, arrays);
}

}  // namespace

void add_hardware_grains(Plugin& plugin) {
    add_group(plugin, "processor", processor,
              {
                  {"num_cpus", "How many processors there are."},
                  {"cpu_model", "The processor's model."},
                  {"cpu_flags", "What the processor can do, a list: `[fpu, vme, ...]`."},
              });
    add_group(plugin, "memory", memory_sizes,
              {
                  {"mem_total", "Main memory in MiB."},
                  {"swap_total", "Swap space in MiB."},
              });
    add_group(plugin, "firmware", firmware,
              {
                  {"biosversion", "The version of the firmware."},
                  {"biosvendor", "Who made the firmware."},
                  {"biosreleasedate", "When the firmware was released."},
                  {"boardname", "The model of the mainboard."},
                  {"productname", "The model of the machine."},
                  {"manufacturer", "Who made the machine."},
                  {"serialnumber", "The serial number of the machine; for root only."},
                  {"uuid", "The UUID of the machine; for root only."},
              });
    add_group(plugin, "disks", disks,
              {
                  {"disks", "The rotating disks, a list of device names."},
                  {"ssds", "The disks that do not rotate, a list of device names."},
              });
    add_grain(plugin, {"mdadm", "The RAID arrays of the kernel, a list of device names."},
              raid_arrays);
}

}  // namespace brine::grains
