// SPDX-License-Identifier: Apache-2.0
#include "cli/run.hpp"

#include "cli/command_line.hpp"
#include "cli/progress_bar.hpp"
#include "cli/reports.hpp"
#include "cli/terminal.hpp"
#include "manager/commands.hpp"

#include <brine/support/json.hpp>
#include <brine/support/text.hpp>

#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <functional>
#include <map>
#include <memory>

namespace brine::spm {
namespace {

// What a command came to: its answer, how to show it, and the exit status.
struct Outcome {
    Value answer;
    std::string text;
    int status = exit_ok;
};

class Runner {
  public:
    Runner(Session& session, const support::ParsedCommand& parsed)
        : session_(session), parsed_(parsed) {}

    Outcome run() {
        settle(session_);
        const std::string command = support::join(parsed_.commands, " ");
        const auto found = handlers().find(command);
        if (found == handlers().end()) throw UsageError("there is no command '" + command + "'");
        return (this->*found->second)();
    }

  private:
    using Handler = Outcome (Runner::*)();

    // "repo list" and "list repos" are one, as in Salt's spm.
    static const std::map<std::string, Handler, std::less<>>& handlers() {
        static const std::map<std::string, Handler, std::less<>> table{
            {"install", &Runner::install},
            {"local install", &Runner::local_install},
            {"upgrade", &Runner::upgrade},
            {"remove", &Runner::remove},
            {"autoremove", &Runner::autoremove},
            {"local files", &Runner::local_files},
            {"local info", &Runner::local_info},
            {"list packages", &Runner::list_packages},
            {"list files", &Runner::list_files},
            {"list repos", &Runner::list_repositories},
            {"repo list", &Runner::list_repositories},
            {"files", &Runner::list_files},
            {"info", &Runner::info},
            {"repo packages", &Runner::repository_packages},
            {"repo search", &Runner::search},
            {"search", &Runner::search},
            {"outdated", &Runner::outdated},
            {"verify", &Runner::verify},
            {"owner", &Runner::owner},
            {"depends", &Runner::depends},
            {"rdepends", &Runner::dependants},
            {"history", &Runner::history},
            {"build", &Runner::build},
            {"create_repo", &Runner::create_repo},
            {"repo create", &Runner::create_repo},
            {"update_repo", &Runner::update_repo},
            {"repo update", &Runner::update_repo},
            {"download", &Runner::download},
            {"sign", &Runner::sign},
            {"key create", &Runner::create_key},
            {"key list", &Runner::list_keys},
            {"key trust", &Runner::trust_key},
            {"key export", &Runner::export_key},
            {"key remove", &Runner::remove_key},
            {"clean", &Runner::clean},
            {"close", &Runner::close},
        };
        return table;
    }

    static Outcome changed(const Value& answer) {
        const bool failed = !answer["hooks_failed"].is_nil();
        return {answer, "", failed ? exit_hook_failed : exit_ok};
    }

    Outcome install() { return changed(spm::install(session_, parsed_.values("PACKAGE"))); }
    Outcome local_install() {
        for (const std::string& file : parsed_.values("FILE"))
            if (!file.ends_with(".spm")) throw UsageError("'" + file + "' is no file NAME.spm");
        return changed(spm::install(session_, parsed_.values("FILE")));
    }
    Outcome upgrade() { return changed(spm::upgrade(session_, parsed_.values("PACKAGE"))); }
    Outcome remove() {
        return changed(spm::remove(session_, parsed_.values("PACKAGE"), parsed_.has("cascade")));
    }
    Outcome autoremove() { return changed(spm::autoremove(session_)); }

