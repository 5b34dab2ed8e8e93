// SPDX-License-Identifier: Apache-2.0
//
// The functions with which other modules choose, check and place sources: source_list,
// get_source_sum, extract_hash, manage_file, check_managed, check_managed_changes,
// apply_template_on_contents.
#include <brine/sdk.hpp>
#include <brine/support/file.hpp>

#include "groups.hpp"
#include "render.hpp"
#include "salt_url.hpp"
#include "source.hpp"

namespace brine::file {
namespace {

Value source_list(Call& call, Value source, Value source_hash, std::string_view saltenv) {
    if (!source.is_list()) return call.list({source, source_hash});
    const auto chosen = choose_source(call, source, source_hash.str_or(""), saltenv);
    if (!chosen) throw Error("none of the specified sources were found");
    const Value hash = chosen->hash.empty() ? source_hash : call.str(chosen->hash);
    return call.list({chosen->url, hash});
}

Value sum_map(Call& call, const SourceHash& hash) {
    return call.map({{"hsum", hash.digest}, {"hash_type", hash.algorithm}});
}

Value get_source_sum(Call& call, std::string_view file_name, std::string_view source,
                     std::optional<std::string_view> source_hash,
                     std::optional<std::string_view> source_hash_name, std::string_view saltenv,
                     bool) {
    if (!source_hash) throw Error(invalid_source_hash("None"));
    return sum_map(call, resolve_source_hash(
                             call, {.url = std::string(source), .hash = std::string(*source_hash)},
                             file_name, source_hash_name.value_or(""), saltenv));
}

Value extract_hash(Call& call, std::string_view hash_fn, std::string_view,
                   std::string_view file_name, std::string_view source,
                   std::optional<std::string_view> source_hash_name) {
    const std::optional<SourceHash> hash =
        find_hash(support::read_file(std::string(hash_fn)),
                  {.source_hash_name = source_hash_name.value_or(""),
                   .file_name = file_name,
                   .source = source});
    return hash ? sum_map(call, *hash) : Value();
}

Value apply_template_on_contents(Call& call, std::string_view contents, std::string_view renderer,
                                 Value context, Value defaults, std::string_view saltenv) {
    if (!call.can_call(renderer, "renderer"))
        return call.map(
            {{"result", false},
             {"comment", format("Specified template format {} is not supported", renderer)}});
    return call.str(render(
        call, {.renderer = renderer, .context = context, .defaults = defaults, .saltenv = saltenv},
        contents));
}

// What file.managed would change, by that state in test mode.
Value check_managed_changes(Call& call, std::string_view name, Kwargs options) {
    Map arguments = call.map();
    arguments.add("name", name);
    for (const Pair& pair : options.map.pairs()) {
        const std::string_view key = pair.key.str();
        if (!pair.value.is_nil() && key != "saltenv" && key != "attrs")
            arguments.set(pair.key, pair.value);
    }
    const Value result =
        call.invoke({.kind = "state",
                     .name = "file.managed",
                     .arguments = {.args = {}, .kwargs = arguments.value().pairs()},
                     .context = call.map({{"test", true}, {"saltenv", options["saltenv"]}})});
    if (result["result"].is_false()) throw Error(to_text(result["comment"]));
    return result["changes"];
}

Value check_managed(Call& call, std::string_view name, Kwargs options) {
    try {
        const Value changes = check_managed_changes(call, name, options);
        if (!changes) return call.list({true, format("The file {} is in the correct state", name)});
        std::string text = "The following values are set to be changed:\n";
        for (const Pair& pair : changes.pairs()) text += format("{}: {}\n", pair.key, pair.value);
        return call.list({nullptr, text});
    } catch (const CallError&) {
        throw;
    } catch (const Error& error) {
        return call.list({false, std::string(error.what())});
    }
}

// Puts the content of a local file, or contents, in place, by the state file.managed.
Value manage_file(Call& call, std::string_view name, std::string_view sfn, Value ret,
                  Kwargs options) {
    Map arguments = call.map();
    arguments.add("name", name);
    if (!sfn.empty()) arguments.add("source", sfn);
    for (const char* key :
         {"user", "group", "mode", "backup", "makedirs", "show_changes", "contents", "dir_mode",
          "follow_symlinks", "skip_verify", "encoding", "encoding_errors"})
        if (!options[key].is_nil()) arguments.set(key, options[key]);
    const Value done =
        call.invoke({.kind = "state",
                     .name = "file.managed",
                     .arguments = {.args = {}, .kwargs = arguments.value().pairs()}});
    if (!ret.is_map()) return done;
    Map result = call.map();
    result.update(ret);
    result.update(done);
    return result.value();
}

}  // namespace

void add_source_functions(Plugin& p) {
    p.exec("file.source_list", source_list, "source"_a, "source_hash"_a = nullptr,
           "saltenv"_a = "base")
        .doc(
            "Answers the first of several sources that is there.\n\n"
            "- `source` (str or list): path or URL; of a list each, or `{URL: HASH}`\n"
            "- `source_hash` (str)\n- `saltenv` (str, base): environment of the file server\n\n"
            "Returns: list of the source and its hash. Fails when none is there.\n\n"
            "    brine call file.source_list salt://app.conf '' base");
    p.exec("file.get_source_sum", get_source_sum, "file_name"_a = "", "source"_a = "",
           "source_hash"_a = nullptr, "source_hash_name"_a = nullptr, "saltenv"_a = "base",
           "verify_ssl"_a = true)
        .doc(
            "Answers the hash that the argument `source_hash` of `file.managed` means.\n\n"
            "- `file_name`, `source` (str): what it belongs to\n"
            "- `source_hash` (str): a hash, `sha256=HASH`, or path or URL of a file with hashes\n"
            "- `source_hash_name` (str): name to look for in that file\n"
            "- `saltenv` (str, base)\n- `verify_ssl`: accepted\n\n"
            "Returns: map with `hsum` and `hash_type`.\n\n"
            "    brine call file.get_source_sum /tmp/a.tgz source_hash=md5=HASH");
    p.exec("file.extract_hash", extract_hash, "hash_fn"_a, "hash_type"_a = "sha256",
           "file_name"_a = "", "source"_a = "", "source_hash_name"_a = nullptr)
        .doc(
            "Finds the hash for a file in a file with hashes.\n\n- `hash_fn` (str): its path\n"
            "- `hash_type`: accepted; the length tells\n"
            "- `file_name`, `source`, `source_hash_name` (str): names to look for\n\n"
            "Returns: map with `hsum` and `hash_type`, or nil.\n\n"
            "    brine call file.extract_hash /tmp/SHA256SUMS file_name=/tmp/a.tgz");
    p.exec("file.apply_template_on_contents", apply_template_on_contents, "contents"_a,
           "template"_a, "context"_a, "defaults"_a, "saltenv"_a)
        .doc(
            "Renders a text.\n\n- `contents` (str)\n- `template` (str): renderer\n"
            "- `context`, `defaults` (map): variables\n- `saltenv` (str)\n\n"
            "Returns: str, or a map with `result` and `comment` for an unknown renderer.\n\n"
            "    brine call file.apply_template_on_contents '{{ a }}' jinja '{a: 1}' '{}' base");
    p.exec("file.check_managed", check_managed, "name"_a, "kwargs"_a)
        .doc(
            "Answers whether a file is as `file.managed` would make it.\n\n- `name` (str)\n"
            "- further arguments of `file.managed`, and `saltenv`\n\n"
            "Returns: list of true, false or nil, and a text.\n\n"
            "    brine call file.check_managed /etc/motd source=salt://motd");
    p.exec("file.check_managed_changes", check_managed_changes, "name"_a, "kwargs"_a)
        .doc(
            "Answers what `file.managed` would change.\n\n- `name` (str)\n"
            "- further arguments of `file.managed`, and `saltenv`\n\nReturns: map.\n\n"
            "    brine call file.check_managed_changes /etc/motd source=salt://motd");
    p.exec("file.manage_file", manage_file, "name"_a, "sfn"_a, "ret"_a, "kwargs"_a)
        .doc(
            "Puts a file in place, as `file.managed` for a source that is on this machine.\n\n"
            "- `name` (str)\n- `sfn` (str): path of the content, or empty\n"
            "- `ret` (map): result of a state to go on with, or nil\n"
            "- `user`, `group`, `mode`, `backup`, `makedirs`, `show_changes`, `contents`, "
            "`dir_mode`, `follow_symlinks`, `skip_verify`, `encoding`, `encoding_errors`: as for "
            "`file.managed`; others are accepted\n\nReturns: map, the result of a state.\n\n"
            "    brine call file.manage_file /etc/motd /tmp/motd '{}' mode=0644");
}

}  // namespace brine::file
