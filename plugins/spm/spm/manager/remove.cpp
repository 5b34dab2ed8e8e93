// SPDX-License-Identifier: Apache-2.0
#include "manager/commands.hpp"
#include "manager/file_plan.hpp"
#include "manager/lock.hpp"
#include "manager/package_files.hpp"
#include "manager/values.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/text.hpp>

#include <algorithm>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

// The installed packages that depend on `name`.
std::vector<std::string> dependants_of(const Value& installed, std::string_view name) {
    std::vector<std::string> names;
    for (const Pair& pair : installed.pairs())
        for (const Demand& demand : demands_of(pair.value, "dependencies"))
            if (demand.name == name) {
                names.emplace_back(pair.key.str());
                break;
            }
    return names;
}

// `names` and, with `cascade`, all that depends on them, dependants first.
std::vector<std::string> in_order(Session& session, const Value& installed,
                                  const std::vector<std::string>& names, bool cascade) {
    std::vector<std::string> order;
    std::set<std::string> seen;
    const std::set<std::string> asked(names.begin(), names.end());
    const std::function<void(const std::string&)> visit = [&](const std::string& name) {
        if (!seen.insert(name).second) return;
        for (const std::string& dependant : dependants_of(installed, name)) {
            if (cascade || asked.contains(dependant)) {
                visit(dependant);
            } else if (!session.wishes().force) {
                throw Error(
                    format("{} is needed by {}; --cascade removes that as well, --force "
                           "removes {} all the same",
                           name, dependant, name));
            }
        }
        order.push_back(name);
    };
    for (const std::string& name : names) visit(name);
    return order;
}

Value carry_out(Session& session, const Value& installed, const std::vector<std::string>& names,
                const std::string& command) {
    const std::string text = format("Removing packages:\n\t{}", support::join(names, "\n\t"));
    List removed(session.call.memory());
    for (const std::string& name : names)
        removed.add(session.call.map({{"name", name}, {"version", version_text(installed[name])}}));
    std::vector<Value> changed;
    Value kept = session.call.list({});
    if (session.wishes().dry_run) {
        session.listener.status(text);
    } else {
        if (!session.wishes().assume_yes) session.listener.confirm(text);
        Transaction transaction(session, command);
        FilePlan files(session);
        for (const std::string& name : names) {
            session.listener.status(format("... removing {}", name));
            files.remove(name, session.db("list_files", {name}));
            transaction.add_change(session.call.map({{"action", "remove"},
                                                     {"package", name},
                                                     {"old", version_text(installed[name])},
                                                     {"new", nullptr}}));
        }
        files.hand_over(transaction);
        kept = transaction.run();
        changed = files.changed();
        for (const Value& file : changed) tell_changed(session, file);
    }
    return session.call.map({{"removed", removed.value()},
                             {"changed", value_list(session.call, changed)},
                             {"kept_directories", kept},
                             {"dry_run", session.wishes().dry_run}});
}

}  // namespace

Value remove(Session& session, const std::vector<std::string>& names, bool cascade) {
    const Lock lock(session);
    recover(session);
    const Value installed = installed_packages(session);
    for (const std::string& name : names)
        if (!installed.contains(name)) throw Error(format("Package {} not installed", name));
    return carry_out(session, installed, in_order(session, installed, names, cascade),
                     "remove " + support::join(names, " "));
}

Value autoremove(Session& session) {
    const Lock lock(session);
    recover(session);
    const Value installed = installed_packages(session);
    // What somebody asked for is needed, and what that needs.
    std::set<std::string, std::less<>> needed;
    const std::function<void(const Value&)> need = [&](const Value& record) {
        if (record.is_nil() || !needed.emplace(record["package"].str()).second) return;
        for (const Demand& demand : demands_of(record, "dependencies"))
            need(installed[demand.name]);
    };
    for (const Pair& pair : installed.pairs())
        if (pair.value["reason"].str_or("explicit") == "explicit") need(pair.value);
    std::vector<std::string> names;
    for (const Pair& pair : installed.pairs())
        if (!needed.contains(pair.key.str())) names.emplace_back(pair.key.str());
    if (names.empty())
        return session.call.map({{"removed", session.call.list({})},
                                 {"changed", session.call.list({})},
                                 {"kept_directories", session.call.list({})},
                                 {"dry_run", session.wishes().dry_run}});
    return carry_out(session, installed, in_order(session, installed, names, false), "autoremove");
}

Value clean(Session& session) {
    const Lock lock(session);
    recover(session);
    List removed(session.call.memory());
    for (const Repository& repository : configured_repositories(session)) {
        const fs::path directory = session.settings.cache_dir / repository.name;
        std::error_code error;
        if (!fs::is_directory(directory, error)) continue;
        removed.add(directory.native());
        if (!session.wishes().dry_run) support::remove_tree(directory);
    }
    return session.call.map({{"removed", removed.value()}, {"dry_run", session.wishes().dry_run}});
}

void settle(Session& session) {
    if (!interrupted(session.settings)) return;
    try {
        const Lock lock(session);
        recover(session);
    } catch (const Busy&) {
        // It is not interrupted but under way.
    } catch (const std::system_error& error) {
        session.listener.warn(
            format("an interrupted transaction waits to be settled ({})", error.what()));
    }
}

}  // namespace brine::spm
