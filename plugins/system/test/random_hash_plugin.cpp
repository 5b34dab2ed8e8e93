// SPDX-License-Identifier: Apache-2.0
//
// Digests of random numbers. A plugin of its own because the cryptographic library takes longer
// to load than all the rest of a test.ping.
#include <brine/sdk.hpp>
#include <brine/support/digest.hpp>

#include <random>

namespace {

using namespace brine;

constexpr std::int64_t largest_number = 9999999999;

// The digest of a random number's decimal digits.
std::string random_hash(Call& call, std::int64_t size, std::optional<std::string_view> hash_type) {
    if (size < 0) throw BadArgument(format("'size' must be 0 or more, not {}", size));
    const std::string_view algorithm =
        hash_type && !hash_type->empty() ? *hash_type : call.option("hash_type").str_or("sha256");
    std::random_device source;
    const std::int64_t number = std::uniform_int_distribution<std::int64_t>(0, size)(source);
    return support::digest(support::parse_digest_algorithm(algorithm), std::to_string(number));
}

}  // namespace

BRINE_PLUGIN("test-random-hash", "0.1.0", "Digests of random numbers", p) {
    for (const std::string_view name : {"test.random_hash", "test.rand_str"})
        p.exec(name, random_hash, "size"_a = largest_number, "hash_type"_a = nullptr)
            .doc(
                "Answers the digest of a random number.\n\n"
                "- `size` (int, 9999999999): the largest number\n"
                "- `hash_type` (str): the algorithm; the option `hash_type` when not given\n\n"
                "Returns: str, hexadecimal.\n\n    brine call test.random_hash hash_type=sha512");
}
