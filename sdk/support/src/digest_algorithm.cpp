// SPDX-License-Identifier: Apache-2.0
#include "digest_algorithm.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "brine/support/text.hpp"

namespace brine::support {
namespace {

struct AlgorithmEntry {
    DigestAlgorithm algorithm;
    std::string_view name;
    const char* openssl_name;
};

// In the order of the enumeration, which openssl_name() relies on.
constexpr std::array algorithms{
    AlgorithmEntry{DigestAlgorithm::md5, "md5", "MD5"},
    AlgorithmEntry{DigestAlgorithm::sha1, "sha1", "SHA1"},
    AlgorithmEntry{DigestAlgorithm::sha224, "sha224", "SHA2-224"},
    AlgorithmEntry{DigestAlgorithm::sha256, "sha256", "SHA2-256"},
    AlgorithmEntry{DigestAlgorithm::sha384, "sha384", "SHA2-384"},
    AlgorithmEntry{DigestAlgorithm::sha512, "sha512", "SHA2-512"},
    AlgorithmEntry{DigestAlgorithm::sha3_224, "sha3_224", "SHA3-224"},
    AlgorithmEntry{DigestAlgorithm::sha3_256, "sha3_256", "SHA3-256"},
    AlgorithmEntry{DigestAlgorithm::sha3_384, "sha3_384", "SHA3-384"},
    AlgorithmEntry{DigestAlgorithm::sha3_512, "sha3_512", "SHA3-512"},
    AlgorithmEntry{DigestAlgorithm::blake2b, "blake2b", "BLAKE2B-512"},
    AlgorithmEntry{DigestAlgorithm::blake2s, "blake2s", "BLAKE2S-256"},
};

}  // namespace

std::vector<std::string_view> digest_algorithm_names() {
    std::vector<std::string_view> names;
    names.reserve(algorithms.size());
    for (const AlgorithmEntry& entry : algorithms) names.push_back(entry.name);
    return names;
}

DigestAlgorithm parse_digest_algorithm(std::string_view name) {
    const auto* found = std::ranges::find(algorithms, name, &AlgorithmEntry::name);
    if (found != algorithms.end()) return found->algorithm;
    throw std::invalid_argument("unknown digest algorithm '" + std::string(name) + "', known are " +
                                join(digest_algorithm_names(), ", "));
}

const char* openssl_name(DigestAlgorithm algorithm) noexcept {
    return algorithms[static_cast<std::size_t>(algorithm)].openssl_name;
}

}  // namespace brine::support
