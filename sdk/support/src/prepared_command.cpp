// SPDX-License-Identifier: Apache-2.0
#include "prepared_command.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <stdexcept>
#include <system_error>

#include "program_candidates.hpp"
#include "valid_string.hpp"

namespace brine::support {
namespace {

std::vector<std::string> checked_arguments(const Command& command) {
    if (command.argv.empty()) throw std::invalid_argument("no program to run: argv is empty");
    for (const std::string& argument : command.argv) require_no_nul(argument, "argument");
    return command.argv;
}

std::vector<std::string> environment_entries(const std::map<std::string, std::string>& variables) {
    std::vector<std::string> entries;
    entries.reserve(variables.size());
    for (const auto& [name, value] : variables) entries.push_back(name + "=" + value);
    return entries;
}

std::string search_path_of(const std::map<std::string, std::string>& variables) {
    const auto found = variables.find("PATH");
    return found != variables.end() ? found->second : std::string(default_search_path);
}

std::vector<char*> pointers_to(std::vector<std::string>& strings) {
    std::vector<char*> pointers;
    pointers.reserve(strings.size() + 1);
    for (std::string& string : strings) pointers.push_back(string.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::set<gid_t> current_groups() {
    const int count = ::getgroups(0, nullptr);
    if (count < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot read our own groups");
    }
    std::vector<gid_t> groups(static_cast<std::size_t>(count));
    const int stored = ::getgroups(count, groups.data());
    if (stored < 0) {
        throw std::system_error(errno, std::generic_category(), "cannot read our own groups");
    }
    return {groups.begin(), groups.begin() + stored};
}

bool is_ourselves(const UserIdentity& identity) {
    if (identity.uid != ::getuid() || identity.uid != ::geteuid()) return false;
    if (identity.gid != ::getgid() || identity.gid != ::getegid()) return false;
    std::set<gid_t> ours = current_groups();
    ours.insert(identity.gid);
    return ours == std::set<gid_t>(identity.groups.begin(), identity.groups.end());
}

std::optional<UserIdentity> identity_to_take(const std::string& user) {
    if (user.empty()) return std::nullopt;
    UserIdentity identity = find_user(user);
    if (is_ourselves(identity)) return std::nullopt;
    return identity;
}

}  // namespace

PreparedCommand::PreparedCommand(const Command& command)
    : arguments_(checked_arguments(command)),
      working_directory_(command.working_directory),
      user_(command.user),
      identity_(identity_to_take(command.user)),
      file_creation_mask_(command.file_creation_mask),
      new_session_(command.new_session) {
    require_no_nul(working_directory_, "working directory");
    const std::map<std::string, std::string> variables = build_environment(command.environment);
    variables_ = environment_entries(variables);
    candidates_ = program_candidates(program(), search_path_of(variables));
    argv_ = pointers_to(arguments_);
    envp_ = pointers_to(variables_);
}

}  // namespace brine::support
