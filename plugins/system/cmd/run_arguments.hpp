// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/convert.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace brine::cmd {

// The text of a value in clear, for what is run; to_text() is for what people see.
[[nodiscard]] inline std::string clear_text(const Value& value) {
    return value.is_str() ? std::string(value.str()) : to_text(value);
}

// How a command is to be run: what the functions and states of this plugin have in common. Names
// and defaults are those of Salt's cmd.run_all.
struct RunArguments {
    Value cmd = {};  // text, or a list of a program and its arguments
    std::optional<Text> cwd = std::nullopt;
    std::optional<Text> stdin_text = std::nullopt;  // `stdin` is a macro of the C library
    std::optional<Text> runas = std::nullopt;
    std::optional<Text> shell = std::nullopt;
    bool python_shell = false;
    Value env = {};  // a map or a list of maps
    bool clean_env = false;
    std::optional<Text> prepend_path = std::nullopt;
    bool rstrip = true;
    std::optional<Text> umask = std::nullopt;  // octal digits
    Value timeout = {};                        // seconds
    std::string_view output_loglevel = "debug";
    bool reset_system_locale = true;
    bool ignore_retcode = false;
    bool stdin_raw_newlines = false;
    bool redirect_stderr = false;
    bool bg = false;
    Value success_retcodes = {};  // a list, or text with commas
    Value success_stdout = {};
    Value success_stderr = {};
};

// What came of it.
struct RunOutcome {
    std::int64_t pid = 0;
    std::optional<std::int64_t> retcode;  // nothing for a command in the background
    std::string out = {};
    std::string err = {};

    [[nodiscard]] bool failed() const { return retcode.value_or(0) != 0; }
};

}  // namespace brine::cmd
