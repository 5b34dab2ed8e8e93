// SPDX-License-Identifier: Apache-2.0
//
// Loads the library that the environment variable PLUGIN names.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <brine/testing.hpp>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace fs = std::filesystem;

using brine::CallError;
using brine::testing::FakeHost;
using Catch::Matchers::Contains;

namespace {

class FileAge : public FakeHost {
  public:
    FileAge() : file_(fs::temp_directory_path() / ("fileage-test." + std::to_string(::getpid()))) {
        std::ofstream(file_) << "text";
        const char* library = std::getenv("PLUGIN");
        if (library == nullptr) throw std::runtime_error("PLUGIN is not set; run this by ctest");
        load(fs::path(library));
    }
    ~FileAge() { fs::remove(file_); }

    [[nodiscard]] std::string file() const { return file_; }
    void make_older(std::chrono::seconds age) const {
        fs::last_write_time(file_, fs::file_time_type::clock::now() - age);
    }

  private:
    fs::path file_;
};

}  // namespace

TEST_CASE_METHOD(FileAge, "the age of a file in any unit") {
    make_older(std::chrono::hours(2));
    CHECK(call("fileage.of", {{"path", file()}}).number() == Approx(7200).margin(60));
    CHECK(call("fileage.of", {file()}, {{"unit", "minutes"}}).number() == Approx(120).margin(1));
    CHECK(call("fileage.of", {file(), "hours"}, {}).number() == Approx(2).margin(0.1));
}

TEST_CASE_METHOD(FileAge, "errors name the file and the remedy") {
    CHECK_THROWS_WITH(call("fileage.of", {{"path", "/nonexistent"}}),
                      "cannot look at '/nonexistent': No such file or directory");
    CHECK_THROWS_WITH(call("fileage.of", {{"path", file()}, {"unit", "moons"}}),
                      Contains("'moons' is no unit; use seconds"));
    CHECK_THROWS_WITH(call("fileage.of", {{"path", 5}}), Contains("takes a str"));
    CHECK_THROWS_WITH(call("fileage.of"), Contains("path"));
}

TEST_CASE_METHOD(FileAge, "a file that is too old is touched") {
    on("file.touch", true);
    CHECK(call("fileage.refresh", {{"path", file()}}) == false);
    CHECK(calls("file.touch").empty());
    make_older(std::chrono::hours(2));
    CHECK(call("fileage.refresh", {{"path", file()}, {"older_than", 100000}}) == false);
    CHECK(call("fileage.refresh", {{"path", file()}}) == true);
    CHECK(calls("file.touch").only()["name"] == file());
}

TEST_CASE_METHOD(FileAge, "the failure of another function is passed on") {
    on("file.touch", []() -> bool { throw brine::Error("read-only file system"); });
    make_older(std::chrono::hours(2));
    CHECK_THROWS_WITH(call("fileage.refresh", {{"path", file()}}), "read-only file system");
}
