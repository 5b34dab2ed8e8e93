// SPDX-License-Identifier: Apache-2.0
//
// brine plugin check: each rule, by a plugin that breaks it.
#include "verb.hpp"

#include <catch2/catch.hpp>

#include <string>

using namespace brine::testing;
using Catch::Matchers::Contains;

namespace {

struct Check : brine::cli_test::Verb {
    Check() : Verb("plugin", PLUGIN_FILE) {}

    // What is found about a plugin with one function that is written as JSON.
    Outcome check(const std::string& function, const std::string& name = "acme") {
        const std::string manifest =
            R"({"path": "/a.so", "name": ")" + name +
            R"(", "version": "1", "summary": "s", "needs_minor": 0, "refusal": "",
                "functions": [)" +
            function + "]}";
        on_kind("core", "loader.check", operator""_value(manifest.data(), manifest.size()));
        return run({"check", "/a.so"});
    }
};

std::string function(const std::string& kind, const std::string& name, const std::string& params,
                     const std::string& traits = "null", const std::string& doc = "Does it.") {
    return R"({"kind": ")" + kind + R"(", "name": ")" + name + R"(", "params": ")" + params +
           R"(", "doc": ")" + doc + R"(", "traits": )" + traits + "}";
}

}  // namespace

TEST_CASE_METHOD(Check, "a plugin that keeps all rules is fine", "[check]") {
    const Outcome fine =
        check(function("exec", "acme.do", "*args, **kwargs") + "," +
              function("state", "acme.done", "name: str") + "," +
              function("state", "acme.passed_on", "**kwargs") + "," +
              function("state", "acme.mod_init", "low", "null", "") + "," +
              function("state", "acme.mod_run_check", "cmd_kwargs", "null", "") + "," +
              function("available", "acme", "") + "," + function("available", "*", "") + "," +
              function("event", "1:x", "tag, data", R"({"match": "x"})") + "," +
              function("command", "acme", "argv: list") + "," +
              function("renderer", "acme", "source, **options") + "," +
              function("context", "acme", "path: str"));
    CHECK(fine.status == 0);
    CHECK_THAT(fine.out, Contains("/a.so is fine"));
    CHECK_THAT(fine.out, !Contains("failed") && !Contains("warning"));
    CHECK(calls("loader.check").only()["path"] == "/a.so");
}

TEST_CASE_METHOD(Check, "what the loader refuses is not usable", "[check]") {
    on_kind("core", "loader.check", R"({"path": "/a.so", "name": "", "version": "",
        "refusal": "may be written by others", "functions": []})"_value);
    const Outcome refused = run({"check", "/a.so"});
    CHECK(refused.status == 1);
    CHECK_THAT(refused.out, Contains("failed   loader  may be written by others") &&
                                Contains("/a.so is not usable"));

    const Outcome json = run({"check", "/a.so", "--out=json"});
    CHECK(json.status == 1);
    CHECK(operator""_value(json.out.data(), json.out.size()) == R"({"path": "/a.so", "name": "",
        "version": "", "usable": false, "checks": [{"check": "loader", "outcome": "failed",
        "message": "may be written by others"}]})"_value);
}

TEST_CASE_METHOD(Check, "a rule that is broken is named with the function", "[check]") {
    const auto fails = [this](const std::string& rule, const std::string& wrong) {
        const Outcome outcome = check(wrong);
        INFO(outcome.out);
        const bool named = outcome.out.find("failed   " + rule) != std::string::npos;
        return outcome.status == 1 && named;
    };
    CHECK(fails("function-names", function("exec", "nodot", "")));
    CHECK(fails("function-names", function("exec", "acme.", "")));
    CHECK(fails("function-names", function("state", "acme.a-b", "name")));
    CHECK(fails("state-name", function("state", "acme.done", "path: str")));
    CHECK(fails("fixed-form", function("event", "1:x", "tag", R"({"match": "x"})")));
    CHECK(fails("fixed-form", function("command", "acme", "argv, more")));
    CHECK(fails("fixed-form", function("available", "*", "why")));
    CHECK(fails("event-match", function("event", "1:x", "tag, data")));
    CHECK(fails("availability", function("available", "other", "")));
    CHECK(check(function("exec", "acme.do", ""), "Acme_User").status == 1);
}

TEST_CASE_METHOD(Check, "missing documentation is a warning only", "[check]") {
    const Outcome outcome = check(function("exec", "acme.do", "", "null", ""));
    CHECK(outcome.status == 0);
    CHECK_THAT(outcome.out, Contains("warning  documentation") && Contains("exec acme.do: it has "
                                                                           "no documentation"));
}
