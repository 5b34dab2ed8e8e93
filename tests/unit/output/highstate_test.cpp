// SPDX-License-Identifier: Apache-2.0
#include "highstate.hpp"

#include "compress_ids.hpp"
#include "json_data.hpp"

#include <catch2/catch.hpp>

namespace brine::output {
namespace {

constexpr std::string_view run = R"({"local": {
    "pkg_|-vim_|-vim_|-installed": {
        "__run_num__": 1, "__id__": "vim", "__sls__": "edit", "name": "vim", "result": false,
        "comment": "No\npackage\n", "changes": {}, "duration": 1500.5, "start_time": "10:00:01.2",
        "warnings": ["old name", "other"]},
    "file_|-conf_|-/etc/x_|-managed": {
        "__run_num__": 0, "__id__": "conf", "__sls__": "edit", "name": "/etc/x", "result": true,
        "comment": "Done", "changes": {"diff": "-a\n+b\n"}, "duration": 12.25,
        "start_time": "10:00:00.1"}}})";

std::string shown(std::string_view json, const HighstateSettings& states = {},
                  const Settings& settings = {}) {
    JsonData data(json);
    return highstate(data.value(), settings, states, data.memory());
}

HighstateSettings mode(std::string name) {
    HighstateSettings states;
    states.mode = std::move(name);
    return states;
}

constexpr std::string_view full_conf =
    "----------\n"
    "          ID: conf\n"
    "    Function: file.managed\n"
    "        Name: /etc/x\n"
    "      Result: True\n"
    "     Comment: Done\n"
    "     Started: 10:00:00.1\n"
    "    Duration: 12.25 ms\n"
    "     Changes:   \n"
    "              ----------\n"
    "              diff:\n"
    "                  -a\n"
    "                  +b\n";

constexpr std::string_view full_vim =
    "----------\n"
    "          ID: vim\n"
    "    Function: pkg.installed\n"
    "      Result: False\n"
    "     Comment: No\n"
    "              package\n"
    "     Started: 10:00:01.2\n"
    "    Duration: 1500.5 ms\n"
    "     Changes:   \n"
    "    Warnings: old name other\n";

constexpr std::string_view terse_conf =
    "  Name: /etc/x - Function: file.managed - Result: Changed - Started: 10:00:00.1 - Duration: "
    "12.25 ms\n";

std::string summary(std::string_view warnings = "Warnings:  1\n") {
    return "\nSummary for local\n"
           "------------\n"
           "Succeeded: 1 (changed=1)\n"
           "Failed:    1\n" +
           std::string(warnings) +
           "------------\n"
           "Total states run:     2\n"
           "Total run time:   1.513 s";
}

std::string text(std::initializer_list<std::string_view> parts) {
    std::string all = "local:\n";
    for (const std::string_view part : parts) all += part;
    return all;
}

TEST_CASE("a full run shows a block per state in the order of the run") {
    CHECK(shown(run) == text({full_conf, full_vim, summary()}));
}

TEST_CASE("mixed and changes are terse where nothing needs attention") {
    CHECK(shown(run, mode("mixed")) == text({terse_conf, full_vim, summary()}));
    CHECK(shown(run, mode("changes")) == text({full_conf, full_vim, summary()}));
    CHECK(shown(run, mode("terse_id")).find("Name: conf - Function: file.managed") !=
          std::string::npos);
}

TEST_CASE("filters make states terse or leave them out") {
    HighstateSettings states = mode("filter");
    states.exclude = "False,";
    states.terse = "True,None";
    CHECK(shown(run, states) == text({terse_conf, summary("")}));
}

TEST_CASE("terse lines in columns or in a format of one's own") {
    HighstateSettings states = mode("terse");
    states.tabular = true;
    CHECK(shown(run, states)
              .find("10:00:00.1 [  12.25 ms]       file.managed    Changed   Name: /etc/x\n") !=
          std::string::npos);
    states.tabular = "{2}.{3} {4:>9} {6[__sls__]}";
    CHECK(shown(run, states).find("\nfile.managed   Changed edit\n") != std::string::npos);
    states.tabular = "{7}";
    CHECK_THROWS_WITH(shown(run, states), Catch::Contains("{7}"));
    states.tabular = "{6[nothing]}";
    CHECK_THROWS_AS(shown(run, states), NotStates);
}

