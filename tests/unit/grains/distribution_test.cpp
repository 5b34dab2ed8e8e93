// SPDX-License-Identifier: Apache-2.0
//
// distributions.json holds release files of distributions, line by line, and the grains that
// Salt's rules make of them.
#include "distribution.hpp"

#include <brine/memory.hpp>
#include <brine/support/file.hpp>
#include <brine/support/json.hpp>

#include <catch2/catch.hpp>

namespace brine::grains {
namespace {

ReleaseFiles files_of(const Value& record) {
    ReleaseFiles files;
    for (const Pair& file : record["files"].pairs()) {
        std::string text;
        for (const Value& line : file.value.items()) text += std::string(line.str()) + "\n";
        files[std::string(file.key.str())] = text;
    }
    return files;
}

Fields expected_of(const Value& record) {
    Fields expected;
    for (const Pair& grain : record["grains"].pairs())
        expected[std::string(grain.key.str())] = grain.value.str();
    return expected;
}

Fields with_finger(Fields grains) {
    if (!field(grains, "osrelease").empty())
        grains["osfinger"] =
            os_finger(field(grains, "os"), field(grains, "osfullname"), field(grains, "osrelease"));
    return grains;
}

TEST_CASE("distributions have the grains that formulas choose by") {
    Arena arena;
    const Value records = support::json::load(
        arena.memory(), support::read_file(BRINE_DISTRIBUTIONS), BRINE_DISTRIBUTIONS);
    REQUIRE(records.size() > 40);
    for (const Value& record : records.items()) {
        INFO(record["name"].str());
        CHECK(with_finger(distribution_grains(files_of(record))) == expected_of(record));
    }
}

TEST_CASE("a release is taken apart at its dots") {
    CHECK(release_parts("22.04") == std::vector<VersionPart>{22LL, 4LL});
    CHECK(release_parts("rolling") == std::vector<VersionPart>{std::string("rolling")});
    CHECK(release_parts("11.2-rc1") == std::vector<VersionPart>{11LL, std::string("2-rc1")});
}

TEST_CASE("os-release is read with its quotes and escapes") {
    const Fields fields = parse_os_release(
        "# comment\nNAME='Some \\\"Linux\\\"'\nID=some\nEMPTY=\nBAD LINE\n1A-B=x\nVERSION=\"1\" ");
    CHECK(field(fields, "NAME") == "Some \"Linux\"");
    CHECK(field(fields, "ID") == "some");
    CHECK(field(fields, "PRETTY_NAME") == "Linux");
    CHECK(fields.contains("EMPTY"));
    CHECK(field(fields, "VERSION") == "\"1\" ");
    CHECK_FALSE(fields.contains("1A-B"));
}

TEST_CASE("a line of a release file has a name, a version and a codename") {
    const ReleaseLine line = parse_release_line("CentOS Linux release 7.9.2009 (Core)\n");
    CHECK(line.name == "CentOS Linux");
    CHECK(line.version == "7.9.2009");
    CHECK(line.codename == "Core");
    CHECK(parse_release_line("Ubuntu 22.04.3 LTS").version == "22.04.3");
    CHECK(parse_release_line("Arch Linux").name == "Arch Linux");
    CHECK(parse_release_line("Arch Linux").version.empty());
    CHECK(parse_release_line("odd ) brackets (").version.empty());
    CHECK(parse_release_line("").name.empty());
}

}  // namespace
}  // namespace brine::grains
