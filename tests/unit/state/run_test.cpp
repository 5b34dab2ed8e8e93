// SPDX-License-Identifier: Apache-2.0
//
// Runs of low chunks against state functions that misbehave or look around.
#include "runner.hpp"

#include "fixtures.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

namespace brine::state {
namespace {

using namespace testing::literals;
using test::Compiled;
using test::Texts;

struct Fixture {
    Fixture() {
        host.set_option("id", "tester");
        host.set("jid", "20260101000000000000");
        host.on_kind(
            "core", "registry.describe",
            [this](Call& call, std::string_view name, std::string_view) {
                const auto known = described.find(std::string(name));
                if (known == described.end())
                    throw Error("there is no state '" + std::string(name) + "'.", BRINE_NOT_FOUND);
                List params = call.list();
                for (const std::string& parameter : known->second)
                    params.add(call.map({{"name", parameter.substr(0, parameter.find('!'))},
                                         {"kind", parameter == "**" ? "kwargs" : "normal"},
                                         {"required", parameter.find('!') != std::string::npos}}));
                return call.map({{"params", params.value()}});
            },
            "name"_a, "kind"_a);
        host.on(
            "run",
            [](Call& call, Value data, Value test_mode) {
                Errors errors;
                High high = high_from_value(call.memory(), data, errors);
                const std::vector<Chunk> chunks = compile(call, high, Places(), errors);
                if (!errors.empty()) throw Error(errors.front());
                const Settings settings = make_settings(call, {test_mode, {}, {}});
                Runner runner(call, settings, chunks);
                runner.run();
                return runner.results();
            },
            "data"_a, "test"_a = nullptr);
    }

    // A state function `m.NAME`; "x!" is a required parameter, "**" takes anything.
    template <class F>
    void state(const std::string& name, const Texts& parameters, F function) {
        described["m." + name] = parameters;
        host.on_kind("state", "m." + name, function);
    }
    Value run(const Value& data) { return host.call("run", {{"data", data}}); }
    // The result of the state a that calls m.f without arguments.
    Value run_f() { return run(R"({"a": {"m": ["f"]}})"_value)["m_|-a_|-a_|-f"]; }

