// SPDX-License-Identifier: Apache-2.0
//
// The state file.recurse.
#include <brine/sdk.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "directory_state.hpp"
#include "groups.hpp"
#include "kept_files.hpp"
#include "managed_state.hpp"
#include "mode.hpp"
#include "path.hpp"
#include "pattern.hpp"
#include "permissions.hpp"
#include "salt_url.hpp"
#include "symlink_state.hpp"
#include "tree.hpp"

namespace brine::file {
namespace {

struct RecurseArguments {
    Value source;
    bool clean;
    Value require;
    Value user;
    Value group;
    Value dir_mode;
    Value file_mode;
    Value sym_mode;
    std::optional<std::string_view> renderer;
    Value context;
    bool replace;
    Value defaults;
    bool include_empty;
    std::string_view backup;
    Value include_pat;
    Value exclude_pat;
    std::optional<std::int64_t> maxdepth;
    bool keep_symlinks;
    bool force_symlinks;
};

class RecurseRun {
  public:
    RecurseRun(State& state, const RecurseArguments& arguments)
        : state_(state),
          arguments_(arguments),
          path_(normalized(expand_user(state.name()))),
          report_(state.memory(), expand_user(state.name())),
          test_(state.test()),
          include_(arguments.include_pat),
          exclude_(arguments.exclude_pat) {}

    StateResult run() {
        if (!accept_arguments() || !find_source_directory() || !prepare_top())
            return report_.finish(state_);
        collect();
        for (const auto& [relative, target] : links_) manage_link(relative, target);
        for (const std::string& directory : directories_) manage_directory(directory);
        for (const auto& [destination, source] : files_) {
            state_.stop_if_cancelled();
            manage_file(destination, source);
        }
        if (arguments_.clean) clean();
        return finish();
    }

  private:
    bool refuse(std::string comment) {
        report_.fail(std::move(comment));
        return false;
    }

    bool accept_arguments() {
        if (std::string reason = missing_owner(state_, arguments_.user, arguments_.group, test_);
            !reason.empty())
            return refuse(std::move(reason));
        if (!is_absolute(path_))
            return refuse(format("Specified file {} is not an absolute path", report_.name));
        return true;
    }

    // The first source whose directory the file server has.
    bool find_source_directory() {
        std::vector<std::string> sources;
        if (arguments_.source.is_list()) {
            for (const Value& source : arguments_.source.items())
                sources.push_back(to_text(source));
        } else {
            sources.push_back(to_text(arguments_.source));
        }
        for (std::string& source : sources) {
            while (source.ends_with('/')) source.pop_back();
            if (!is_salt_url(source))
                return refuse(format("Invalid source '{}' (must be a salt:// URI)", source));
        }
        for (const std::string& source : sources) {
            const SaltUrl url = parse_salt_url(source);
            saltenv_ = url.saltenv.empty() ? std::string(current_saltenv(state_)) : url.saltenv;
            source_ = url.path;
            if (has_directory()) return true;
        }
        if (arguments_.source.is_list())
            return refuse("Recurse failed: none of the specified sources were found");
        return refuse(
            format("The directory '{}' does not exist on the salt fileserver in saltenv '{}'",
                   source_, saltenv_));
    }

    [[nodiscard]] bool has_directory() {
        const Value directories =
            state_.call("cp.list_master_dirs", {{"saltenv", saltenv_}, {"prefix", source_}});
        const std::string below = source_ + "/";
        const auto items = directories.items();
        return std::any_of(items.begin(), items.end(), [&](const Value& item) {
            const std::string_view directory = item.str_or("");
            return directory == source_ || directory.starts_with(below);
        });
    }

    bool prepare_top() {
        if (is_directory(path_)) return true;
        if (exists(path_))
            return refuse(format("The path {} exists and is not a directory", path_));
        if (!test_)
            make_directories(state_.memory(), path_,
                             {.user = arguments_.user,
                              .group = arguments_.group,
                              .mode = normalized_mode(arguments_.dir_mode)});
        return true;
    }

    // ---- what is to be there ----

    [[nodiscard]] std::string relative(std::string_view path) const {
        std::string_view rest = path.substr(source_.size());
        while (rest.starts_with('/')) rest.remove_prefix(1);
        return std::string(rest);
    }

    [[nodiscard]] bool is_wanted(std::string_view path) const {
        if (path.empty()) return false;
        if (("/" + std::string(path) + "/").find("/../") != std::string::npos) return false;
        const auto depth = std::count(path.begin(), path.end(), '/');
        if (arguments_.maxdepth && depth > *arguments_.maxdepth) return false;
        return (include_.empty() || include_.matches(path)) && !exclude_.matches(path);
    }

