// SPDX-License-Identifier: Apache-2.0
#include "states.hpp"

#include <brine/sdk.hpp>

using namespace brine::literals;

namespace motd {
namespace {

using brine::Call;
using brine::Event;

std::vector<std::string> list(Call& call) { return fragments_of(call).names(); }

std::optional<std::string> get(Call& call, std::string_view name) {
    return fragments_of(call).read(name);
}

// Runs in brined, on a thread of its own, for each job that ends.
void on_job_end(Event& event) {
    if (event.data["retcode"] == 0) return;
    fragments_of(event).write("failed-job", brine::format("The job {} ({}) failed\n",
                                                          event.data["jid"], event.data["fun"]));
    event.log(brine::Level::info, "the message of the day tells of the failed job {}",
              event.data["jid"]);
}

// Empty: the module can work here.
std::string unavailable(Call& call) {
    const std::filesystem::path directory = fragments_of(call).directory();
    if (std::filesystem::is_directory(directory.parent_path())) return {};
    return brine::format(
        "there is no directory '{}' to keep '{}' in; set the option "
        "motd:directory",
        directory.parent_path().string(), directory.filename().string());
}

}  // namespace
}  // namespace motd

BRINE_PLUGIN("motd", "1.0.0", "The message of the day, in pieces", plugin) {
    plugin.exec("motd.list", motd::list)
        .doc(
            "Lists the pieces of the message of the day.\n\nReturns: list of str.\n\n"
            "    brine call motd.list");
    plugin.exec("motd.get", motd::get, "name"_a)
        .doc(
            "The text of a piece.\n\n- `name` (str): of the piece's file\n\n"
            "Returns: str, or nil when there is none.\n\n    brine call motd.get welcome");
    motd::add_states(plugin);
    plugin.on("salt/job/*/ret/*", motd::on_job_end);
    plugin.available_if("motd", motd::unavailable);
}
