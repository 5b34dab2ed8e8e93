// SPDX-License-Identifier: Apache-2.0
#include "brine/support/digest.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>
#include <system_error>

#include "python_oracle.hpp"
#include "scratch_directory.hpp"

namespace brine::support::test {

TEST_CASE("digests are those of python's hashlib", "[support][digest][oracle]") {
    std::string large;
    for (int number = 0; number < 40000; ++number) large += std::to_string(number);
    const ScratchDirectory scratch;
    const auto file = scratch.write("large", large);
    std::vector<std::string> questions;
    for (const std::string_view name : digest_algorithm_names()) questions.push_back(to_hex(name));
    const auto answers = ask_python(R"py(
import hashlib
large = ''.join(str(n) for n in range(40000)).encode()
for line in sys.stdin:
    name = fields(line)[0].decode()
    print(hashlib.new(name, b'').hexdigest(), hashlib.new(name, large).hexdigest())
)py",
                                    questions);
    REQUIRE(answers.size() == digest_algorithm_names().size());
    for (std::size_t index = 0; index < answers.size(); ++index) {
        const DigestAlgorithm algorithm = parse_digest_algorithm(digest_algorithm_names()[index]);
        CHECK(digest(algorithm, "") + " " + digest(algorithm, large) == answers[index]);
        CHECK(digest_file(algorithm, file) == digest(algorithm, large));
    }
}

TEST_CASE("a digest may be computed piece by piece", "[support][digest]") {
    Digester digester(DigestAlgorithm::sha256);
    digester.update("a");
    digester.update("");
    digester.update("bc");
    CHECK(digester.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("an unknown algorithm is told with the known ones", "[support][digest]") {
    const std::string message =
        error_of<std::invalid_argument>([] { parse_digest_algorithm("SHA256"); });
    CHECK(message ==
          "unknown digest algorithm 'SHA256', known are md5, sha1, sha224, sha256, sha384, sha512, "
          "sha3_224, sha3_256, sha3_384, sha3_512, blake2b, blake2s");
}

TEST_CASE("digest_file tells which file cannot be read", "[support][digest]") {
    const ScratchDirectory scratch;
    const auto read = [](const std::filesystem::path& path) {
        return error_of<std::system_error>([&] { digest_file(DigestAlgorithm::md5, path); });
    };
    CHECK(read("/nosuch/x") == "cannot read '/nosuch/x': No such file or directory");
    CHECK(read(scratch.path()) == "cannot read '" + scratch.path().string() + "': Is a directory");
}

}  // namespace brine::support::test