    [[nodiscard]] bool is_below_link(std::string_view path) const {
        return std::any_of(links_.begin(), links_.end(),
                           [&](const auto& link) { return path.starts_with(link.first + "/"); });
    }

    Value listed(const char* function) {
        return state_.call(function, {{"saltenv", saltenv_}, {"prefix", source_ + "/"}});
    }

    void collect() {
        if (arguments_.keep_symlinks) collect_links();
        const Value files = listed("cp.list_master");
        for (const Value& file : files.items()) {
            const std::string below = relative(file.str_or(""));
            if (!is_wanted(below) || is_below_link(below) || links_.contains(below)) continue;
            const std::string destination = joined(path_, below);
            kept_.insert(destination);
            directories_.insert(directory_of(destination));
            files_.emplace(destination, file.str());
        }
        if (!arguments_.include_empty) return;
        const Value directories = listed("cp.list_master_dirs");
        for (const Value& directory : directories.items()) {
            const std::string below = relative(directory.str_or(""));
            if (!is_wanted(below) || is_below_link(below) || links_.contains(below)) continue;
            directories_.insert(joined(path_, below));
            kept_.insert(joined(path_, below));
        }
    }

    void collect_links() {
        const Value links = listed("cp.list_master_symlinks");
        for (const Pair& link : links.pairs()) {
            const std::string below = relative(link.key.str_or(""));
            if (!is_wanted(below)) continue;
            links_.emplace(below, to_text(link.value));
            kept_.insert(joined(path_, below));
        }
    }

    // ---- bringing it there ----

    void merge(const std::string& path, const StateResult& result) {
        const Value outcome = result.map["result"];
        if (outcome.is_false() || report_.result.value_or(false)) {
            report_.result = std::nullopt;
            if (outcome.is_bool()) report_.result = outcome.boolean();
        }
        const Value comment = result.map["comment"];
        if (!outcome.is_true() && comment) comments_.emplace_back(path, to_text(comment));
        if (result.map["changes"]) report_.changes.set(path, result.map["changes"]);
    }

    // Something of another kind where a file or directory is to be. Whether to go on with it.
    bool clear_the_way(const std::string& path, std::string_view preview, std::string_view done) {
        if (test_) {
            merge(path, state_.pending("{}", preview));
            return false;
        }
        remove_path(path);
        merge(path, state_.result(true, "", state_.map({{"diff", done}})));
        return true;
    }

    void manage_link(const std::string& below, const std::string& target) {
        const std::string path = joined(path_, below);
        State sub(state_.raw(), path);
        merge(path, symlink(sub, {.target = target,
                                  .force = arguments_.force_symlinks,
                                  .makedirs = true,
                                  .user = arguments_.user,
                                  .group = arguments_.group,
                                  .mode = arguments_.sym_mode}));
    }

    void manage_directory(const std::string& path) {
        if (arguments_.clean && exists(path) && !is_directory(path) &&
            !clear_the_way(path, format("Replacing {} with a directory", path),
                           "Replaced file with a directory"))
            return;
        State sub(state_.raw(), path);
        merge(path, directory(sub, {.user = arguments_.user,
                                    .group = arguments_.group,
                                    .dir_mode = arguments_.dir_mode,
                                    .makedirs = true}));
    }

    void manage_file(const std::string& path, std::string_view source) {
        if (arguments_.clean && arguments_.replace && is_directory(path) &&
            !clear_the_way(path, format("Replacing directory {} with a file", path),
                           "Replaced directory with a new file"))
            return;
        State sub(state_.raw(), path);
        const Value url = state_.str(salt_url(source, saltenv_));
        merge(path, managed(sub, {.source = url,
                                  .user = arguments_.user,
                                  .group = arguments_.group,
                                  .mode = arguments_.file_mode,
                                  .renderer = arguments_.renderer,
                                  .makedirs = true,
                                  .context = arguments_.context,
                                  .replace = arguments_.replace,
                                  .defaults = arguments_.defaults,
                                  .backup = arguments_.backup}));
    }

    // Removes what is neither managed, nor needed by a required state, nor excluded.
    void clean() {
        const std::set<std::string> required = required_files(state_, path_, arguments_.require);
        kept_.insert(required.begin(), required.end());
        List removed = state_.list();
        std::string text;
        for (const Listing& listing : walk(path_)) {
            const auto remove = [&](const std::string& name) {
                const std::string path = joined(listing.path, name);
                if (is_kept(kept_, path) || exclude_.matches(relative_below(path, path_))) return;
                if (!test_ && is_there(path)) remove_path(path);
                removed.add(path);
                text += (text.empty() ? "" : "\n") + path;
            };
            for (const std::string& name : listing.directories) remove(name);
            for (const std::string& name : listing.files) remove(name);
        }
        if (removed.size() == 0) return;
        if (!test_) {
            report_.changes.set("removed", removed.value());
            return;
        }
        if (report_.result.value_or(false)) report_.result = std::nullopt;
        comments_.emplace_back("removed", text);
    }

