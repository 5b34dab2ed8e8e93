// SPDX-License-Identifier: Apache-2.0
//
// Ed25519 signatures (RFC 8032) of packages and of repositories' metadata, in files beside them
// that Salt's spm does not look at: FILE.sig, three lines of text:
//
//     brine-spm-signature 1
//     key KEY_ID
//     signature BASE64
//
// KEY_ID is the first 16 hexadecimal digits of the SHA-256 of the 32 bytes of the public key. What
// is signed is the text "brine-spm-signature 1\nsha256 DIGEST\n" with the SHA-256 of the file.
#pragma once

#include <brine/error.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace brine::spm {

class PublicKey {
  public:
    // PEM, as openssl writes it ("BEGIN PUBLIC KEY"). Error naming `source` for anything that is
    // no Ed25519 key.
    static PublicKey from_pem(std::string_view pem, std::string_view source);

    [[nodiscard]] const std::string& id() const noexcept { return id_; }
    [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;
    [[nodiscard]] std::string pem() const;

  private:
    friend class PrivateKey;
    explicit PublicKey(std::string raw);
    std::string raw_;
    std::string id_;
};

class PrivateKey {
  public:
    static PrivateKey generate();
    // PEM without a passphrase ("BEGIN PRIVATE KEY").
    static PrivateKey from_pem(std::string_view pem, std::string_view source);

    [[nodiscard]] PublicKey public_key() const;
    [[nodiscard]] std::string sign(std::string_view message) const;
    [[nodiscard]] std::string pem() const;

  private:
    explicit PrivateKey(std::string raw) : raw_(std::move(raw)) {}
    std::string raw_;  // the 32 bytes of the seed
};

// Writes FILE.sig.
void sign_file(const std::filesystem::path& file, const PrivateKey& key);

enum class Verdict { good, unsigned_file, unknown_key, bad };

struct Verification {
    Verdict verdict = Verdict::unsigned_file;
    std::string key_id;  // that the signature names
    std::string reason;  // a sentence, empty if good
};

// Checks `file` against the signature in `signature_file`, which may be missing.
[[nodiscard]] Verification verify_file(const std::filesystem::path& file,
                                       const std::filesystem::path& signature_file,
                                       const std::vector<PublicKey>& trusted);

// A parsed FILE.sig, for those who fuzz it.
struct Signature {
    std::string key_id;
    std::string bytes;
};
[[nodiscard]] Signature parse_signature(std::string_view text, std::string_view source);

}  // namespace brine::spm