TEST_CASE("what did not change can be left out") {
    constexpr std::string_view clean = R"({"local": {"test_|-a_|-a_|-nop": {
        "__run_num__": 0, "name": "a", "result": true, "comment": "", "changes": {},
        "duration": 0.5}}})";
    HighstateSettings states;
    states.verbose = false;
    states.profile = false;
    CHECK(shown(clean, states) ==
          "local:\n\nSummary for local\n------------\nSucceeded: 1\nFailed:    0\n------------\n"
          "Total states run:     1");
    states.verbose = true;
    states.diff_only = true;
    CHECK(shown(clean, states).find("ID: a") == std::string::npos);
}

TEST_CASE("percentages and the count of unchanged states") {
    HighstateSettings states = mode("terse");
    states.percentages = true;
    states.profile = false;
    CHECK(shown(R"({"local": {
              "a_|-a_|-a_|-x": {"__run_num__": 0, "result": null, "changes": {}, "comment": ""},
              "b_|-b_|-b_|-x": {"__run_num__": 1, "result": true, "changes": {}, "comment": ""},
              "c_|-c_|-c_|-x": {"__run_num__": 2, "result": false, "changes": {}, "comment": ""}
          }})",
                states)
              .find("Succeeded: 2 (unchanged=1)\nFailed:    1\nSuccess %: 66.67\n"
                    "Failure %: 33.33\n") != std::string::npos);
}

TEST_CASE("a list is shown as errors of compiling") {
    CHECK(shown(R"({"local": ["first\nline", "second\u001b"]})") ==
          "local:\n    Data failed to compile:\n----------\n    first\nline\n----------\n"
          "    second?");
}

TEST_CASE("text, numbers and nothing in place of states") {
    CHECK(shown(R"({"local": "a\nb"})") == "local:\n    a\n    b");
    CHECK(shown(R"({"local": true})") == "local:\n    True");
    CHECK(shown(R"({"local": null})") == "local:");
    CHECK(shown("null") == "None");
    CHECK(shown(R"({"data": {"m": 1}, "outputter": "highstate"})") == "m:\n    1");
}

TEST_CASE("data of another shape are left to the nested outputter") {
    CHECK_THROWS_AS(shown("5"), NotStates);
    CHECK_THROWS_AS(shown(R"([1])"), NotStates);
    CHECK_THROWS_AS(shown(R"({"local": {"a": {"result": true}}})"), NotStates);
    CHECK_THROWS_AS(shown(R"({"local": {"a_|-b_|-c_|-d": {"result": true, "__run_num__": 0}}})"),
                    NotStates);
}

TEST_CASE("colors follow the outcome") {
    Settings settings;
    settings.palette = Palette::standard();
    const std::string shown_run = shown(run, {}, settings);
    CHECK(
        shown_run.starts_with("\033[0;31mlocal:\033[0;0m\n\033[0;36m----------\033[0;0m\n"
                              "    \033[0;36m      ID: conf\033[0;0m\n"));
    CHECK(shown_run.find("\033[0;32mSucceeded: 1\033[0;0m (\033[0;32mchanged=1\033[0;0m)\n"
                         "\033[0;31mFailed:    1\033[0;0m\n") != std::string::npos);
}

TEST_CASE("a run inside of a state's changes is shown below it") {
    const std::string nested_run = shown(R"({"local": {"salt_|-s_|-s_|-state": {
        "__run_num__": 0, "name": "s", "result": true, "comment": "", "duration": 1,
        "changes": {"out": "highstate", "ret": {"web": ["broken"]}}}}})");
    CHECK(nested_run.find("     Changes:   \n              web:\n"
                          "                  Data failed to compile:\n") != std::string::npos);
}

TEST_CASE("states of one ID are joined") {
    HighstateSettings states = mode("terse_id");
    states.compress_ids = true;
    const std::string joined = shown(R"({"local": {
        "file_|-tmp_|-/a_|-absent": {"__run_num__": 3, "__id__": "tmp", "__sls__": "s",
            "name": "/a", "result": true, "comment": "", "changes": {"removed": "/a"},
            "duration": 1.5, "start_time": "2"},
        "file_|-tmp_|-/b_|-absent": {"__run_num__": 1, "__id__": "tmp", "__sls__": "s",
            "name": "/b", "result": true, "comment": "", "changes": {"removed": "/b"},
            "duration": 2.25, "start_time": "1"}}})",
                                     states);
    CHECK(joined.find("  Name: tmp (2) - Function: file.absent - Result: Changed - Started: 1 - "
                      "Duration: 3.75 ms\n") != std::string::npos);
    CHECK(joined.find("Succeeded: 2 (changed=2)") != std::string::npos);
    CHECK(compressed_states("file_|-tmp (12)_|-state_compressed_s_tmp_True_|-absent") == 12);
    CHECK(compressed_states("file_|-tmp (12)_|-/a_|-absent") == 1);
}

}  // namespace
}  // namespace brine::output
