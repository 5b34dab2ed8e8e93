// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace brine::grains {

// What process 1 is: "systemd", "sysvinit", "upstart", "supervisord", "dumb-init", "tini",
// "runit" or "unknown".
[[nodiscard]] std::string init_system();

// The version and the compiled-in features of the installed systemd, read from its library;
// empty where they cannot be told.
struct Systemd {
    std::string version;   // "252"
    std::string features;  // "+PAM +AUDIT ..."
};
[[nodiscard]] Systemd installed_systemd();

}  // namespace brine::grains
