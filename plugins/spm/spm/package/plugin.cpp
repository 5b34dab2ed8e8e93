// SPDX-License-Identifier: Apache-2.0
//
// What spm does with packages as files: reading, building, repositories, signatures. Its functions
// are of the kind `spm-package`, for the manager alone; it is a plugin of its own because
// `spm list` has no need to load libarchive and OpenSSL.
#include "package/builder.hpp"
#include "package/keys.hpp"
#include "package/reader.hpp"
#include "package/repository.hpp"

#include <brine/support/digest.hpp>

using namespace brine::literals;

namespace {

using namespace brine::spm;
using brine::Call;
using brine::Value;

std::vector<std::string> texts(const Value& list) {
    std::vector<std::string> all;
    for (const Value& item : list.items()) all.emplace_back(item.str());
    return all;
}

Value formula(Call& call, const std::string& path) { return read_formula(call, path).fields; }

Value members(Call& call, const std::string& path) { return read_package(call, path); }

Value unpack(Call& call, const std::string& path, const std::string& directory) {
    return unpack_package(call, path, directory);
}

Value build(Call& call, const std::string& directory, Value options) {
    return build_package(call, directory,
                         {.build_dir = std::string(options["build_dir"].str()),
                          .exclude = texts(options["exclude"]),
                          .preserve = options["preserve"].is_true(),
                          .dry_run = options["dry_run"].is_true()});
}

Value create_repo(Call& call, const std::string& directory, Value options) {
    return create_repository(call, directory,
                             {.duplicates = std::string(options["duplicates"].str()),
                              .cache = std::string(options["cache"].str_or("")),
                              .dry_run = options["dry_run"].is_true()});
}

std::string sha256(Call&, const std::string& path) {
    return brine::support::digest_file(brine::support::DigestAlgorithm::sha256, path);
}

Value sign(Call& call, const std::string& keys, const std::string& key, Value paths) {
    const PrivateKey signer = KeyStore(keys).signer(key);
    for (const Value& path : paths.items()) sign_file(std::string(path.str()), signer);
    return call.map({{"key", signer.public_key().id()}, {"signed", paths}});
}

std::string_view name_of(Verdict verdict) {
    switch (verdict) {
        case Verdict::good:
            return "good";
        case Verdict::unsigned_file:
            return "unsigned";
        case Verdict::unknown_key:
            return "unknown key";
        case Verdict::bad:
            return "bad";
    }
    return "bad";
}

Value verify(Call& call, const std::string& keys, const std::string& path,
             const std::string& signature) {
    const Verification found = verify_file(path, signature, KeyStore(keys).trusted());
    return call.map({{"verdict", name_of(found.verdict)},
                     {"key", call.str(found.key_id)},
                     {"reason", found.reason}});
}

Value create_key(Call& call, const std::string& keys, std::string_view name) {
    return KeyStore(keys).create(call, name);
}
Value trust_key(Call& call, const std::string& keys, std::string_view name,
                const std::string& file) {
    return KeyStore(keys).trust(call, name, file);
}
void remove_key(Call&, const std::string& keys, std::string_view name) {
    KeyStore(keys).remove(name);
}
Value list_keys(Call& call, const std::string& keys) { return KeyStore(keys).list(call); }
std::string export_key(Call&, const std::string& keys, std::string_view name) {
    return KeyStore(keys).public_pem(name);
}

}  // namespace

BRINE_PLUGIN("spm-package", "1.0.0", "Packages of spm as files", plugin) {
    const auto add = [&](const char* name, auto function, auto... params) {
        return plugin.add("spm-package", name, function, params...);
    };
    add("formula", formula, "path"_a).doc("The formula of a package.");
    add("members", members, "path"_a).doc("The formula and the members of a package.");
    add("unpack", unpack, "path"_a, "directory"_a)
        .doc("The same, with the files' contents put into a directory.");
    add("build", build, "directory"_a, "options"_a).doc("Builds a package.");
    add("create_repo", create_repo, "directory"_a, "options"_a)
        .doc("Makes a directory of packages a repository.");
    add("sha256", sha256, "path"_a).doc("The SHA-256 of a file.");
    add("sign", sign, "keys"_a, "key"_a, "paths"_a).doc("Signs files.");
    add("verify", verify, "keys"_a, "path"_a, "signature"_a).doc("Checks a file's signature.");
    add("create_key", create_key, "keys"_a, "name"_a).doc("Makes a pair of keys.");
    add("trust_key", trust_key, "keys"_a, "name"_a, "file"_a).doc("Trusts a public key.");
    add("remove_key", remove_key, "keys"_a, "name"_a).doc("Forgets a key.");
    add("list_keys", list_keys, "keys"_a).doc("The keys of this machine.");
    add("export_key", export_key, "keys"_a, "name"_a).doc("A public key as PEM.");
}