    Outcome local_files() {
        const Value package = spm::local_files(session_, word("FILE"));
        return {package, members_report(package)};
    }
    Outcome local_info() {
        const Value formula = spm::local_info(session_, word("FILE"));
        return {formula, info_report(formula)};
    }
    Outcome list_packages() {
        const Value records = spm::list_packages(session_);
        return {records, packages_report(records, verbose())};
    }
    Outcome list_files() {
        const Value files = spm::list_files(session_, word("PACKAGE"));
        return {files, files_report(files, verbose())};
    }
    Outcome list_repositories() {
        const Value repositories = spm::list_repositories(session_);
        return {repositories, repositories_report(repositories, verbose())};
    }
    Outcome info() {
        const Value record = spm::info(session_, word("PACKAGE"));
        return {record, info_report(record)};
    }
    Outcome repository_packages() {
        const Value packages = spm::search(session_, parsed_.value_or("TERM", ""), false);
        return {packages, search_report(packages)};
    }
    Outcome search() {
        const Value packages = spm::search(session_, word("TERM"), true);
        return {packages, search_report(packages)};
    }
    Outcome outdated() {
        const Value packages = spm::outdated(session_);
        return {packages, outdated_report(packages),
                packages.size() > 0 ? exit_differences : exit_ok};
    }
    Outcome verify() {
        const Value result = spm::verify(session_, parsed_.values("PACKAGE"));
        return {result, verify_report(result, verbose()),
                result["problems"].size() > 0 ? exit_differences : exit_ok};
    }
    Outcome owner() {
        const auto& files = parsed_.values("FILE");
        const Value owners = spm::owner(session_, files);
        return {owners, owner_report(owners), owners.size() < files.size() ? exit_failed : exit_ok};
    }
    Outcome depends() {
        const Value packages = spm::depends(session_, word("PACKAGE"));
        return {packages, depends_report(packages)};
    }
    Outcome dependants() {
        const Value packages = spm::dependants(session_, word("PACKAGE"));
        return {packages, depends_report(packages)};
    }
    Outcome history() {
        const Value entries = spm::history(session_, limit());
        return {entries, history_report(entries)};
    }
    Outcome build() {
        const Value built = spm::build(session_, word("DIR"), parsed_.has("preserve"));
        if (session_.wishes().dry_run) {
            std::string members;
            for (const Value& member : built["members"].items())
                members += format("\n\t{}", member);
            return {built, format("Would build package {}{}\n", built["package"], members)};
        }
        return {built, format("Built package {}\n", built["package"])};
    }
    Outcome create_repo() {
        const Value result = spm::create_repo(session_, word("DIR"), parsed_.has("sign"),
                                              parsed_.value_or("key", ""));
        const bool tell = verbose() || session_.wishes().dry_run;
        return {result,
                tell ? format("{}: {} packages, {} read\n", result["metadata"], result["packages"],
                              result["read"])
                     : "",
                result["problems"].size() > 0 ? exit_failed : exit_ok};
    }
    Outcome update_repo() {
        const Value results = spm::update_repo(session_, parsed_.value_or("REPO", ""));
        Outcome outcome{results, ""};
        for (const Value& result : results.items()) {
            if (!result["error"].is_nil())
                outcome.status = exit_failed;
            else if (verbose())
                outcome.text +=
                    format("{}: {} packages{}\n", result["repository"], result["packages"],
                           result["changed"].is_true() ? "" : ", unchanged");
        }
        return outcome;
    }
    Outcome download() {
        const Value result =
            spm::download(session_, parsed_.values("PACKAGE"), parsed_.value_or("directory", "."),
                          parsed_.has("dependencies"));
        std::string text;
        for (const Value& file : result["files"].items()) text += format("{}\n", file);
        return {result, text};
    }
    Outcome sign() {
        const Value result =
            spm::sign(session_, parsed_.values("PATH"), parsed_.value_or("key", ""));
        std::string text;
        for (const Value& path : result["signed"].items()) text += format("Signed {}\n", path);
        return {result, text};
    }
    Outcome create_key() {
        const Value key = session_.package("create_key", {keys(), session_.call.str(word("NAME"))});
        return {key, format("Created the key {}; its public part is {}\n", key["id"], key["path"])};
    }
    Outcome list_keys() {
        const Value all = session_.package("list_keys", {keys()});
        return {all, keys_report(all)};
    }
    Outcome trust_key() {
        const Value key = session_.package("trust_key", {keys(), session_.call.str(word("NAME")),
                                                         session_.call.str(word("FILE"))});
        return {key, format("Trusts the key {}\n", key["id"])};
    }
    Outcome export_key() {
        const Value pem = session_.package("export_key", {keys(), session_.call.str(word("NAME"))});
        return {pem, std::string(pem.str())};
    }
    Outcome remove_key() {
        session_.package("remove_key", {keys(), session_.call.str(word("NAME"))});
        return {Value(true), ""};
    }
    Outcome clean() {
        const Value result = spm::clean(session_);
        std::string text;
        for (const Value& path : result["removed"].items()) text += format("{}\n", path);
        return {result, verbose() || session_.wishes().dry_run ? text : ""};
    }
    Outcome close() { return {Value(true), ""}; }

    [[nodiscard]] bool verbose() const { return session_.wishes().verbose; }
    [[nodiscard]] std::string word(std::string_view name) const {
        return parsed_.value_or(name, "");
    }
    [[nodiscard]] Value keys() const { return session_.settings.keys_dir.native(); }
    [[nodiscard]] std::int64_t limit() const {
        const std::string text = parsed_.value_or("limit", "20");
        std::int64_t number = 0;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
        if (result.ec != std::errc() || result.ptr != text.data() + text.size() || number < 1)
            throw UsageError("--limit takes a number, got '" + text + "'");
        return number;
    }

    Session& session_;
    const support::ParsedCommand& parsed_;
};

int fail(const std::string& text, int status) {
    std::fprintf(stderr, "%s\n", text.c_str());
    return status;
}

int run(Call& call, const support::ParsedCommand& parsed) {
    const bool json = parsed.value_or("out", "text") == "json";
    Terminal terminal(json);
    std::unique_ptr<ProgressBar> progress;
    if (::isatty(STDERR_FILENO) == 1 && !parsed.has("no-progress"))
        progress = std::make_unique<ProgressBar>(call.raw()->host);
    Session session(call, load_settings(call, wishes_of(parsed)), terminal);
    const Outcome outcome = Runner(session, parsed).run();
    progress.reset();
    print(json ? support::json::dump(outcome.answer, 2) + "\n" : outcome.text);
    return outcome.status;
}

}  // namespace

int run_command(Call& call, const std::vector<std::string_view>& words) {
    const support::ParsedCommand parsed = support::parse_command(command_spec(), words);
    if (parsed.message) return parsed.show_message();
    try {
        return run(call, parsed);
    } catch (const Declined& error) {
        return fail(error.what(), exit_declined);
    } catch (const Busy& error) {
        return fail(error.what(), exit_busy);
    } catch (const UsageError& error) {
        return fail(error.what(), exit_usage);
    } catch (const std::exception& error) {
        return fail(error.what(), exit_failed);
    }
}

}  // namespace brine::spm
