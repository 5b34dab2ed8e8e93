// SPDX-License-Identifier: Apache-2.0
//
// brine plugin new. That the projects build and work is tested by examples/test.sh.
#include "verb.hpp"

#include <brine/support/file.hpp>

#include <catch2/catch.hpp>

#include <filesystem>
#include <stdexcept>
#include <string>

#include <stdlib.h>

namespace fs = std::filesystem;

using Catch::Matchers::Contains;

namespace {

class New : public brine::cli_test::Verb {
  public:
    New() : Verb("plugin", PLUGIN_FILE) {
        std::string pattern = fs::temp_directory_path() / "brine-new-test.XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch directory");
        scratch_ = pattern;
    }
    ~New() { fs::remove_all(scratch_); }

    [[nodiscard]] fs::path project() const { return scratch_ / "deep" / "project"; }
    [[nodiscard]] std::string text(const std::string& file) const {
        return brine::support::read_file(project() / file);
    }
    Outcome make(const std::string& name, const std::vector<std::string>& more = {}) {
        std::vector<std::string> words{"new", name, "--directory", project()};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }

  private:
    fs::path scratch_;
};

}  // namespace

TEST_CASE_METHOD(New, "a project is written with the names in place", "[new]") {
    const Outcome made = make("acme-user");
    CHECK(made.status == 0);
    CHECK_THAT(made.out, Contains("src/acme_user.cpp"));
    for (const char* file : {"CMakeLists.txt", "README.md", "src/acme_user.cpp", "tests/check.hpp",
                             "tests/acme_user_test.cpp"}) {
        CAPTURE(file);
        const std::string written = text(file);
        CHECK_THAT(written, !Contains("my-plugin") && !Contains("my_plugin"));
        CHECK_THAT(written, !Contains("@begin") && !Contains("@end") && !Contains("SPDX"));
        CHECK(written.back() == '\n');
    }
    CHECK_THAT(text("src/acme_user.cpp"), Contains("BRINE_PLUGIN(\"acme-user\"") &&
                                              Contains("\"acme_user.greet\"") &&
                                              Contains("\"acme_user.written\""));
}

TEST_CASE_METHOD(New, "only the functions of one kind are written", "[new]") {
    SECTION("exec") {
        make("acme", {"--kind", "exec"});
        CHECK_THAT(text("src/acme.cpp"), Contains("acme.greet") && !Contains("acme.written"));
        CHECK_THAT(text("tests/acme_test.cpp"), !Contains("acme.written"));
        CHECK_THAT(text("README.md"), !Contains("acme.written"));
    }
    SECTION("state") {
        make("acme", {"--kind", "state"});
        CHECK_THAT(text("src/acme.cpp"), Contains("acme.written") && !Contains("acme.greet"));
        CHECK_THAT(text("README.md"), !Contains("acme.greet"));
    }
    SECTION("no other kind") {
        CHECK(make("acme", {"--kind", "renderer"}).status == 64);
        CHECK_FALSE(fs::exists(project()));
    }
}

TEST_CASE_METHOD(New, "what is there is left alone", "[new]") {
    fs::create_directories(project());
    CHECK(make("acme").status == 0);
    const std::string before = text("README.md");
    CHECK_THROWS_WITH(make("other"), Contains("is not empty"));
    CHECK(text("README.md") == before);
}

TEST_CASE_METHOD(New, "a file in the way is an error", "[new]") {
    fs::create_directories(project().parent_path());
    brine::support::replace_file(project(), "file");
    CHECK_THROWS_WITH(make("acme"), Contains("is no directory"));
}

TEST_CASE_METHOD(New, "a name that is none is refused", "[new]") {
    const std::string name = GENERATE("Acme", "acme_user", "a-", "a--b", "1a", "a b", "", "ä");
    CAPTURE(name);
    CHECK_THROWS_WITH(make(name), Contains("is no name for a plugin"));
    CHECK_FALSE(fs::exists(project()));
}
