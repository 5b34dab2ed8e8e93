// SPDX-License-Identifier: Apache-2.0
#include "manager/commands.hpp"
#include "manager/file_plan.hpp"
#include "manager/hooks.hpp"
#include "manager/lock.hpp"
#include "manager/package_files.hpp"
#include "manager/values.hpp"

#include <brine/support/text.hpp>

#include <array>
#include <ctime>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

// As Salt's spm writes it: "Sat, 21 Nov 2026 01:30:36 GMT".
std::string install_date() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    return {text.data(),
            std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

std::vector<std::string> names_of(const std::vector<Step>& steps) {
    std::vector<std::string> names;
    for (const Step& step : steps) names.push_back(step.candidate.name);
    return names;
}

void tell_wishes(Session& session, const Resolution& plan) {
    const auto tell = [&](const char* what, const std::vector<std::string>& names) {
        if (!names.empty())
            session.listener.status(format("The following dependencies are {}:\n\t{}\n", what,
                                           support::join(names, "\n\t")));
    };
    tell("optional", plan.optional);
    tell("recommended", plan.recommended);
    for (const std::string& warning : plan.warnings) session.listener.warn(warning);
}

std::string reason_of(const Step& step) {
    if (step.explicit_wish) return "explicit";
    // What was asked for once stays asked for when it is upgraded for another.
    return std::string(step.installed["reason"].str_or("dependency"));
}

Value summary_of(Session& session, const Step& step) {
    const Candidate& candidate = step.candidate;
    return session.call.map(
        {{"name", candidate.name},
         {"version", candidate.version.text()},
         {"old",
          step.installed.is_nil() ? Value() : session.call.str(version_text(step.installed))},
         {"reason", session.call.str(reason_of(step))},
         {"source", candidate.repository != nullptr
                        ? session.call.str(candidate.repository->name)
                        : session.call.str(candidate.local_file.native())}});
}

class Installation {
  public:
    Installation(Session& session, const Resolution& plan, std::string command)
        : session_(session),
          plan_(plan),
          transaction_(session, std::move(command)),
          files_(session) {}

    Value run() {
        std::vector<fs::path> packages;
        for (const Step& step : plan_.steps) packages.push_back(obtain(session_, step.candidate));
        for (std::size_t n = 0; n < packages.size(); ++n) prepare(n, packages[n]);
        files_.require_no_conflicts();
        files_.hand_over(transaction_);
        if (session_.wishes().hooks)
            for (const Value& formula : formulas_) run_hook(session_, formula, "pre");
        transaction_.run();
        return finish();
    }

  private:
    void prepare(std::size_t number, const fs::path& file) {
        const Step& step = plan_.steps[number];
        session_.listener.status(format("... installing {}", step.candidate.name));
        const fs::path directory = transaction_.unpack_directory(number);
        const Value package = session_.package("unpack", {file.native(), directory.native()});
        require_same(step.candidate, package, file);
        const UnpackedPackage unpacked{
            .name = step.candidate.name,
            .formula = package["formula"],
            .members = package["members"],
            .source_prefix = std::to_string(number) + "/",
            .old_files = step.installed.is_nil()
                             ? Value()
                             : session_.db("list_files", {step.candidate.name})};
        const Value records = files_.install(unpacked);
        const Value old =
            step.installed.is_nil() ? Value() : session_.call.str(version_text(step.installed));
        transaction_.add_change(session_.call.map(
            {{"action", "install"},
             {"package", step.candidate.name},
             {"formula", unpacked.formula},
             {"installed", install_date()},
             {"reason", reason_of(step)},
             {"repository", step.candidate.repository != nullptr
                                ? session_.call.str(step.candidate.repository->name)
                                : Value("")},
             {"sha256", step.candidate.sha256},
             {"files", records},
             {"old", old},
             {"new", step.candidate.version.text()}}));
        formulas_.push_back(unpacked.formula);
        if (has_hook(unpacked.formula, "post")) transaction_.add_post_hook(unpacked.formula);
    }

    // What was resolved is what is installed, whatever the file is called.
    static void require_same(const Candidate& candidate, const Value& package,
                             const fs::path& file) {
        const Version version = version_of(package);
        if (package["name"].str() == candidate.name && version == candidate.version) return;
        throw Error(format("'{}' holds {} {}, not {} {} as its repository says", file.native(),
                           package["name"], version.text(), candidate.name,
                           candidate.version.text()));
    }

    Value finish() {
        Map result(session_.call.memory());
        List installed(session_.call.memory());
        for (const Step& step : plan_.steps) installed.add(summary_of(session_, step));
        result.add("installed", installed.value());
        result.add("changed", value_list(session_.call, files_.changed()));
        for (const Value& file : files_.changed()) tell_changed(session_, file);
        result.add("hooks_failed", hooks_failed());
        return result.value();
    }

    Value hooks_failed() {
        try {
            transaction_.run_post_hooks();
            return {};
        } catch (const Cancelled&) {
            throw;
        } catch (const std::exception& error) {
            session_.listener.warn(error.what());
            return session_.call.str(error.what());
        }
    }

    Session& session_;
    const Resolution& plan_;
    Transaction transaction_;
    FilePlan files_;
    std::vector<Value> formulas_;
};

Value carry_out(Session& session, const Resolution& plan, const std::string& command) {
    tell_wishes(session, plan);
    Map result(session.call.memory());
    List steps(session.call.memory());
    for (const Step& step : plan.steps) steps.add(summary_of(session, step));
    result.add("installed", steps.value());
    result.add("changed", session.call.list({}));
    result.add("hooks_failed", nullptr);
    if (!plan.steps.empty()) {
        const auto names = names_of(plan.steps);
        const std::string text =
            format("Installing packages:\n\t{}\n", support::join(names, "\n\t"));
        if (session.wishes().dry_run)
            session.listener.status(text);
        else if (!session.wishes().assume_yes)
            session.listener.confirm(text);
        if (!session.wishes().dry_run) result.update(Installation(session, plan, command).run());
    }
    result.add("optional", texts_value(session.call, plan.optional));
    result.add("recommended", texts_value(session.call, plan.recommended));
    result.add("dry_run", session.wishes().dry_run);
    return result.value();
}

}  // namespace

