// SPDX-License-Identifier: Apache-2.0
#include "cli/command_line.hpp"

#include <charconv>

namespace brine::spm {
namespace {

using support::ArgumentSpec;
using support::CommandSpec;
using support::OptionSpec;

ArgumentSpec one(std::string_view name, std::string_view help) {
    return {.name = name, .help = help};
}
ArgumentSpec perhaps(std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .required = false};
}
ArgumentSpec some(std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .required = true, .repeated = true};
}
ArgumentSpec any(std::string_view name, std::string_view help) {
    return {.name = name, .help = help, .required = false, .repeated = true};
}

const std::string_view demand_help =
    "a name, a name with a version (apache=202611, 'apache>=2026'), or a file NAME.spm";
const std::string_view package_help = "the package's name";
const std::string_view file_help = "a package file, NAME-VERSION-RELEASE.spm";

OptionSpec key_option() {
    return {.names = "--key",
            .value = "NAME",
            .help = "the key to sign with (default: the only private one there is)"};
}

std::vector<OptionSpec> shared_options() {
    return {
        {.names = "-y,--assume-yes", .help = "ask nothing"},
        {.names = "-f,--force",
         .help = "overwrite files that are in the way, install again what is installed, remove "
                 "what others need"},
        {.names = "-v,--verbose", .help = "tell more"},
        {.names = "--dry-run", .help = "tell what would be done, and do nothing"},
        {.names = "--no-hooks", .help = "leave out the states that formulas bring"},
        {.names = "--root",
         .value = "DIR",
         .help = "work below DIR as if it were the root of the system"},
        {.names = "--wait",
         .value = "SECONDS",
         .help = "wait that long for another spm to end (default: 0)"},
        {.names = "--out",
         .value = "FORMAT",
         .help = "text for people (the default) or json for programs",
         .choices = {"text", "json"}},
        {.names = "--no-progress", .help = "show no progress on a terminal"},
    };
}

CommandSpec create_repo_spec(std::string_view name) {
    return {.name = name,
            .summary = "Makes a directory of packages a repository: writes its SPM-METADATA.",
            .arguments = {one("DIR", "the directory; packages below it count, too")},
            .options = {{.names = "--sign", .help = "sign the metadata"}, key_option()},
            .notes =
                "Of each package the newest version is offered; the older ones can be asked "
                "for, or go to DIR/archive, or are deleted, as the option spm_repo_dups "
                "says (ignore, archive, delete). A second run reads only what has changed.\n"};
}

CommandSpec update_repo_spec(std::string_view name) {
    return {.name = name,
            .summary = "Asks the repositories what they offer.",
            .arguments = {perhaps("REPO", "this one only")},
            .notes =
                "A repository that does not answer does not stop the others; the status is 1 "
                "then. Nothing is transferred that has not changed.\n"};
}

CommandSpec local_spec() {
    return {.name = "local",
            .summary = "Works with package files.",
            .commands = {{.name = "install",
                          .summary = "Installs package files.",
                          .arguments = {some("FILE", file_help)}},
                         {.name = "files",
                          .summary = "Lists what is in a package file.",
                          .arguments = {one("FILE", file_help)}},
                         {.name = "info",
                          .summary = "Describes a package file.",
                          .arguments = {one("FILE", file_help)}}}};
}

CommandSpec repo_spec() {
    return {.name = "repo",
            .summary = "Works with repositories.",
            .commands = {{.name = "list", .summary = "Lists the repositories."},
                         {.name = "packages",
                          .summary = "Lists packages whose name has TERM.",
                          .arguments = {perhaps("TERM", "a part of a name (default: all)")}},
                         {.name = "search",
                          .summary = "Lists packages whose name or texts have TERM.",
                          .arguments = {one("TERM", "a part of a name, summary or description")}},
                         update_repo_spec("update"),
                         create_repo_spec("create")}};
}

CommandSpec list_spec() {
    return {.name = "list",
            .summary = "Lists packages, files or repositories.",
            .commands = {{.name = "packages", .summary = "Lists the installed packages."},
                         {.name = "files",
                          .summary = "Lists the files of an installed package.",
                          .arguments = {one("PACKAGE", package_help)}},
                         {.name = "repos", .summary = "Lists the repositories."}}};
}

CommandSpec key_spec() {
    const ArgumentSpec name = one("NAME", "the key's name on this machine");
    return {.name = "key",
            .summary = "Makes keys, and says whose signatures are trusted.",
            .commands = {{.name = "create",
                          .summary = "Makes a pair of keys to sign with.",
                          .arguments = {name}},
                         {.name = "list", .summary = "Lists the keys of this machine."},
                         {.name = "trust",
                          .summary = "Trusts the signatures of a public key.",
                          .arguments = {name, one("FILE", "the public key in PEM")}},
                         {.name = "export",
                          .summary = "Prints a public key, for others to trust.",
                          .arguments = {name}},
                         {.name = "remove",
                          .summary = "Forgets a key, the private part as well.",
                          .arguments = {name}}},
            .notes = "Keys are Ed25519 and lie in CONFIG_DIR/pki/spm.\n"};
}

