// SPDX-License-Identifier: Apache-2.0
#include "package/keys.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>
#include <brine/support/os_error.hpp>

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_key_file = 16U << 10U;

Value described(Call& call, std::string_view name, const PublicKey& key, bool is_private,
                const fs::path& path) {
    return call.map({{"name", call.str(name)},
                     {"id", key.id()},
                     {"private", is_private},
                     {"path", path.native()}});
}

}  // namespace

fs::path KeyStore::path_of(std::string_view name, std::string_view suffix) const {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '.' || c == '@';
    };
    if (name.empty() || name.starts_with('.') || !std::ranges::all_of(name, good))
        throw BadArgument(format("'{}' is no name of a key", name));
    return directory_ / (std::string(name) + std::string(suffix));
}

std::vector<std::string> KeyStore::names(std::string_view suffix) const {
    std::vector<std::string> all;
    std::error_code error;
    for (fs::directory_iterator entry(directory_, error), end; !error && entry != end;
         entry.increment(error))
        if (entry->path().extension() == suffix) all.push_back(entry->path().stem().native());
    std::sort(all.begin(), all.end());
    return all;
}

Value KeyStore::create(Call& call, std::string_view name) const {
    const fs::path path = path_of(name, ".pem");
    std::error_code error;
    if (fs::exists(path, error) || fs::exists(path_of(name, ".pub"), error))
        throw Error(format("there is a key '{}' in '{}' already", name, directory_.native()));
    support::make_directories(directory_, 0755);
    const PrivateKey key = PrivateKey::generate();
    support::replace_file(path, key.pem(), {.mode = 0600});
    const PublicKey public_key = key.public_key();
    support::replace_file(path_of(name, ".pub"), public_key.pem(), {.mode = 0644});
    return described(call, name, public_key, true, path_of(name, ".pub"));
}

Value KeyStore::trust(Call& call, std::string_view name, const fs::path& file) const {
    const PublicKey key =
        PublicKey::from_pem(support::read_file(file, max_key_file), file.native());
    const fs::path path = path_of(name, ".pub");
    std::error_code error;
    if (fs::exists(path, error))
        throw Error(format("there is a key '{}' in '{}' already", name, directory_.native()));
    support::make_directories(directory_, 0755);
    support::replace_file(path, key.pem(), {.mode = 0644});
    return described(call, name, key, false, path);
}

void KeyStore::remove(std::string_view name) const {
    bool any = false;
    for (const std::string_view suffix : {".pub", ".pem"}) {
        const fs::path path = path_of(name, suffix);
        if (::unlink(path.c_str()) == 0)
            any = true;
        else if (errno != ENOENT)
            support::throw_os_error(errno, "cannot remove", path.native());
    }
    if (!any) throw Error(format("there is no key '{}' in '{}'", name, directory_.native()));
}

Value KeyStore::list(Call& call) const {
    List all(call.memory());
    const auto private_names = names(".pem");
    for (const std::string& name : names(".pub")) {
        const fs::path path = path_of(name, ".pub");
        const PublicKey key =
            PublicKey::from_pem(support::read_file(path, max_key_file), path.native());
        const bool is_private = std::ranges::binary_search(private_names, name);
        all.add(described(call, name, key, is_private, path));
    }
    return all.value();
}

std::string KeyStore::public_pem(std::string_view name) const {
    const fs::path path = path_of(name, ".pub");
    return PublicKey::from_pem(support::read_file(path, max_key_file), path.native()).pem();
}

std::vector<PublicKey> KeyStore::trusted() const {
    std::vector<PublicKey> keys;
    for (const std::string& name : names(".pub")) {
        const fs::path path = path_of(name, ".pub");
        keys.push_back(PublicKey::from_pem(support::read_file(path, max_key_file), path.native()));
    }
    return keys;
}

PrivateKey KeyStore::signer(std::string_view name) const {
    std::string chosen(name);
    if (chosen.empty()) {
        const auto private_names = names(".pem");
        if (private_names.size() != 1)
            throw Error(format(
                "there {} in '{}'; make one with `spm key create NAME`, or say which",
                private_names.empty() ? "is no key to sign with" : "are several keys to sign with",
                directory_.native()));
        chosen = private_names.front();
    }
    const fs::path path = path_of(chosen, ".pem");
    return PrivateKey::from_pem(support::read_file(path, max_key_file), path.native());
}

}  // namespace brine::spm