Value install(Session& session, const std::vector<std::string>& words) {
    const Lock lock(session);
    recover(session);
    const Catalogue catalogue(session);
    Resolver resolver(session, catalogue);
    std::vector<Demand> demands;
    for (const std::string& word : words) {
        if (!is_package_file(word)) {
            demands.push_back(parse_demand(word));
            continue;
        }
        Candidate candidate = candidate_from_file(session, word);
        demands.push_back({.name = candidate.name, .version = {}, .release = {}});
        resolver.offer(std::move(candidate));
    }
    return carry_out(session, resolver.resolve(demands, Goal::install),
                     "install " + support::join(words, " "));
}

Value upgrade(Session& session, const std::vector<std::string>& names) {
    const Lock lock(session);
    recover(session);
    const Catalogue catalogue(session);
    Resolver resolver(session, catalogue);
    std::vector<Demand> demands;
    const Value installed = installed_packages(session);
    for (const std::string& name : names) {
        Demand demand = parse_demand(name);
        if (!installed.contains(demand.name))
            throw Error(format("package {} not installed", demand.name));
        demands.push_back(std::move(demand));
    }
    // Those of no repository stay as they are.
    if (names.empty())
        for (const Pair& pair : installed.pairs())
            if (catalogue.find(pair.key.str()) != nullptr)
                demands.push_back(
                    {.name = std::string(pair.key.str()), .version = {}, .release = {}});
    return carry_out(session, resolver.resolve(demands, Goal::upgrade),
                     names.empty() ? "upgrade" : "upgrade " + support::join(names, " "));
}

Value download(Session& session, const std::vector<std::string>& words, const fs::path& directory,
               bool with_dependencies) {
    const Catalogue catalogue(session);
    std::vector<Candidate> wanted;
    if (with_dependencies) {
        Resolver resolver(session, catalogue);
        std::vector<Demand> demands;
        for (const std::string& word : words) demands.push_back(parse_demand(word));
        for (const Step& step : resolver.resolve(demands, Goal::install).steps)
            wanted.push_back(step.candidate);
    } else {
        for (const std::string& word : words) wanted.push_back(best_candidate(catalogue, word));
    }
    List files(session.call.memory());
    for (const Candidate& candidate : wanted) {
        const fs::path target = directory / fs::path(candidate.filename).filename();
        if (!session.wishes().dry_run) {
            const Lock lock(session);
            fs::copy_file(obtain(session, candidate), target, fs::copy_options::overwrite_existing);
        }
        files.add(target.native());
    }
    return session.call.map({{"files", files.value()}, {"dry_run", session.wishes().dry_run}});
}

}  // namespace brine::spm
