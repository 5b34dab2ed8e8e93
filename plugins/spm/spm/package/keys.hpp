// SPDX-License-Identifier: Apache-2.0
//
// The keys of a machine, in one directory: NAME.pem a private key that signs here, NAME.pub a
// public key. Who signs trusts himself: every NAME.pub counts.
#pragma once

#include "package/signature.hpp"

#include <brine/sdk.hpp>

namespace brine::spm {

class KeyStore {
  public:
    explicit KeyStore(std::filesystem::path directory) : directory_(std::move(directory)) {}

    // Makes a pair of keys. Error when there is one of that name.
    Value create(Call& call, std::string_view name) const;
    // Trusts the public key in `file`.
    Value trust(Call& call, std::string_view name, const std::filesystem::path& file) const;
    void remove(std::string_view name) const;
    // [{"name", "id", "private": bool, "path"}]
    [[nodiscard]] Value list(Call& call) const;
    [[nodiscard]] std::string public_pem(std::string_view name) const;

    [[nodiscard]] std::vector<PublicKey> trusted() const;
    // The private key of that name; the only one there is if `name` is empty.
    [[nodiscard]] PrivateKey signer(std::string_view name) const;

  private:
    [[nodiscard]] std::filesystem::path path_of(std::string_view name,
                                                std::string_view suffix) const;
    [[nodiscard]] std::vector<std::string> names(std::string_view suffix) const;

    std::filesystem::path directory_;
};

}  // namespace brine::spm
