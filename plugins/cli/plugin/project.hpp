// SPDX-License-Identifier: Apache-2.0
//
// `brine plugin new`: a project for a plugin, from the template.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace brine::cli {

struct ProjectRequest {
    std::string name;  // of the plugin: "acme-user"
    std::filesystem::path directory;
    bool with_exec = true;   // an execution function
    bool with_state = true;  // a state
};

// Why this cannot be the name of a plugin, or an empty string.
[[nodiscard]] std::string name_flaw(std::string_view name);

// "acme_user" for "acme-user": the name of the plugin's module and source files.
[[nodiscard]] std::string module_name(std::string_view name);

// A text of the template as it is written: without the template's licence line and the sections
// that were not asked for, and with the names in place.
[[nodiscard]] std::string filled_in(std::string_view text, const ProjectRequest& request);

// Writes the project and answers the files, below its directory. BadArgument for a name that is
// none; Error when there is something at `directory` already; std::system_error when a file cannot
// be written.
std::vector<std::filesystem::path> write_project(const ProjectRequest& request);

}  // namespace brine::cli
