// SPDX-License-Identifier: Apache-2.0
#include "group.hpp"
#include "shell_words.hpp"
#include "text_file.hpp"

#include <brine/support/text.hpp>

#include <cerrno>
#include <system_error>

#include <sys/utsname.h>

namespace brine::grains {

namespace {

Value kernel(Call& call) {
    utsname system{};
    if (::uname(&system) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot read the kernel's name");
    return call.map({{"kernel", std::string_view(system.sysname)},
                     {"nodename", std::string_view(system.nodename)},
                     {"kernelrelease", std::string_view(system.release)},
                     {"kernelversion", std::string_view(system.version)},
                     {"cpuarch", std::string_view(system.machine)}});
}

Value kernel_parameters(Call& call) {
    const auto line = read_text("/proc/cmdline");
    if (!line) throw Error("the kernel's command line cannot be read", BRINE_NOT_FOUND);
    List parameters = call.list();
    for (const std::string& word : shell_words(*line)) {
        const std::vector<std::string_view> parts = support::split(word, '=');
        std::string_view value = parts.size() == 2 ? parts[1] : std::string_view();
        while (value.starts_with('"')) value.remove_prefix(1);
        while (value.ends_with('"')) value.remove_suffix(1);
        parameters.add(call.list({parts[0], parts.size() == 2 ? Value(value) : Value()}));
    }
    return parameters.value();
}

}  // namespace

void add_kernel_grains(Plugin& plugin) {
    add_group(plugin, "kernel", kernel,
              {
                  {"kernel", "The kernel's name: `Linux`."},
                  {"nodename", "The name of the machine as the kernel knows it."},
                  {"kernelrelease", "The kernel's release: `6.1.0-18-amd64`."},
                  {"kernelversion", "The kernel's build: `#1 SMP PREEMPT_DYNAMIC ...`."},
                  {"cpuarch", "The processor's architecture: `x86_64`."},
              });
    add_grain(plugin,
              {"kernelparams", "The kernel's parameters, a list of `[name, value or null]`."},
              kernel_parameters);
}

}  // namespace brine::grains
