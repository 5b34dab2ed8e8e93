// SPDX-License-Identifier: Apache-2.0
//
// The command line of `brine plugin`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::cli {

enum class Task { list, info, check, create };

struct Options {
    Task task = Task::list;
    std::string subject;  // a plugin's name, for check a file
    bool json = false;
    std::string directory;  // of a new project; empty: named like the plugin
    std::string kind;       // of its functions: "exec", "state", or empty for both

    // Set when the text for --help, or about a mistake, is all there is to do.
    std::optional<std::string> message;
    int exit_status = 0;
};

[[nodiscard]] Options parse_options(const std::vector<std::string_view>& argv);

}  // namespace brine::cli
