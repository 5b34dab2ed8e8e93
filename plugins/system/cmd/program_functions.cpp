// SPDX-License-Identifier: Apache-2.0
#include <brine/sdk.hpp>
#include <brine/support/process.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "groups.hpp"
#include "runner.hpp"

namespace brine::cmd {
namespace {

// PATH, and behind it the usual places, which a daemon's PATH may lack.
std::string search_path() {
    constexpr std::array<std::string_view, 6> usual{
        "/sbin", "/bin", "/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"};
    const char* variable = std::getenv("PATH");
    std::string path = variable != nullptr ? variable : "";
    const auto known = support::split(path, ':');
    std::string missing;
    for (const std::string_view directory : usual)
        if (std::find(known.begin(), known.end(), directory) == known.end())
            missing.append(":").append(directory);
    return path + missing;
}

std::optional<std::string> which(Call&, std::string_view cmd) {
    if (cmd.empty()) return std::nullopt;
    return support::find_program(cmd, search_path());
}

std::optional<std::string> which_bin(Call& call, Value cmds) {
    if (cmds.is_str()) return which(call, cmds.str());
    for (const Value& cmd : cmds.items())
        if (auto found = which(call, cmd.str())) return found;
    return std::nullopt;
}

}  // namespace

void add_program_functions(Plugin& p) {
    p.exec("cmd.which", which, "cmd"_a)
        .doc(
            "Answers the path of a program.\n\n- `cmd` (str): its name\n\n"
            "Returns: str, or nil when there is no such program in `PATH` and the usual "
            "directories.\n\n    brine call cmd.which cat");
    p.exec("cmd.which_bin", which_bin, "cmds"_a)
        .doc(
            "Answers the path of the first program that is there.\n\n"
            "- `cmds` (list of str): names\n\nReturns: str or nil.\n\n"
            "    brine call cmd.which_bin '[pip2, pip, pip-python]'");
    p.exec(
         "cmd.has_exec",
         [](Call& call, std::string_view cmd) { return which(call, cmd).has_value(); }, "cmd"_a)
        .doc(
            "Answers whether a program can be run.\n\n- `cmd` (str): its name\n\n"
            "Returns: bool.\n\n    brine call cmd.has_exec cat");
    p.exec("cmd.shells", [](Call&) { return login_shells(); })
        .doc(
            "Lists the valid login shells of this system: the content of `/etc/shells`.\n\n"
            "Returns: list of str.\n\n    brine call cmd.shells");
}

}  // namespace brine::cmd
