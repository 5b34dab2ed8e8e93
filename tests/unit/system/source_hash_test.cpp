// SPDX-License-Identifier: Apache-2.0
#include "file/source_hash.hpp"

#include <brine/error.hpp>
#include <catch2/catch.hpp>

using namespace brine;
using namespace brine::file;

namespace {
const std::string md5_a(32, 'a');
const std::string md5_b(32, 'B');
const std::string sha1_c(40, 'c');
}  // namespace

TEST_CASE("hash expressions") {
    CHECK(parse_source_hash(md5_b).algorithm == "md5");
    CHECK(parse_source_hash(md5_b).digest == std::string(32, 'b'));
    CHECK(parse_source_hash("sha1 = " + sha1_c).algorithm == "sha1");
    CHECK(parse_source_hash("sha1=" + sha1_c).digest == sha1_c);
    CHECK_THROWS_WITH(parse_source_hash("nonsense"),
                      Catch::StartsWith("Source hash nonsense format is invalid. The supported"));
    CHECK_THROWS_WITH(parse_source_hash(std::string(32, 'x')), Catch::Contains("is invalid"));
    CHECK_THROWS_WITH(parse_source_hash("rot13=abc"),
                      Catch::StartsWith("Invalid hash type 'rot13'"));
    CHECK_THROWS_WITH(parse_source_hash("sha256=" + md5_a),
                      Catch::StartsWith("Invalid length (32) for hash type 'sha256'"));
}

TEST_CASE("a file with hashes is searched for the name, the file and the source") {
    const std::string text =
        "# hashes\n" + sha1_c + "  other.tar\n" + md5_a + " *brew.tar\n" + md5_b + "  dist/named\n";
    CHECK(find_hash(text, {.source_hash_name = {}, .file_name = "/srv/brew.tar", .source = {}})
              ->digest == md5_a);
    CHECK(find_hash(text, {.source_hash_name = {},
                           .file_name = "/srv/x",
                           .source = "salt://dist/named?saltenv=dev"})
              ->digest == std::string(32, 'b'));
    CHECK(find_hash(text,
                    {.source_hash_name = "dist/named", .file_name = "/srv/brew.tar", .source = {}})
              ->digest == std::string(32, 'b'));
    // Nothing is named: the first hash it is.
    CHECK(find_hash(text, {.source_hash_name = {}, .file_name = "/srv/x", .source = "/y"})
              ->algorithm == "sha1");
    CHECK_FALSE(find_hash("nothing here\n", {}));
    CHECK_FALSE(find_hash(std::string(33, 'a') + "  odd length\n", {}));
}
