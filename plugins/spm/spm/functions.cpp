// SPDX-License-Identifier: Apache-2.0
#include "functions.hpp"

#include "manager/commands.hpp"

namespace brine::spm {
namespace {

using namespace brine::literals;

// A caller that is a program: what there is to say goes to the log.
class Logger final : public Listener {
  public:
    explicit Logger(Call& call) : call_(call) {}

    void status(const std::string& text) override { call_.log(Level::info, "{}", text); }
    void warn(const std::string& text) override { call_.log(Level::warning, "{}", text); }
    void confirm(const std::string&) override {}  // who calls has decided

  private:
    Call& call_;
};

std::vector<std::string> texts(const Rest& rest) {
    std::vector<std::string> all;
    const auto add = [&](const Value& value, const auto& self) -> void {
        if (value.is_list())
            for (const Value& item : value.items()) self(item, self);
        else
            all.push_back(format("{}", value));
    };
    for (const Value& value : rest.items) add(value, add);
    return all;
}

std::vector<std::string> required(const Rest& rest, std::string_view what) {
    auto all = texts(rest);
    if (all.empty()) throw BadArgument(format("name at least one {}", what));
    return all;
}

// Runs a command in a session of its own.
template <class Command>
Value in_session(Call& call, Wishes wishes, Command command) {
    wishes.assume_yes = true;
    wishes.wait_seconds = 60;
    Logger logger(call);
    Session session(call, load_settings(call, wishes), logger);
    return command(session);
}

// `test` as an argument, or else test mode, is a dry run.
bool only_told(Call& call, const std::optional<bool>& test) { return test.value_or(call.test()); }

Value install_function(Call& call, Rest packages, bool force, bool hooks, const std::string& root,
                       std::optional<bool> test) {
    return in_session(
        call, {.force = force, .dry_run = only_told(call, test), .hooks = hooks, .root = root},
        [&](Session& session) { return install(session, required(packages, "package")); });
}
Value upgrade_function(Call& call, Rest packages, bool hooks, const std::string& root,
                       std::optional<bool> test) {
    return in_session(call, {.dry_run = only_told(call, test), .hooks = hooks, .root = root},
                      [&](Session& session) { return upgrade(session, texts(packages)); });
}
Value remove_function(Call& call, Rest packages, bool cascade, bool force, const std::string& root,
                      std::optional<bool> test) {
    return in_session(
        call, {.force = force, .dry_run = only_told(call, test), .root = root},
        [&](Session& session) { return remove(session, required(packages, "package"), cascade); });
}
Value autoremove_function(Call& call, const std::string& root, std::optional<bool> test) {
    return in_session(call, {.dry_run = only_told(call, test), .root = root},
                      [&](Session& session) { return autoremove(session); });
}
Value list_packages_function(Call& call, const std::string& root) {
    return in_session(call, {.root = root},
                      [&](Session& session) { return list_packages(session); });
}
Value list_files_function(Call& call, std::string_view name, const std::string& root) {
    return in_session(call, {.root = root},
                      [&](Session& session) { return list_files(session, name); });
}
Value info_function(Call& call, std::string_view name, const std::string& root) {
    return in_session(call, {.root = root}, [&](Session& session) { return info(session, name); });
}
Value owner_function(Call& call, Rest paths, const std::string& root) {
    return in_session(call, {.root = root},
                      [&](Session& session) { return owner(session, required(paths, "file")); });
}
Value verify_function(Call& call, Rest packages, const std::string& root) {
    return in_session(call, {.root = root},
                      [&](Session& session) { return verify(session, texts(packages)); });
}
Value outdated_function(Call& call, const std::string& root) {
    return in_session(call, {.root = root}, [&](Session& session) { return outdated(session); });
}
Value search_function(Call& call, std::string_view term) {
    return in_session(call, {}, [&](Session& session) { return search(session, term, true); });
}
Value depends_function(Call& call, const std::string& name) {
    return in_session(call, {}, [&](Session& session) { return depends(session, name); });
}
Value dependants_function(Call& call, const std::string& name) {
    return in_session(call, {}, [&](Session& session) { return dependants(session, name); });
}
Value history_function(Call& call, std::int64_t limit) {
    return in_session(call, {}, [&](Session& session) { return history(session, limit); });
}
Value list_repos_function(Call& call) {
    return in_session(call, {}, [&](Session& session) { return list_repositories(session); });
}
Value update_repo_function(Call& call, const std::string& name) {
    return in_session(call, {}, [&](Session& session) { return update_repo(session, name); });
}
Value build_function(Call& call, const std::string& directory, bool preserve) {
    return in_session(call, {},
                      [&](Session& session) { return build(session, directory, preserve); });
}
Value create_repo_function(Call& call, const std::string& directory, bool sign_it,
                           const std::string& key) {
    return in_session(
        call, {}, [&](Session& session) { return create_repo(session, directory, sign_it, key); });
}
Value download_function(Call& call, Rest packages, const std::string& directory,
                        bool dependencies) {
    return in_session(call, {}, [&](Session& session) {
        return download(session, required(packages, "package"), directory, dependencies);
    });
}
Value clean_function(Call& call) {
    return in_session(call, {}, [&](Session& session) { return clean(session); });
}

}  // namespace

void add_functions(Plugin& plugin) {
    plugin
        .exec("spm.install", install_function, "packages"_a, "force"_a = false, "hooks"_a = true,
              "root"_a = "", "test"_a = nullptr)
        .doc(
            "Installs packages of formulas, with what they depend on.\n\npackages\n    names, "
            "names "
            "with a version (apache=202611), files\nforce\n    overwrite files that are in the "
            "way, install again\nhooks\n    run the states that formulas bring\nroot\n    work "
            "below this directory\ntest\n    only tell what would be done");
    plugin
        .exec("spm.upgrade", upgrade_function, "packages"_a, "hooks"_a = true, "root"_a = "",
              "test"_a = nullptr)
        .doc("Replaces packages, all if none is named, by newer versions.");
    plugin
        .exec("spm.remove", remove_function, "packages"_a, "cascade"_a = false, "force"_a = false,
              "root"_a = "", "test"_a = nullptr)
        .doc("Removes packages; with cascade, also what depends on them.");
    plugin.exec("spm.autoremove", autoremove_function, "root"_a = "", "test"_a = nullptr)
        .doc("Removes what was only installed for others that are gone.");
    plugin.exec("spm.list_packages", list_packages_function, "root"_a = "")
        .doc("The records of the installed packages.");
    plugin.exec("spm.list_files", list_files_function, "name"_a, "root"_a = "")
        .doc("The records of an installed package's files.");
    plugin.exec("spm.info", info_function, "name"_a, "root"_a = "")
        .doc("The record of an installed package, or the formula of one that a repository has.");
    plugin.exec("spm.owner", owner_function, "paths"_a, "root"_a = "")
        .doc("The packages that each of the paths belongs to.");
    plugin.exec("spm.verify", verify_function, "packages"_a, "root"_a = "")
        .doc("Compares installed files with what was installed.");
    plugin.exec("spm.outdated", outdated_function, "root"_a = "")
        .doc("Packages of which there is a newer version.");
    plugin.exec("spm.search", search_function, "term"_a)
        .doc("Packages of the repositories whose name or texts have the term.");
    plugin.exec("spm.depends", depends_function, "name"_a).doc("What a package depends on.");
    plugin.exec("spm.rdepends", dependants_function, "name"_a).doc("What depends on a package.");
    plugin.exec("spm.history", history_function, "limit"_a = 20).doc("The last changes.");
    plugin.exec("spm.list_repos", list_repos_function).doc("The repositories.");
    plugin.exec("spm.update_repo", update_repo_function, "name"_a = "")
        .doc("Asks the repositories, or one of them, what they offer.");
    plugin.exec("spm.build", build_function, "directory"_a, "preserve"_a = false)
        .doc("Builds a package from a formula's directory.");
    plugin
        .exec("spm.create_repo", create_repo_function, "directory"_a, "sign"_a = false,
              "key"_a = "")
        .doc("Makes a directory of packages a repository.");
    plugin
        .exec("spm.download", download_function, "packages"_a, "directory"_a,
              "dependencies"_a = false)
        .doc("Downloads packages into a directory.");
    plugin.exec("spm.clean", clean_function).doc("Removes packages that were downloaded.");
}

}  // namespace brine::spm