    testing::FakeHost host;
    std::map<std::string, Texts> described;
};

Value good_result(Call& call) {
    return call.map(
        {{"name", "a"}, {"changes", call.map({})}, {"result", true}, {"comment", "fine"}});
}

TEST_CASE_METHOD(Fixture, "What a state throws fails the state and nothing else", "[state]") {
    state("f", {"name!"}, [](const testing::PassedArguments&) -> Value { throw Error("broken"); });
    state("g", {"name!"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    const Value results = run(R"({"a": {"m": ["f"]}, "b": {"m": ["g"]}})"_value);
    CHECK(results["m_|-a_|-a_|-f"]["result"] == Value(false));
    CHECK(results["m_|-a_|-a_|-f"]["comment"] ==
          Value("An exception occurred in this state: broken"));
    CHECK(results["m_|-b_|-b_|-g"]["result"] == Value(true));
}

TEST_CASE_METHOD(Fixture, "A return that breaks the contract fails the state", "[state]") {
    state("f", {"name!"}, [](const testing::PassedArguments&) { return Value(5); });
    CHECK(run_f()["result"] == Value(false));
    CHECK(std::string(run_f()["comment"].str()).find("Malformed state return") !=
          std::string::npos);
}

TEST_CASE_METHOD(Fixture, "A function gets its arguments and not those of the state system",
                 "[state]") {
    state("f", {"name!", "size", "saltenv"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    run(R"({"a": {"m": ["f", {"size": 3}, {"order": 1}, {"failhard": true}, {"saltenv": "dev"}]}})"_value);
    const auto passed = host.calls("m.f").only();
    CHECK(Value::map(passed.kwargs) == R"({"name": "a", "size": 3, "saltenv": "dev"})"_value);
    CHECK(passed.context["saltenv"] == Value("dev"));
    CHECK(passed.context["low"]["order"] == Value(1));
    CHECK(passed.context["test"] == Value(false));
}

TEST_CASE_METHOD(Fixture, "An argument that nobody takes ends the run", "[state]") {
    state("f", {"name!", "size"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    CHECK_THROWS_WITH(run(R"({"a": {"m": ["f", {"sizw": 3}]}})"_value),
                      Catch::Contains("'sizw' is an invalid keyword argument for 'm.f'") &&
                          Catch::Contains("did you mean 'size'?"));
    CHECK(host.calls("m.f").empty());
    state("f", {"name!", "**"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    run(R"({"a": {"m": ["f", {"sizw": 3}]}})"_value);
    CHECK(host.calls("m.f").only()["sizw"] == Value(3));
}

TEST_CASE_METHOD(Fixture, "A required argument that is not there is named", "[state]") {
    state("f", {"name!", "target!"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    CHECK(run_f()["comment"] == Value("Missing parameter target for state m.f\n"));
}

TEST_CASE_METHOD(Fixture, "mod_init is called until it answers true", "[state]") {
    int calls = 0;
    state("mod_init", {"low!"},
          [&](const testing::PassedArguments&) { return Value(++calls == 2); });
    state("f", {"name!"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    run(R"({"a": {"m": ["f"]}, "b": {"m": ["f"]}, "c": {"m": ["f"]}})"_value);
    CHECK(calls == 2);
    CHECK(host.calls("m.mod_init")[0]["low"]["__id__"] == Value("a"));
}

TEST_CASE_METHOD(Fixture, "A mod_init that fails fails its state", "[state]") {
    state("mod_init", {"low!"},
          [](const testing::PassedArguments&) -> Value { throw Error("no"); });
    state("f", {"name!"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    CHECK(run_f()["comment"] == Value("An exception occurred in mod_init of 'm': no"));
    CHECK(host.calls("m.f").empty());
}

TEST_CASE_METHOD(Fixture, "A watch function gets what it has parameters for", "[state]") {
    const auto changing = [](Call& call, const testing::PassedArguments&) {
        return call.map(
            {{"name", "c"}, {"changes", call.map({{"x", 1}})}, {"result", true}, {"comment", ""}});
    };
    state("g", {"name!"}, changing);
    state("f", {"name!", "size"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    state("mod_watch", {"name!", "sfun"}, changing);
    const Value results = run(R"({"a": {"m": ["f", {"size": 1}, {"watch": [{"m": "c"}]}]},
                                  "c": {"m": ["g"]}})"_value);
    CHECK(results["m_|-a_|-a_|-f"]["changes"] == R"({"x": 1})"_value);
    CHECK(results["m_|-a_|-a_|-f"]["__run_num__"] == Value(2));
    const auto passed = host.calls("m.mod_watch").only();
    CHECK(Value::map(passed.kwargs) == R"({"name": "a", "sfun": "f"})"_value);
    CHECK(passed.context["low"]["__reqs__"]["watch"].items()[0]["__id__"] == Value("c"));
    CHECK(passed.context["running"]["m_|-c_|-c_|-g"]["result"] == Value(true));
}

TEST_CASE_METHOD(Fixture, "A prereq is tried out in test mode", "[state]") {
    state("f", {"name!"}, [](Call& call, const testing::PassedArguments&) {
        const bool test = call.lookup("test").is_true();
        return call.map({{"name", "a"},
                         {"changes", call.map({{"x", 1}})},
                         {"result", test ? Value() : Value(true)},
                         {"comment", ""}});
    });
    run(R"({"before": {"m": ["f", {"prereq": [{"m": "main"}]}]}, "main": {"m": ["f"]}})"_value);
    Texts order;
    for (const auto& call : host.calls("m.f"))
        order.push_back(std::string(call["name"].str()) +
                        (call.context["test"].is_true() ? " in test mode" : ""));
    CHECK(order == Texts{"main in test mode", "before", "main"});
}

TEST_CASE_METHOD(Fixture, "umask holds for the state alone", "[state]") {
    const mode_t before = ::umask(022);
    mode_t during = 0;
    state("f", {"name!"}, [&](Call& call, const testing::PassedArguments&) {
        during = ::umask(0);
        ::umask(during);
        return good_result(call);
    });
    run(R"({"a": {"m": ["f", {"umask": "077"}]}})"_value);
    CHECK(during == 077);
    CHECK(::umask(before) == 022);
}

TEST_CASE_METHOD(Fixture, "A run tells what it does", "[state]") {
    state("f", {"name!"},
          [](Call& call, const testing::PassedArguments&) { return good_result(call); });
    run(R"({"a": {"m": ["f"]}, "b": {"m": ["f", {"fire_event": "done"}]}})"_value);
    Texts tags;
    for (const auto& event : host.events()) tags.push_back(event.tag);
    CHECK(tags == Texts{"brine/state/20260101000000000000/start",
                        "salt/job/20260101000000000000/prog/tester/0",
                        "brine/state/20260101000000000000/start",
                        "salt/state_result/20260101000000000000/tester/done"});
    CHECK(host.events()[0].data ==
          R"({"run_num": 1, "total": 2, "function": "m.f", "id": "a", "name": "a"})"_value);
    CHECK(host.events()[1].data["data"]["len"] == Value(2));
    CHECK(host.events()[1].data["data"]["ret"]["comment"] == Value("fine"));
}

TEST_CASE_METHOD(Fixture, "Retries stop at the wanted result and tell about the others",
                 "[state]") {
    int calls = 0;
    state("f", {"name!"}, [&](Call& call, const testing::PassedArguments&) {
        return call.map({{"name", "a"},
                         {"changes", call.map({})},
                         {"result", ++calls == 2},
                         {"comment", "try " + std::to_string(calls)}});
    });
    const Value result = run(
        R"({"a": {"m": ["f", {"retry": {"attempts": 5, "interval": 0}}]}})"_value)["m_|-a_|-a_|-f"];
    CHECK(result["result"] == Value(true));
    CHECK(result["comment"] ==
          Value("Attempt 1: Returned a result of \"False\", with the following "
                "comment: \"try 1\"\ntry 2"));
    CHECK(result["__run_num__"] == Value(1));
}

TEST_CASE_METHOD(Fixture, "A cancelled call stops the run", "[state]") {
    state("f", {"name!"}, [&](Call& call, const testing::PassedArguments&) {
        host.cancel();
        return good_result(call);
    });
    CHECK_THROWS_AS(run(R"({"a": {"m": ["f"]}, "b": {"m": ["f"]}})"_value), CallError);
    CHECK(host.calls("m.f").size() == 1);
}

}  // namespace
}  // namespace brine::state
