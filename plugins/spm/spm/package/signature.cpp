// SPDX-License-Identifier: Apache-2.0
#include "package/signature.hpp"

#include <brine/format.hpp>
#include <brine/support/digest.hpp>
#include <brine/support/file.hpp>
#include <brine/support/text.hpp>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <array>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view heading = "brine-spm-signature 1";
constexpr std::size_t key_bytes = 32;
constexpr std::size_t signature_bytes = 64;

template <auto Free>
struct Deleter {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Context = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Deleter<BIO_free>>;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

[[noreturn]] void fail(std::string_view what) {
    ERR_clear_error();
    throw Error("Ed25519: " + std::string(what));
}

Key private_from(const std::string& raw) {
    Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(raw), raw.size()));
    if (!key) fail("the library refuses the private key");
    return key;
}

Key public_from(const std::string& raw) {
    Key key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(raw), raw.size()));
    if (!key) fail("the library refuses the public key");
    return key;
}

template <class Get>
std::string raw_bytes(EVP_PKEY* key, Get get) {
    std::string raw(key_bytes, '\0');
    std::size_t size = raw.size();
    if (get(key, reinterpret_cast<unsigned char*>(raw.data()), &size) != 1 || size != key_bytes)
        fail("a key of a wrong size");
    return raw;
}

Bio memory_bio(std::string_view text) {
    Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
    if (!bio) throw std::bad_alloc();
    return bio;
}

std::string text_of(const Bio& bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

void require_ed25519(const Key& key, std::string_view source) {
    if (key && EVP_PKEY_get_id(key.get()) == EVP_PKEY_ED25519) return;
    ERR_clear_error();
    throw Error(format("'{}' is no Ed25519 key in PEM", source));
}

std::string to_base64(std::string_view bytes) {
    std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes_of(bytes),
                                     static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

// The 64 bytes that 88 characters stand for; empty if they do not.
std::string signature_from_base64(std::string_view text) {
    if (text.size() != 88 || !text.ends_with("==")) return {};
    std::string bytes(66, '\0');
    if (EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()), bytes_of(text), 88) != 66)
        return {};
    bytes.resize(signature_bytes);
    return bytes;
}

std::string message_for(const fs::path& file) {
    return format("{}\nsha256 {}\n", heading,
                  support::digest_file(support::DigestAlgorithm::sha256, file));
}

}  // namespace

PublicKey::PublicKey(std::string raw)
    : raw_(std::move(raw)),
      id_(support::digest(support::DigestAlgorithm::sha256, raw_).substr(0, 16)) {}

PublicKey PublicKey::from_pem(std::string_view pem, std::string_view source) {
    const Key key(PEM_read_bio_PUBKEY(memory_bio(pem).get(), nullptr, nullptr, nullptr));
    require_ed25519(key, source);
    return PublicKey(raw_bytes(key.get(), EVP_PKEY_get_raw_public_key));
}

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
    const Key key = public_from(raw_);
    const Context context(EVP_MD_CTX_new());
    if (!context || EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1)
        fail("the library cannot verify");
    const bool good = EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(),
                                       bytes_of(message), message.size()) == 1;
    ERR_clear_error();
    return good;
}

std::string PublicKey::pem() const {
    const Bio bio(BIO_new(BIO_s_mem()));
    const Key key = public_from(raw_);
    if (!bio || PEM_write_bio_PUBKEY(bio.get(), key.get()) != 1) fail("cannot write the key");
    return text_of(bio);
}

PrivateKey PrivateKey::generate() {
    const Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!key) fail("cannot make a key");
    return PrivateKey(raw_bytes(key.get(), EVP_PKEY_get_raw_private_key));
}

PrivateKey PrivateKey::from_pem(std::string_view pem, std::string_view source) {
    // Without this callback OpenSSL would ask a terminal for a passphrase.
    const auto no_passphrase = [](char*, int, int, void*) { return -1; };
    const Key key(PEM_read_bio_PrivateKey(memory_bio(pem).get(), nullptr, no_passphrase, nullptr));
    require_ed25519(key, source);
    return PrivateKey(raw_bytes(key.get(), EVP_PKEY_get_raw_private_key));
}

PublicKey PrivateKey::public_key() const {
    return PublicKey(raw_bytes(private_from(raw_).get(), EVP_PKEY_get_raw_public_key));
}

std::string PrivateKey::sign(std::string_view message) const {
    const Key key = private_from(raw_);
    const Context context(EVP_MD_CTX_new());
    std::string signature(signature_bytes, '\0');
    std::size_t size = signature.size();
    if (!context || EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) != 1 ||
        EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                       bytes_of(message), message.size()) != 1)
        fail("the library cannot sign");
    return signature;
}

std::string PrivateKey::pem() const {
    const Bio bio(BIO_new(BIO_s_mem()));
    const Key key = private_from(raw_);
    if (!bio ||
        PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
        fail("cannot write the key");
    return text_of(bio);
}

void sign_file(const fs::path& file, const PrivateKey& key) {
    const std::string signature = key.sign(message_for(file));
    support::replace_file(
        fs::path(file) += ".sig",
        format("{}\nkey {}\nsignature {}\n", heading, key.public_key().id(), to_base64(signature)),
        {.mode = 0644});
}

Signature parse_signature(std::string_view text, std::string_view source) {
    const auto lines = support::split(text, '\n');
    const bool shaped = lines.size() >= 3 && lines[0] == heading && lines[1].starts_with("key ") &&
                        lines[2].starts_with("signature ");
    Signature signature;
    if (shaped) {
        signature.key_id = lines[1].substr(4);
        signature.bytes = signature_from_base64(lines[2].substr(10));
    }
    if (signature.bytes.empty()) throw Error(format("'{}' is no signature", source));
    return signature;
}

Verification verify_file(const fs::path& file, const fs::path& signature_file,
                         const std::vector<PublicKey>& trusted) {
    std::error_code error;
    if (!fs::exists(signature_file, error))
        return {.verdict = Verdict::unsigned_file,
                .key_id = {},
                .reason = format("'{}' is not signed", file.native())};
    Signature signature;
    try {
        signature =
            parse_signature(support::read_file(signature_file, 4096), signature_file.native());
    } catch (const std::exception& problem) {
        return {.verdict = Verdict::bad, .key_id = {}, .reason = problem.what()};
    }
    const auto key = std::ranges::find(trusted, signature.key_id, &PublicKey::id);
    if (key == trusted.end())
        return {
            .verdict = Verdict::unknown_key,
            .key_id = signature.key_id,
            .reason = format("'{}' is signed with the key {}, which is not trusted", file.native(),
                             support::utf8_valid(signature.key_id) ? signature.key_id : "?")};
    if (!key->verifies(message_for(file), signature.bytes))
        return {.verdict = Verdict::bad,
                .key_id = signature.key_id,
                .reason = format("the signature of '{}' does not fit: the file was changed",
                                 file.native())};
    return {.verdict = Verdict::good, .key_id = signature.key_id, .reason = {}};
}

}  // namespace brine::spm