std::vector<CommandSpec> changing_commands() {
    return {{.name = "install",
             .summary = "Installs packages from repositories or files, with all they depend on.",
             .arguments = {some("PACKAGE", demand_help)}},
            {.name = "upgrade",
             .summary = "Replaces packages by newer versions.",
             .arguments = {any("PACKAGE", "these only (default: all that is installed)")},
             .notes = "A configuration file that was changed stays, the package's is put beside "
                      "it as FILE.spmnew. Any other file that was changed is kept as "
                      "FILE.spmsave.\n"},
            {.name = "remove",
             .summary = "Removes packages.",
             .arguments = {some("PACKAGE", package_help)},
             .options = {{.names = "--cascade", .help = "remove what depends on them as well"}},
             .notes = "Files that were changed since they were installed stay, and are named.\n"},
            {.name = "autoremove",
             .summary = "Removes what was only installed for others that are gone."},
            local_spec()};
}

std::vector<CommandSpec> looking_commands() {
    const ArgumentSpec package = one("PACKAGE", package_help);
    return {
        list_spec(),
        {.name = "info", .summary = "Describes a package.", .arguments = {package}},
        {.name = "files",
         .summary = "Lists the files of an installed package.",
         .arguments = {package}},
        {.name = "search",
         .summary = "Lists packages whose name or texts have TERM.",
         .arguments = {one("TERM", "a part of a name, summary or description")}},
        {.name = "outdated", .summary = "Lists packages of which there is a newer version."},
        {.name = "verify",
         .summary = "Compares installed files with what was installed.",
         .arguments = {any("PACKAGE", "these only (default: all that is installed)")}},
        {.name = "owner",
         .summary = "Tells which packages files belong to.",
         .arguments = {some("FILE", "a file or directory")}},
        {.name = "depends", .summary = "Lists what a package depends on.", .arguments = {package}},
        {.name = "rdepends", .summary = "Lists what depends on a package.", .arguments = {package}},
        {.name = "history",
         .summary = "Lists the last changes.",
         .options = {{.names = "--limit", .value = "N", .help = "how many (default: 20)"}}}};
}

std::vector<CommandSpec> publishing_commands() {
    return {{.name = "build",
             .summary = "Builds a package from a formula's directory.",
             .arguments = {one("DIR", "the directory with the file FORMULA")},
             .options = {{.names = "--preserve",
                          .help = "keep times, owners and modes; without, the same input gives "
                                  "the same bytes"}},
             .notes = "The package goes to spm_build_dir. Paths that begin with a word of "
                      "spm_build_exclude stay out.\n"},
            create_repo_spec("create_repo"),
            update_repo_spec("update_repo"),
            repo_spec(),
            {.name = "download",
             .summary = "Downloads packages.",
             .arguments = {some("PACKAGE", "a name, or a name with a version")},
             .options = {{.names = "--directory",
                          .value = "DIR",
                          .help = "where to (default: the current one)"},
                         {.names = "--dependencies",
                          .help = "and what has to be installed with "
                                  "them"}}},
            {.name = "sign",
             .summary = "Signs packages and repositories.",
             .arguments = {some("PATH", "a package file, or a repository's directory")},
             .options = {key_option()}},
            key_spec(),
            {.name = "clean", .summary = "Removes packages that were downloaded."},
            {.name = "close", .summary = "Does nothing; there is no database to close."}};
}

}  // namespace

CommandSpec command_spec() {
    CommandSpec spec{
        .name = "brine spm",
        .summary = "Manages packages of Salt formulas, as Salt's spm does.",
        .options = shared_options(),
        .notes =
            "What changes packages happens whole or not at all. If it is interrupted, even by a "
            "power cut, the next command finishes or undoes it and says so.\n"
            "\n"
            "Exit statuses:\n"
            "  0   done\n"
            "  1   it failed; standard error says why\n"
            "  2   declined, or nobody was there to ask\n"
            "  3   verify: files differ; outdated: there are newer versions\n"
            "  4   done, but states that a formula brought failed\n"
            "  64  the command line makes no sense\n"
            "  75  another spm is at work\n"
            "\n"
            "Examples:\n"
            "  spm build apache-formula\n"
            "  spm create_repo /srv/spm_build --sign\n"
            "  spm update_repo && spm install apache\n"
            "  spm upgrade --dry-run\n"
            "  spm verify --out json\n"};
    for (auto&& part : {changing_commands(), looking_commands(), publishing_commands()})
        spec.commands.insert(spec.commands.end(), part.begin(), part.end());
    return spec;
}

Wishes wishes_of(const support::ParsedCommand& parsed) {
    Wishes wishes{.assume_yes = parsed.has("assume-yes"),
                  .force = parsed.has("force"),
                  .verbose = parsed.has("verbose"),
                  .dry_run = parsed.has("dry-run"),
                  .hooks = !parsed.has("no-hooks"),
                  .root = parsed.value_or("root", "")};
    if (const auto wait = parsed.value("wait")) {
        const auto result =
            std::from_chars(wait->data(), wait->data() + wait->size(), wishes.wait_seconds);
        if (result.ec != std::errc() || result.ptr != wait->data() + wait->size() ||
            wishes.wait_seconds < 0)
            throw BadArgument("--wait takes a number of seconds, got '" + *wait + "'");
    }
    return wishes;
}

}  // namespace brine::spm
