// SPDX-License-Identifier: Apache-2.0
#include "workspace.hpp"

namespace brine::state {

Workspace::Workspace(Call& call, const RunArguments& arguments)
    : call_(call),
      settings_(make_settings(call, arguments)),
      files_(call.option("file_roots")),
      renderer_(call, settings_.context),
      tree_(call, files_, renderer_, places_) {}

std::string Workspace::environment() const {
    return settings_.saltenv.empty() ? "base" : settings_.saltenv;
}

Matches Workspace::top_matches(Errors& errors) {
    return Top(call_, settings_, files_, renderer_).matches(errors);
}

Errors Workspace::pillar_errors() {
    const Value over = settings_.context["pillar"]["_errors"];
    const Value messages = over.is_nil() ? call_.lookup("pillar:_errors") : over;
    if (!messages) return {};
    Errors errors{"Pillar failed to render with the following messages:"};
    for (const std::string& message : split_names(messages)) errors.push_back(message);
    return errors;
}

void set_retcode(Call& call, Retcode retcode) {
    call.store("retcode", static_cast<std::int64_t>(retcode));
}

Value refuse(Call& call, const Errors& errors, Retcode retcode) {
    set_retcode(call, retcode);
    List list = call.list();
    for (const std::string& error : errors) list.add(error);
    return list.value();
}

Errors disabled_messages(Call& call, const std::vector<std::string>& names) {
    const Value disabled = call.grain("state_runs_disabled");
    Errors messages;
    for (const std::string& name : names) {
        for (const Value& entry : disabled.items()) {
            const std::string pattern = to_text(entry);
            if (pattern == name) {
                messages.push_back(
                    format("The state file \"{}\" is currently disabled, to re-enable, run "
                           "state.enable {}.",
                           name, name));
            } else if (const std::size_t star = pattern.find(".*");
                       star != std::string::npos &&
                       name.starts_with(pattern.substr(0, pattern.find('.')) + '.')) {
                messages.push_back(
                    format("The state file \"{}\" is currently disabled by \"{}\", to re-enable, "
                           "run state.enable {}.",
                           name, pattern, pattern));
            }
        }
    }
    return messages;
}

}  // namespace brine::state
