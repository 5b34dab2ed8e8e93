// SPDX-License-Identifier: Apache-2.0
#include "sls_files.hpp"

#include <brine/build.hpp>
#include <brine/testing.hpp>
#include <catch2/catch.hpp>
#include <support/scratch_directory.hpp>

#include <filesystem>

namespace brine::state {
namespace {

using support::test::ScratchDirectory;
using Names = std::vector<std::string>;

struct Fixture {
    Fixture() {
        for (const char* directory : {"one/web/parts", "two/web", "dev"})
            std::filesystem::create_directories(scratch / directory);
        for (const char* file :
             {"one/web/init.sls", "one/web/parts/a.sls", "two/web.sls", "two/web/extra.sls",
              "two/init.sls", "dev/only.sls", "one/web/notes.txt"})
            scratch.write(file, "");
        std::filesystem::create_directory_symlink(scratch / "one/web", scratch / "one/web/self");
    }
    [[nodiscard]] SlsFiles files() const {
        const std::string one = (scratch / "one").string();
        const std::string two = (scratch / "two").string();
        const std::string dev = (scratch / "dev").string();
        return SlsFiles(
            testing::map({{"dev", testing::list({dev})}, {"base", testing::list({one, two})}}));
    }
    ScratchDirectory scratch;
};

TEST_CASE_METHOD(Fixture, "A name is a file, else the init.sls of a directory", "[state]") {
    const SlsFiles found = files();
    // A file in any directory goes before an init.sls in any.
    CHECK(found.find("base", "web")->path == (scratch / "two/web.sls").string());
    CHECK_FALSE(found.find("base", "web")->init);
    CHECK(found.find("base", "web.parts.a")->path == (scratch / "one/web/parts/a.sls").string());
    CHECK_FALSE(found.find("base", "web.notes"));
    CHECK_FALSE(found.find("dev", "web"));
    CHECK_FALSE(found.find("other", "web"));
}

TEST_CASE_METHOD(Fixture, "Globs are matched against sorted names", "[state]") {
    SlsFiles found = files();
    CHECK(found.names("base") == Names{"init", "web", "web.extra", "web.parts.a"});
    CHECK(found.matching("base", "web.*") == Names{"web.extra", "web.parts.a"});
    CHECK(found.matching("base", "web") == Names{"web"});
    CHECK(found.matching("base", "nothing").empty());
}

TEST_CASE_METHOD(Fixture, "The environment base comes first", "[state]") {
    CHECK(files().environments() == Names{"base", "dev"});
    CHECK(files().has_environment("dev"));
    CHECK_FALSE(files().has_environment("prod"));
}

TEST_CASE("file_roots of another shape are refused", "[state]") {
    CHECK_THROWS_WITH(SlsFiles(Value()), Catch::Contains("file_roots"));
    CHECK_THROWS_WITH(SlsFiles(testing::map({{"base", testing::list({1})}})),
                      Catch::Contains("'base'"));
}

}  // namespace
}  // namespace brine::state
