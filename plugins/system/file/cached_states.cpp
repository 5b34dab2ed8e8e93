// SPDX-License-Identifier: Apache-2.0
//
// The states file.cached, file.not_cached and file.decode.
#include <unistd.h>
#include <brine/sdk.hpp>

#include <cerrno>
#include <cstring>

#include "groups.hpp"
#include "path.hpp"
#include "salt_url.hpp"
#include "source.hpp"
#include "status.hpp"

namespace brine::file {
namespace {

bool is_local(std::string_view url) {
    const std::string_view scheme = url_scheme(url);
    return scheme.empty() || scheme == "file";
}

bool needs_verification(std::string_view url) {
    const std::string_view scheme = url_scheme(url);
    return scheme == "http" || scheme == "https" || scheme == "ftp" || scheme == "swift" ||
           scheme == "s3";
}

struct CachedArguments {
    std::string_view source_hash;
    std::string_view source_hash_name;
    bool skip_verify;
    std::string_view saltenv;
    bool use_etag;
};

StateResult local_file(State& state, const std::optional<SourceHash>& wanted) {
    const std::string path = real_path(expand_user(local_path(state.name())));
    if (!exists(path)) return state.fail("File {} is not present on the minion", path);
    if (!wanted) return state.ok("File {} is present on the minion", path);
    const std::string actual = file_digest(state, path, wanted->algorithm);
    if (actual == wanted->digest)
        return state.ok("File {} is present on the minion and has hash {}", path, actual);
    return state.fail(
        "File {} is present on the minion, but the hash ({}) does not match the specified hash "
        "({})",
        path, actual, wanted->digest);
}

StateResult cached_file(State& state, const CachedArguments& arguments,
                        const std::optional<SourceHash>& wanted) {
    const std::string_view algorithm =
        wanted ? std::string_view(wanted->algorithm) : state.option("hash_type").str_or("sha256");
    const Value before =
        state.call("cp.is_cached", {{"path", state.name()}, {"saltenv", arguments.saltenv}});
    const std::string old_hash =
        before ? file_digest(state, to_text(before), algorithm) : std::string();
    Value path;
    try {
        path =
            state.call("cp.cache_file", {{"path", state.name()},
                                         {"saltenv", arguments.saltenv},
                                         {"source_hash", wanted ? Value(wanted->digest) : Value()},
                                         {"use_etag", arguments.use_etag}});
    } catch (const CallError& error) {
        if (error.status() == BRINE_CANCELLED) throw;
        return state.fail("{}", error.what());
    }
    if (!path)
        return state.fail("Failed to cache {}, check minion log for more information",
                          state.name());
    const std::string new_hash = file_digest(state, to_text(path), algorithm);
    if (old_hash != new_hash)
        state.change("hash", old_hash.empty() ? Value() : Value(old_hash), new_hash);
    if (!wanted) return state.done("File is cached to {}", path);
    if (new_hash == wanted->digest)
        return state.done("File is already cached to {} with hash {}", path, new_hash);
    return state.fail(
        "File is cached to {}, but the hash ({}) does not match the specified hash ({})", path,
        new_hash, wanted->digest);
}

StateResult cached(State& state, const CachedArguments& arguments) {
    const std::string_view url = state.name();
    if (!arguments.skip_verify && arguments.source_hash.empty() && !arguments.use_etag &&
        needs_verification(url))
        return state.fail(
            "Unable to verify upstream hash of source file {}, please set source_hash or set "
            "skip_verify or use_etag to True",
            url);
    std::optional<SourceHash> wanted;
    if (!arguments.source_hash.empty() && !arguments.skip_verify) {
        try {
            wanted = resolve_source_hash(
                state, {.url = std::string(url), .hash = std::string(arguments.source_hash)}, "",
                arguments.source_hash_name, arguments.saltenv);
        } catch (const Error& error) {
            return state.fail("{}", error.what());
        }
    }
    return is_local(url) ? local_file(state, wanted) : cached_file(state, arguments, wanted);
}

StateResult not_cached(State& state, std::string_view, std::string_view saltenv) {
    if (is_local(state.name()))
        return state.ok("File {} is a local path, no action taken",
                        real_path(expand_user(local_path(state.name()))));
    const Value path = state.call("cp.is_cached", {{"path", state.name()}, {"saltenv", saltenv}});
    if (!path) return state.ok("{} is not cached", state.name());
    state.note("deleted", true);
    if (state.test()) return state.pending("{} would be deleted", path);
    const std::string text = to_text(path);
    if (::unlink(text.c_str()) != 0) {
        const std::string reason = std::strerror(errno);
        return state.result(false, format("Failed to delete {}: {}", text, reason), state.map({}));
    }
    return state.done("{} was deleted", text);
}

StateResult decode(State& state, std::string_view, std::optional<std::string_view> encoded_data,
                   std::optional<std::string_view> contents_pillar, std::string_view encoding_type,
                   std::string_view checksum) {
    const bool own = encoded_data && !encoded_data->empty();
    const bool from_pillar = contents_pillar && !contents_pillar->empty();
    if (!own && !from_pillar)
        throw BadArgument("Specify either the 'encoded_data' or 'contents_pillar' argument.");
    if (own && from_pillar)
        throw BadArgument("Specify only one 'encoded_data' or 'contents_pillar' argument.");
    if (encoding_type != "base64")
        throw BadArgument(format("encoding_type '{}' is not known; only base64 is", encoding_type));
    const Value content =
        own ? Value(*encoded_data) : state.call("pillar.get", {*contents_pillar, false}, {});
    if (content.is_false()) throw Error("Pillar data not found.");
    const std::string path(state.name());
    const auto digest = [&] {
        return state.call("hashutil.digest_file", {{"infile", path}, {"checksum", checksum}});
    };
    const bool there = is_regular(path);
    if (there) {
        const Value decoded = state.call("hashutil.base64_decodestring", {{"instr", content}});
        const Value wanted =
            state.call("hashutil.digest", {{"instr", decoded}, {"checksum", checksum}});
        const Value actual = digest();
        if (wanted == actual) return state.ok("File is in the correct state.");
        state.note("old", actual);
        state.note("new", wanted);
    }
    if (state.test()) return state.pending("File is set to be updated.");
    state.call("hashutil.base64_decodefile", {{"instr", content}, {"outfile", path}});
    if (!there) {
        state.note("old", nullptr);
        state.note("new", digest());
    }
    return state.done("File was updated.");
}

}  // namespace

void add_cached_states(Plugin& p) {
    p.state(
         "file.cached",
         [](State& state, std::string_view, std::optional<std::string_view> source_hash,
            std::optional<std::string_view> source_hash_name, bool skip_verify,
            std::string_view saltenv, bool use_etag) {
             return cached(state, {.source_hash = source_hash.value_or(""),
                                   .source_hash_name = source_hash_name.value_or(""),
                                   .skip_verify = skip_verify,
                                   .saltenv = saltenv,
                                   .use_etag = use_etag});
         },
         "name"_a, "source_hash"_a = "", "source_hash_name"_a = nullptr, "skip_verify"_a = false,
         "saltenv"_a = "base", "use_etag"_a = false)
        .doc(
            "Keeps a copy of a file of a server in the minion's cache.\n\n"
            "- `name` (str): `salt://`, http, https or ftp URL, or a local path to check\n"
            "- `source_hash`, `source_hash_name`: as for `file.managed`; needed for other servers "
            "than Salt's\n- `skip_verify` (bool, false): do not check\n"
            "- `use_etag` (bool, false): ask the server whether the copy is still current\n"
            "- `saltenv` (str, base): environment of the file server\n\n"
            "    salt://app.tar.gz:\n      file.cached: []");
    p.state("file.not_cached", not_cached, "name"_a, "saltenv"_a = "base")
        .doc(
            "Removes a file from the minion's cache.\n\n- `name` (str): URL\n"
            "- `saltenv` (str, base)\n\n    salt://app.tar.gz:\n      file.not_cached: []");
    p.state("file.decode", decode, "name"_a, "encoded_data"_a = nullptr,
            "contents_pillar"_a = nullptr, "encoding_type"_a = "base64", "checksum"_a = "md5")
        .doc(
            "Writes a file from Base64 text.\n\n- `name` (str): path\n"
            "- `encoded_data` (str), or `contents_pillar` (str): the text, or its key in the "
            "pillar\n- `encoding_type` (str, base64)\n"
            "- `checksum` (str, md5): hash that tells whether the file differs\n\n"
            "    /etc/ssl/key.der:\n      file.decode:\n        - contents_pillar: ssl:key");
}

}  // namespace brine::file
