// SPDX-License-Identifier: Apache-2.0
#include <brine/support/command_line.hpp>

#include <catch2/catch.hpp>

#include <stdexcept>

using namespace brine::support;
using Catch::Matchers::Contains;
using Words = std::vector<std::string_view>;

namespace {

CommandSpec store() {
    return {
        .name = "brine store",
        .summary = "Keeps things.",
        .options = {{.names = "-v,--verbose", .help = "say more"}},
        .commands =
            {
                {.name = "put",
                 .summary = "Puts files into it.",
                 .arguments = {{.name = "FILE", .help = "what to keep", .repeated = true}},
                 .options =
                     {{.names = "-t,--tag", .value = "TAG", .help = "a tag", .repeated = true},
                      {.names = "--mode",
                       .value = "MODE",
                       .help = "how",
                       .choices = {"copy", "move"}}},
                 .aliases = {"add"}},
                {.name = "list", .summary = "Lists it."},
                {.name = "key",
                 .summary = "Keys.",
                 .commands = {{.name = "show",
                               .summary = "Shows a key.",
                               .arguments = {{.name = "ID", .help = "which"}}}}},
            },
        .notes = "Examples:\n\n  brine store put a.txt\n",
    };
}

CommandSpec runner() {
    return {
        .name = "brine run",
        .summary = "Runs a program.",
        .arguments = {{.name = "PROGRAM", .help = "what to run"},
                      {.name = "WORD", .help = "its words", .required = false, .verbatim = true}},
        .options = {{.names = "-n,--dry-run", .help = "only say what would happen"}}};
}

std::string mistake(const CommandSpec& spec, const Words& words) {
    const ParsedCommand parsed = parse_command(spec, words);
    CHECK(parsed.exit_status == 64);
    return parsed.message.value_or("no message");
}

}  // namespace

TEST_CASE("commands, arguments and options are read", "[command_line]") {
    const ParsedCommand put =
        parse_command(store(), {"-v", "put", "a", "-t", "x", "b", "--tag=y", "--mode", "copy"});
    INFO(put.message.value_or(""));
    REQUIRE_FALSE(put.message);
    CHECK(put.commands == std::vector<std::string>{"put"});
    CHECK(put.has("verbose"));
    CHECK(put.values("FILE") == std::vector<std::string>{"a", "b"});
    CHECK(put.values("tag") == std::vector<std::string>{"x", "y"});
    CHECK(put.value("mode") == "copy");

    const ParsedCommand late = parse_command(store(), {"put", "a", "-v", "list"});
    INFO(late.message.value_or(""));
    REQUIRE_FALSE(late.message);
    CHECK(late.has("verbose"));
    CHECK(late.commands == std::vector<std::string>{"put"});
    CHECK(late.values("FILE") == std::vector<std::string>{"a", "list"});
    CHECK(parse_command(store(), {"key", "show", "1", "--verbose"}).has("verbose"));

    const ParsedCommand bare = parse_command(store(), {"add", "a"});
    REQUIRE_FALSE(bare.message);
    CHECK(bare.commands == std::vector<std::string>{"put"});
    CHECK_FALSE(bare.has("mode"));
    CHECK(bare.value("mode") == std::nullopt);
    CHECK(bare.value_or("mode", "move") == "move");
    CHECK_THROWS_AS(bare.has("colour"), std::logic_error);

    const ParsedCommand key = parse_command(store(), {"key", "show", "17"});
    REQUIRE_FALSE(key.message);
    CHECK(key.commands == std::vector<std::string>{"key", "show"});
    CHECK(key.value("ID") == "17");
}

TEST_CASE("words are taken as they are where that is asked for", "[command_line]") {
    const ParsedCommand parsed =
        parse_command(runner(), {"ls", "[a, b]", "-5", "name=x", "-n", "--", "--long"});
    REQUIRE_FALSE(parsed.message);
    CHECK(parsed.value("PROGRAM") == "ls");
    CHECK(parsed.values("WORD") == std::vector<std::string>{"[a, b]", "-5", "name=x", "--long"});
    CHECK(parsed.has("dry-run"));
    CHECK(mistake(runner(), {"ls", "--dry-rnu"}) ==
          "brine run: there is no option --dry-rnu; did you mean --dry-run?; see `brine run "
          "--help`\n");
}

TEST_CASE("mistakes are named, with what was meant", "[command_line]") {
    CHECK_THAT(mistake(store(), {}), Contains("which command? put, list, key"));
    CHECK_THAT(mistake(store(), {"putt", "a"}),
               Contains("brine store: there is no command 'putt'; did you mean put?"));
    CHECK_THAT(mistake(store(), {"put", "a", "--mod", "copy"}),
               Contains("brine store put: there is no option --mod; did you mean --mode?"));
    CHECK_THAT(mistake(store(), {"put"}), Contains("FILE is missing: what to keep"));
    CHECK_THAT(mistake(store(), {"list", "more"}), Contains("'more' is one word too many"));
    CHECK_THAT(mistake(store(), {"put", "a", "--mode=link"}),
               Contains("--mode takes copy, move, not 'link'"));
    CHECK_THAT(mistake(store(), {"put", "a", "--mode"}), Contains("--mode"));
    CHECK_THAT(mistake(store(), {"key"}), Contains("which command? show"));
}

TEST_CASE("the help text and the manual page say the same", "[command_line]") {
    const ParsedCommand help = parse_command(store(), {"put", "--help"});
    CHECK(help.exit_status == 0);
    CHECK(*help.message ==
          "usage: brine store put [OPTION...] FILE...\n\n"
          "Puts files into it.\n\n"
          "arguments:\n"
          "  FILE                      what to keep\n\n"
          "options:\n"
          "  -t, --tag TAG             a tag\n"
          "      --mode MODE           how: copy, move\n"
          "  -v, --verbose             say more\n"
          "  -h, --help                show this text\n");
    CHECK_THAT(*parse_command(store(), {"-h"}).message,
               Contains("  put, add                  Puts files into it.\n") &&
                   Contains("\n  brine store put a.txt\n"));

    const std::string page = *parse_command(store(), {"--help-man"}).message;
    CHECK_THAT(page, Contains(".TH BRINE\\-STORE 1\n"));
    CHECK_THAT(page, Contains("brine\\-store \\- Keeps things\n"));
    CHECK_THAT(page, Contains(".SS \\fBput\\fR FILE...\nPuts files into it.\n"));
    CHECK_THAT(page, Contains(".SS \\fBkey show\\fR ID\n"));
    CHECK_THAT(page, Contains(".nf\n  brine store put a.txt\n"));
}
