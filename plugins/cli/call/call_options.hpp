// SPDX-License-Identifier: Apache-2.0
//
// The command line of `brine call`: salt-call's options.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::cli {

struct CallOptions {
    std::string function;
    std::vector<std::string> words;        // its arguments as typed
    std::optional<std::string> args_json;  // {"args": [...], "kwargs": {...}} instead
    std::string output;                    // empty: what the function asks for, else nested
    std::string output_file;               // empty: standard output
    std::optional<int> output_indent;
    bool local = false;  // never through the daemon
    bool doc = false;
    bool grains = false;
    bool no_colour = false;
    bool force_colour = false;
    bool retcode_passthrough = false;
    bool no_progress = false;
    bool async = false;

    // Set when the text for --help, or about a mistake, is all there is to do.
    std::optional<std::string> message;
    int exit_status = 0;
};

[[nodiscard]] CallOptions parse_call_options(const std::vector<std::string_view>& argv);

}  // namespace brine::cli
