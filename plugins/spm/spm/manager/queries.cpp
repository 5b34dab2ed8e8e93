// SPDX-License-Identifier: Apache-2.0
#include "manager/commands.hpp"
#include "manager/file_plan.hpp"
#include "manager/package_files.hpp"
#include "manager/values.hpp"

#include <algorithm>

namespace brine::spm {
namespace {

bool contains_text(const Value& text, std::string_view term) {
    return format("{}", text).find(term) != std::string::npos;
}

Value offered(Session& session, const Candidate& candidate) {
    return session.call.map({{"name", candidate.name},
                             {"version", candidate.version.version},
                             {"release", candidate.version.release},
                             {"repository", candidate.repository->name},
                             {"summary", candidate.formula["summary"]}});
}

std::vector<std::string> installed_names(Session& session) {
    std::vector<std::string> names;
    for (const Value& record : session.db("list_packages").items())
        names.emplace_back(record["package"].str());
    return names;
}

// What is wrong with an installed file, or nil.
Value problem_of(const Value& record, const Value& found) {
    if (found.is_nil()) return "missing";
    if (found["type"].str() != record["type"].str()) return "another type";
    if (record["type"].str() == "dir") return {};
    if (!unchanged(record, found)) return "changed";
    // Salt's spm notes the mode as the package has it, which is what was set.
    if (record["type"].str() == "file" &&
        (found["mode"].integer() & 0777) != (record["mode"].integer() & 0777))
        return "mode";
    return {};
}

}  // namespace

Value list_packages(Session& session) { return session.db("list_packages"); }

Value info(Session& session, std::string_view name) {
    const Value record = session.db("info", {name});
    if (!record.is_nil()) return record;
    // Not installed: what a repository says of it.
    const Demand demand = parse_demand(name);
    const Catalogue catalogue(session);
    if (const auto* candidates = catalogue.find(demand.name))
        for (const Candidate& candidate : *candidates)
            if (demand.fits(candidate.version)) {
                Map map(session.call.memory());
                map.update(candidate.formula);
                map.set("repository", candidate.repository->name);
                return map.value();
            }
    throw Error(format("package {} not installed", name));
}

Value list_files(Session& session, std::string_view name) {
    const Value files = session.db("list_files", {name});
    if (files.is_nil()) throw Error(format("package {} not installed", name));
    return files;
}

Value local_info(Session& session, const std::string& file) {
    return candidate_from_file(session, file).formula;
}

Value local_files(Session& session, const std::string& file) {
    return session.package("members", {candidate_from_file(session, file).local_file.native()});
}

Value list_repositories(Session& session) {
    List all(session.call.memory());
    for (const Repository& repository : configured_repositories(session))
        all.add(session.call.map({{"name", repository.name}, {"url", repository.url}}));
    return all.value();
}

Value search(Session& session, std::string_view term, bool everywhere) {
    List found(session.call.memory());
    const Catalogue catalogue(session);
    for (const auto& [name, candidates] : catalogue.all()) {
        const Value& formula = candidates.front().formula;
        const bool fits = name.find(term) != std::string::npos ||
                          (everywhere && (contains_text(formula["summary"], term) ||
                                          contains_text(formula["description"], term)));
        if (!fits) continue;
        // One line per repository, as each has its own newest.
        std::set<std::string> repositories;
        for (const Candidate& candidate : candidates)
            if (repositories.insert(candidate.repository->name).second)
                found.add(offered(session, candidate));
    }
    return found.value();
}

Value outdated(Session& session) {
    List found(session.call.memory());
    const Catalogue catalogue(session);
    for (const Value& record : session.db("list_packages").items()) {
        const auto* candidates = catalogue.find(record["package"].str());
        if (candidates == nullptr || candidates->front().version <= version_of(record)) continue;
        found.add(session.call.map({{"name", record["package"]},
                                    {"installed", version_text(record)},
                                    {"available", candidates->front().version.text()},
                                    {"repository", candidates->front().repository->name}}));
    }
    return found.value();
}

Value verify(Session& session, const std::vector<std::string>& names) {
    List problems(session.call.memory());
    std::size_t count = 0;
    for (const std::string& name : names.empty() ? installed_names(session) : names) {
        session.call.stop_if_cancelled();
        const Value files = list_files(session, name);
        List paths(session.call.memory());
        for (const Value& file : files.items()) paths.add(file["path"]);
        const Value found = session.files("look", {paths.value(), "sha1"});
        for (std::size_t n = 0; n < files.size(); ++n) {
            const Value& file = files.items()[n];
            const Value problem = problem_of(file, found.items()[n]);
            ++count;
            if (problem.is_nil()) continue;
            problems.add(session.call.map({{"package", name},
                                           {"path", file["path"]},
                                           {"problem", problem},
                                           {"config", file["config"]}}));
        }
    }
    return session.call.map({{"problems", problems.value()}, {"files", count}});
}

Value owner(Session& session, const std::vector<std::string>& paths) {
    List absolute(session.call.memory());
    for (const std::string& path : paths) {
        std::string text = std::filesystem::absolute(path).lexically_normal().native();
        while (text.size() > 1 && text.ends_with('/')) text.pop_back();
        absolute.add(text);
    }
    return session.db("owners", {absolute.value()});
}

Value depends(Session& session, const std::string& name) {
    const Value formula = info(session, name);
    List all(session.call.memory());
    const Value installed = installed_packages(session);
    for (const Demand& demand : demands_of(formula, "dependencies")) {
        const Value record = installed[demand.name];
        all.add(session.call.map(
            {{"name", demand.name},
             {"demand", demand.text()},
             {"installed", record.is_nil() ? Value() : session.call.str(version_text(record))}}));
    }
    return all.value();
}

Value dependants(Session& session, const std::string& name) {
    List all(session.call.memory());
    for (const Value& record : session.db("list_packages").items())
        for (const Demand& demand : demands_of(record, "dependencies"))
            if (demand.name == name) {
                all.add(session.call.map({{"name", record["package"]},
                                          {"demand", demand.text()},
                                          {"installed", version_text(record)}}));
                break;
            }
    return all.value();
}

Value history(Session& session, std::int64_t limit) { return session.db("history", {limit}); }

}  // namespace brine::spm
