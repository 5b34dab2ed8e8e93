// SPDX-License-Identifier: Apache-2.0
#include "brine/support/environment.hpp"

#include <unistd.h>

#include <stdexcept>

#include "valid_string.hpp"

namespace brine::support {
namespace {

using Variables = std::map<std::string, std::string>;

Variables current_environment() {
    Variables variables;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const std::size_t equals = text.find('=');
        // An entry without a name cannot be set or looked up by any program: leave it behind.
        if (equals == std::string_view::npos || equals == 0) continue;
        // The first of two equal names is the one that getenv(3) finds.
        variables.emplace(text.substr(0, equals), text.substr(equals + 1));
    }
    return variables;
}

void require_variable_name(std::string_view name) {
    require_no_nul(name, "environment variable name");
    if (name.empty() || name.find('=') != std::string_view::npos) {
        throw std::invalid_argument("invalid environment variable name '" + std::string(name) +
                                    "'");
    }
}

void prepend_to_path(Variables& variables, const std::string& directories) {
    require_no_nul(directories, "prepend_path");
    const auto found = variables.find("PATH");
    const std::string rest =
        found != variables.end() ? found->second : std::string(default_search_path);
    // An empty element would mean the working directory.
    variables["PATH"] = rest.empty() ? directories : directories + ":" + rest;
}

}  // namespace

Variables build_environment(const EnvironmentChanges& changes) {
    Variables variables = changes.clean ? Variables{} : current_environment();
    for (const std::string& name : changes.unset) {
        require_variable_name(name);
        variables.erase(name);
    }
    for (const auto& [name, value] : changes.set) {
        require_variable_name(name);
        require_no_nul(value, "value of environment variable '" + name + "'");
        variables[name] = value;
    }
    if (!changes.prepend_path.empty()) prepend_to_path(variables, changes.prepend_path);
    return variables;
}

}  // namespace brine::support
