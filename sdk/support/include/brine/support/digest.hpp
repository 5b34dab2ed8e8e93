// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace brine::support {

enum class DigestAlgorithm {
    md5,
    sha1,
    sha224,
    sha256,
    sha384,
    sha512,
    sha3_224,
    sha3_256,
    sha3_384,
    sha3_512,
    blake2b,
    blake2s,
};

/// The names as Python's hashlib spells them, which are those of the enumerators.
std::vector<std::string_view> digest_algorithm_names();

/// The algorithm of that name, in lower case. Throws std::invalid_argument that lists the known
/// names.
DigestAlgorithm parse_digest_algorithm(std::string_view name);

/// Computes a digest piece by piece. Not thread-safe; distinct objects are independent.
///
/// Every function throws std::system_error with ENOTSUP when the cryptographic library refuses,
/// as it does for md5 in FIPS mode.
class Digester {
  public:
    explicit Digester(DigestAlgorithm algorithm);

    void update(std::string_view bytes);

    /// The digest of all bytes in lower case hexadecimal. At most once, and the last call.
    [[nodiscard]] std::string finish();

  private:
    struct Context;
    struct DeleteContext {
        void operator()(Context* context) const noexcept;
    };
    std::unique_ptr<Context, DeleteContext> context_;
};

/// The digest of `bytes` in lower case hexadecimal.
std::string digest(DigestAlgorithm algorithm, std::string_view bytes);

/// The digest of the contents of the file at `path`, read in pieces of 64 KiB; symbolic links are
/// followed. Throws std::system_error `cannot read 'PATH': REASON`.
std::string digest_file(DigestAlgorithm algorithm, const std::filesystem::path& path);

}  // namespace brine::support