    StateResult finish() {
        for (const auto& [path, comment] : comments_)
            report_.comment +=
                format("{}\n#### {} ####\n{}", report_.comment.empty() ? "" : "\n", path, comment);
        while (report_.comment.starts_with('\n')) report_.comment.erase(0, 1);
        if (report_.comment.empty()) report_.comment = format("Recursively updated {}", path_);
        if (report_.changes.empty() && report_.result.value_or(false))
            report_.comment = format("The directory {} is in the correct state", path_);
        return report_.finish(state_);
    }

    State& state_;
    const RecurseArguments& arguments_;
    std::string path_;
    Report report_;
    bool test_;
    PathPatterns include_;
    PathPatterns exclude_;
    std::string source_;  // without salt://
    std::string saltenv_;
    std::map<std::string, std::string> links_;  // relative path: target
    std::set<std::string> directories_;
    std::map<std::string, std::string> files_;  // destination: path on the file server
    std::set<std::string> kept_;
    std::vector<std::pair<std::string, std::string>> comments_;
};

StateResult recurse(State& state, std::string_view, Value source, bool, bool clean, Value require,
                    Value user, Value group, Value dir_mode, Value file_mode, Value sym_mode,
                    std::optional<std::string_view> renderer, Value context, bool replace,
                    Value defaults, bool include_empty, std::optional<std::string_view> backup,
                    Value include_pat, Value exclude_pat, std::optional<std::int64_t> maxdepth,
                    bool keep_symlinks, bool force_symlinks, Value mode) {
    if (!mode.is_nil())
        return state.fail(
            "'mode' is not allowed in 'file.recurse'. Please use 'file_mode' and 'dir_mode'.");
    const RecurseArguments arguments{.source = source,
                                     .clean = clean,
                                     .require = require,
                                     .user = user,
                                     .group = group,
                                     .dir_mode = dir_mode,
                                     .file_mode = file_mode,
                                     .sym_mode = sym_mode,
                                     .renderer = renderer,
                                     .context = context,
                                     .replace = replace,
                                     .defaults = defaults,
                                     .include_empty = include_empty,
                                     .backup = backup.value_or(""),
                                     .include_pat = include_pat,
                                     .exclude_pat = exclude_pat,
                                     .maxdepth = maxdepth,
                                     .keep_symlinks = keep_symlinks,
                                     .force_symlinks = force_symlinks};
    return RecurseRun(state, arguments).run();
}

}  // namespace

void add_recurse_state(Plugin& p) {
    p.state("file.recurse", recurse, "name"_a, "source"_a, "keep_source"_a = true,
            "clean"_a = false, "require"_a = nullptr, "user"_a = nullptr, "group"_a = nullptr,
            "dir_mode"_a = nullptr, "file_mode"_a = nullptr, "sym_mode"_a = nullptr,
            "template"_a = nullptr, "context"_a = nullptr, "replace"_a = true,
            "defaults"_a = nullptr, "include_empty"_a = false, "backup"_a = "",
            "include_pat"_a = nullptr, "exclude_pat"_a = nullptr, "maxdepth"_a = nullptr,
            "keep_symlinks"_a = false, "force_symlinks"_a = false, "mode"_a = nullptr)
        .doc(
            "Manages all files of a directory of the file server.\n\n"
            "- `name` (str): absolute path of the directory to fill\n"
            "- `source` (str or list of str): `salt://` URL; of a list the first that is there\n"
            "- `user`, `group`, `file_mode` (or `keep`), `dir_mode`, `sym_mode`: owner and modes\n"
            "- `template`, `context`, `defaults`: render each file\n"
            "- `replace` (bool, true): false leaves the content of existing files alone\n"
            "- `clean` (bool, false): remove what is not in the source, but what required file "
            "states manage\n- `include_pat`, `exclude_pat` (str or list of str): globs, or regular "
            "expressions behind `E@`, for relative paths\n"
            "- `maxdepth` (int): go down so many directories\n"
            "- `include_empty` (bool, false): make empty directories too\n"
            "- `keep_symlinks` (bool, false): make links as links; `force_symlinks`: over files\n"
            "- `backup` (str): `minion` keeps copies of replaced files\n"
            "- `keep_source` (bool, true): sources are read in place\n"
            "- `mode`: refused, as in Salt\n\n"
            "    /srv/www:\n      file.recurse:\n        - source: salt://site\n"
            "        - clean: true");
}

}  // namespace brine::file
