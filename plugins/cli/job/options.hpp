// SPDX-License-Identifier: Apache-2.0
//
// The command line of `brine job`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::cli {

enum class Task { list, show, kill, status };

struct Options {
    Task task = Task::list;
    std::string jid;
    int signal = 15;  // SIGTERM
    bool json = false;

    // Set when the text for --help, or about a mistake, is all there is to do.
    std::optional<std::string> message;
    int exit_status = 0;
};

[[nodiscard]] Options parse_options(const std::vector<std::string_view>& argv);

// The number of "9", "KILL" or "SIGKILL"; nothing when there is no such signal.
[[nodiscard]] std::optional<int> signal_number(std::string_view text);

}  // namespace brine::cli
