// SPDX-License-Identifier: Apache-2.0
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include <brine/testing.hpp>

using brine::testing::FakeHost;
using brine::testing::map;
using brine::testing::PassedArguments;
using namespace brine::testing::literals;

namespace {

// The plugin over a built-in file.managed that answers what a test wants.
class Audit : public FakeHost {
  public:
    Audit() {
        on_kind("state", "file.managed", [this](const PassedArguments& passed) {
            return map({{"name", passed["name"]},
                        {"changes", changes_ ? map({{"diff", "New file"}}) : map({})},
                        {"result", result_},
                        {"comment", "as the built-in state says"}});
        });
        on("file.touch", true);
        on("file.append", "Wrote 1 lines");
        set("user", "ada");
        set("jid", "20260131");
        load(brine_plugin_v1);
    }

    void answer(bool changes, brine::Value result) {
        changes_ = changes;
        result_ = result;
    }

  private:
    bool changes_ = true;
    brine::Value result_ = true;
};

}  // namespace

TEST_CASE_METHOD(Audit, "the state below does the work") {
    const auto done = state("file.managed", {{"name", "/a"}, {"contents", "x"}, {"mode", "0600"}});
    CHECK(done.succeeded());
    CHECK(done.comment() == "as the built-in state says");
    const auto below = calls("file.managed").only();
    CHECK(below.next);
    CHECK(below["name"] == "/a");
    CHECK(below["contents"] == "x");
    CHECK(below["mode"] == "0600");
}

TEST_CASE_METHOD(Audit, "changes are recorded") {
    set_option("file_audit:trail", "/var/log/trail");
    state("file.managed", {{"name", "/a"}});
    REQUIRE(events("file-audit/*").size() == 1);
    CHECK(events()[0].data == R"({"name": "/a", "user": "ada", "jid": "20260131"})"_value);
    CHECK(calls("file.touch").only()[0] == "/var/log/trail");
    const auto appended = calls("file.append").only();
    CHECK(appended[0] == "/var/log/trail");
    CHECK_THAT(std::string(appended[1].str()), Catch::Matchers::EndsWith("Z ada 20260131 /a"));
}

TEST_CASE_METHOD(Audit, "without a trail there is an event only") {
    state("file.managed", {{"name", "/a"}});
    CHECK(events().size() == 1);
    CHECK(calls("file.append").empty());
}

TEST_CASE_METHOD(Audit, "what did not change is not recorded") {
    set_option("file_audit:trail", "/var/log/trail");
    SECTION("nothing was to do") { answer(false, true); }
    SECTION("test mode") {
        answer(true, nullptr);
        set("test", true);
    }
    state("file.managed", {{"name", "/a"}});
    CHECK(events().empty());
    CHECK(calls("file.append").empty());
}

TEST_CASE_METHOD(Audit, "an audit that cannot be kept is a failure") {
    set_option("file_audit:trail", "/var/log/trail");
    on("file.append", []() -> std::string { throw brine::Error("disk full"); });
    CHECK_THROWS_WITH(state("file.managed", {{"name", "/a"}}), "disk full");
}
