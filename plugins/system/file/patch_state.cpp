// SPDX-License-Identifier: Apache-2.0
//
// The state file.patch.
#include <stdlib.h>
#include <unistd.h>
#include <brine/sdk.hpp>
#include <brine/support/text.hpp>

#include <charconv>

#include "groups.hpp"
#include "managed_state.hpp"
#include "path.hpp"
#include "source.hpp"
#include "status.hpp"

namespace brine::file {
namespace {

// An empty file of our own that goes when this object does.
class TemporaryFile {
  public:
    TemporaryFile() {
        const int file = ::mkstemp(path_.data());
        if (file < 0) throw Error("cannot make a temporary file in /tmp");
        ::close(file);
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    ~TemporaryFile() { ::unlink(path_.c_str()); }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    std::string path_ = "/tmp/__salt.tmp.XXXXXX";
};

struct PatchArguments {
    ManagedArguments file;
    std::string_view options;
    std::optional<std::string> reject_file;
    std::optional<std::int64_t> strip;
};

std::int64_t strip_number(std::string_view text, std::string_view option) {
    std::int64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size())
        throw Error(
            format("Invalid format for '{}' CLI option. Consider using the 'strip' option "
                   "for this state.",
                   option));
    return number;
}

// The options for patch(1) without those that strip directories, which go into `strip`. Throws
// Error for options that the state needs for itself.
std::vector<std::string> accepted_options(std::string_view text,
                                          std::optional<std::int64_t>& strip) {
    std::vector<std::string> accepted;
    std::string refused;
    std::vector<std::string_view> words;
    for (const std::string_view word : support::split(text, ' '))
        if (!word.empty()) words.push_back(word);
    for (std::size_t n = 0; n < words.size(); ++n) {
        const std::string_view word = words[n];
        bool own = false;
        for (const char* option : {"-N", "--forward", "-r", "--reject-file", "-o", "--output"})
            own = own || word.starts_with(option);
        if (own) refused += (refused.empty() ? "" : ", ") + std::string(word);
        if (word.starts_with("-p")) {
            strip = strip_number(word.substr(2), "-p");
        } else if (word.starts_with("--strip=")) {
            strip = strip_number(word.substr(word.find('=') + 1), "--strip");
        } else if (word == "--strip") {
            strip = strip_number(n + 1 < words.size() ? words[++n] : std::string_view(), "--strip");
        } else {
            accepted.emplace_back(word);
        }
    }
    if (!refused.empty())
        throw Error(format("The following CLI options are not allowed: {}", refused));
    return accepted;
}

class PatchRun {
  public:
    PatchRun(State& state, PatchArguments arguments)
        : state_(state), arguments_(std::move(arguments)), path_(expand_user(state.name())) {}

    StateResult run() {
        check_paths();
        options_ = accepted_options(arguments_.options, arguments_.strip);
        directory_ = is_directory(path_);
        const StateResult fetched = fetch();
        if (fetched.map["result"].is_false())
            return state_.result(false, to_text(fetched.map["comment"]), state_.map({}));
        return apply();
    }

  private:
    void check_paths() {
        if (!state_.call("cmd.has_exec", {{"cmd", "patch"}}))
            throw Error("patch executable not found on minion");
        if (path_.empty()) throw Error("A file/directory to be patched is required");
        if (!is_absolute(path_)) throw Error(format("{} is not an absolute path", path_));
        if (!exists(path_)) throw Error(format("{} does not exist", path_));
        if (!arguments_.reject_file) return;
        const std::string& reject = *arguments_.reject_file;
        if (!is_absolute(reject)) throw Error(format("'{}' is not an absolute path", reject));
        if (!is_directory(directory_of(reject)))
            throw Error(
                format("Parent directory for reject_file '{}' either does not exist, or is not a "
                       "directory",
                       reject));
    }

    // Brings the patch into a file of our own, also in test mode. That goes through the function,
    // so that this one call has a context of its own.
    StateResult fetch() {
        Map arguments = state_.map();
        arguments.add("name", patch_.path());
        arguments.add("source", arguments_.file.source);
        if (arguments_.file.source_hash) arguments.add("source_hash", *arguments_.file.source_hash);
        if (arguments_.file.source_hash_name)
            arguments.add("source_hash_name", *arguments_.file.source_hash_name);
        if (arguments_.file.renderer) arguments.add("template", *arguments_.file.renderer);
        arguments.add("skip_verify", arguments_.file.skip_verify);
        if (arguments_.file.context) arguments.add("context", arguments_.file.context);
        if (arguments_.file.defaults) arguments.add("defaults", arguments_.file.defaults);
        return {state_.invoke({.kind = "state",
                               .name = "file.managed",
                               .arguments = {.args = {}, .kwargs = arguments.value().pairs()},
                               .context = state_.map({{"test", false}})})};
    }

