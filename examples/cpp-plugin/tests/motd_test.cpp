// SPDX-License-Identifier: Apache-2.0
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <brine/testing.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <stdlib.h>

namespace fs = std::filesystem;

using brine::testing::FakeHost;
using brine::testing::list;
using brine::testing::map;
using Catch::Matchers::Contains;
using namespace brine::testing::literals;

namespace {

// The plugin under a host whose message of the day is in a scratch directory.
class Motd : public FakeHost {
  public:
    Motd() {
        std::string pattern = fs::temp_directory_path() / "motd-test.XXXXXX";
        if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no scratch directory");
        scratch_ = pattern;
        set_option("motd:directory", directory().string());
        load(brine_plugin_v1);
    }
    ~Motd() { fs::remove_all(scratch_); }

    [[nodiscard]] fs::path directory() const { return scratch_ / "motd.d"; }

    void write(const std::string& name, const std::string& text) const {
        fs::create_directories(directory());
        std::ofstream(directory() / name) << text;
    }
    void prepare() { call_kind("state", "motd.mod_init", {{"low", map({})}}); }

  private:
    fs::path scratch_;
};

}  // namespace

TEST_CASE_METHOD(Motd, "pieces are listed and read") {
    CHECK(call("motd.list") == list({}));
    write("b", "two\n");
    write("a", "one\n");
    CHECK(call("motd.list") == list({"a", "b"}));
    CHECK(call("motd.get", {{"name", "b"}}) == "two\n");
    CHECK(call("motd.get", {{"name", "c"}}) == nullptr);
    CHECK_THROWS_WITH(call("motd.get", {{"name", "../passwd"}}),
                      Contains("'../passwd' is no name"));
}

TEST_CASE_METHOD(Motd, "a missing piece is written") {
    SECTION("test mode tells of it only") {
        set("test", true);
        prepare();
        const auto would = state("motd.present", {{"name", "a"}, {"text", "Hi"}});
        CHECK(would.pending());
        CHECK(would.changes() == R"({"a": {"old": null, "new": "Hi\n"}})"_value);
        CHECK_FALSE(fs::exists(directory()));
    }
    SECTION("it is written") {
        prepare();
        const auto done = state("motd.present", {{"name", "a"}, {"text", "Hi"}});
        CHECK(done.succeeded());
        CHECK(done.comment() == "The piece a was written");
        CHECK(call("motd.get", {{"name", "a"}}) == "Hi\n");
        CHECK_FALSE(state("motd.present", {{"name", "a"}, {"text", "Hi"}}).changed());
    }
}

TEST_CASE_METHOD(Motd, "a piece that should not be there is removed") {
    CHECK_FALSE(state("motd.absent", {{"name", "a"}}).changed());
    write("a", "one\n");
    CHECK(state("motd.absent", {{"name", "a"}}, {.test = true}).pending());
    CHECK(fs::exists(directory() / "a"));
    CHECK(state("motd.absent", {{"name", "a"}}).changed());
    CHECK_FALSE(fs::exists(directory() / "a"));
}

TEST_CASE_METHOD(Motd, "changes elsewhere are announced") {
    on("cmd.run", "");
    CHECK(state("motd.mod_watch", {{"name", "a"}, {"text", "Hi"}}, {.test = true}).pending());
    CHECK(calls("cmd.run").empty());
    CHECK(state("motd.mod_watch", {{"name", "a"}, {"text", "Hi"}}).succeeded());
    CHECK(calls("cmd.run").only()[0] == "wall");
    CHECK(calls("cmd.run").only()["stdin"] == "Hi");
}

TEST_CASE_METHOD(Motd, "a failed job is told of") {
    prepare();
    const auto end = [this](int retcode) {
        return publish("salt/job/1/ret/web",
                       map({{"jid", "1"}, {"fun", "state.apply"}, {"retcode", retcode}}));
    };
    CHECK(end(0) == 1);
    CHECK(call("motd.list") == list({}));
    CHECK(end(2) == 1);
    CHECK(call("motd.get", {{"name", "failed-job"}}) == "The job 1 (state.apply) failed\n");
    CHECK(logged("failed job 1"));
}

TEST_CASE_METHOD(Motd, "without a place for the directory there is a reason") {
    set_option("motd:directory", "/nonexistent/motd.d");
    CHECK_THROWS_WITH(call("motd.list"), Contains("there is no directory '/nonexistent'") &&
                                             Contains("set the option motd:directory"));
}