    Value patch(const std::string& patch_file, const std::vector<std::string>& more, bool dry_run) {
        List options = state_.list();
        for (const std::string& option : options_) options.add(option);
        for (const std::string& option : more) options.add(option);
        return state_.call("file.patch", {{"originalfile", path_},
                                          {"patchfile", patch_file},
                                          {"options", options.value()},
                                          {"dry_run", dry_run}});
    }

    void add_strip(std::vector<std::string>& options) const {
        if (directory_ && arguments_.strip) options.push_back(format("-p{}", *arguments_.strip));
    }

    StateResult apply() {
        const std::string rejects =
            arguments_.reject_file ? *arguments_.reject_file : rejects_.path();
        std::vector<std::string> dry{"-N", "-r", rejects, "-o", output_.path()};
        add_strip(dry);
        const Value check = patch(patch_.path(), dry, false);
        if (check["retcode"] != Value(0)) return explain(check, rejects);
        for (const Pair& pair : check.pairs()) state_.note(pair.key.str(), pair.value);
        if (state_.test()) return state_.pending("The patch would be applied");
        std::vector<std::string> options;
        add_strip(options);
        const Value done = patch(patch_.path(), options, false);
        for (const Pair& pair : done.pairs()) state_.note(pair.key.str(), pair.value);
        return done["retcode"] == Value(0) ? state_.done("Patch successfully applied")
                                           : state_.fail("Failed to apply patch");
    }

    // A patch whose rejects apply the other way round has been applied before.
    StateResult explain(const Value& check, const std::string& rejects) {
        if (check["retcode"] == Value(2) && check["stderr"])
            return state_.fail("{}", check["stderr"]);
        const Value back = patch(rejects, {"-R", "-f"}, true);
        if (back["retcode"] == Value(0)) return state_.ok("Patch was already applied");
        std::string comment =
            "Patch would not apply cleanly, no changes made. Results of dry-run are below.";
        if (!arguments_.reject_file)
            comment +=
                " Run state again using the reject_file option to save rejects to a persistent "
                "file.";
        return state_.fail("{}\n\n{}\n{}", comment, check["stdout"], check["stderr"]);
    }

    State& state_;
    PatchArguments arguments_;
    std::string path_;
    std::vector<std::string> options_;
    bool directory_ = false;
    TemporaryFile patch_;
    TemporaryFile rejects_;
    TemporaryFile output_;
};

StateResult patch_state(State& state, std::string_view, Value source,
                        std::optional<std::string_view> source_hash,
                        std::optional<std::string_view> source_hash_name, bool skip_verify,
                        std::optional<std::string_view> renderer, Value context, Value defaults,
                        std::string_view options, std::optional<std::string> reject_file,
                        std::optional<std::int64_t> strip) {
    try {
        return PatchRun(state, {.file = {.source = source,
                                         .source_hash = source_hash,
                                         .source_hash_name = source_hash_name,
                                         .renderer = renderer,
                                         .context = context,
                                         .defaults = defaults,
                                         .skip_verify = skip_verify},
                                .options = options,
                                .reject_file = std::move(reject_file),
                                .strip = strip})
            .run();
    } catch (const CallError&) {
        throw;
    } catch (const Cancelled&) {
        throw;
    } catch (const Error& error) {
        return state.result(false, error.what(), state.map({}));
    }
}

}  // namespace

void add_patch_state(Plugin& p) {
    p.state("file.patch", patch_state, "name"_a, "source"_a, "source_hash"_a = nullptr,
            "source_hash_name"_a = nullptr, "skip_verify"_a = false, "template"_a = nullptr,
            "context"_a = nullptr, "defaults"_a = nullptr, "options"_a = "",
            "reject_file"_a = nullptr, "strip"_a = nullptr)
        .doc(
            "Applies a patch to a file or directory, by patch(1).\n\n"
            "- `name` (str): absolute path\n"
            "- `source`, `source_hash`, `source_hash_name`, `skip_verify`, `template`, `context`, "
            "`defaults`: the patch, as for `file.managed`\n- `options` (str): further options\n"
            "- `reject_file` (str): where to keep what does not apply\n"
            "- `strip` (int): leading directories to leave out, for a directory\n\n"
            "    /opt/app.py:\n      file.patch:\n        - source: salt://app.py.patch");
}

}  // namespace brine::file
