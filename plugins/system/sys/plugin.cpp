// SPDX-License-Identifier: Apache-2.0
//
// The module `sys`: what functions there are, and how they are used.
#include "catalog.hpp"

#include <brine/sdk.hpp>

#include <array>
#include <string>

using namespace brine::literals;

namespace brine::sys {

namespace {

// A kind of functions with modules, as the names of the functions about it say it.
struct Family {
    std::string kind;
    std::string prefix;   // of doc and argspec: "state_"
    std::string modules;  // "list_state_modules"
    std::string functions;
    std::string title;
};

void add_family(Plugin& p, const Family& family) {
    const std::string& kind = family.kind;
    p.exec(
         "sys." + family.functions,
         [kind](Call& call, Rest patterns, Kwargs) {
             return functions(call, kind, patterns.items);
         },
         "patterns"_a, "ignored"_a)
        .doc("The names of " + family.title +
             ", sorted.\n\n- `patterns`: modules, functions or globs; all without any\n\n"
             "Answers a list.\n\n    brine call sys." +
             family.functions + " 'test.*'");
    p.exec(
         "sys." + family.modules,
         [kind](Call& call, Rest patterns) { return modules(call, kind, patterns.items); },
         "patterns"_a)
        .doc("The modules that have " + family.title +
             ", sorted.\n\n- `patterns`: modules or globs; all without any\n\n"
             "Answers a list.\n\n    brine call sys." +
             family.modules + " 't*'");
    p.exec(
         "sys." + family.prefix + "doc",
         [kind](Call& call, Rest patterns) { return documentation(call, kind, patterns.items); },
         "patterns"_a)
        .doc("The documentation of " + family.title +
             ".\n\n- `patterns`: modules, functions or globs; all without any\n\n"
             "Answers a map from names to Markdown.\n\n    brine call sys." +
             family.prefix + "doc test");
    p.exec(
         "sys." + family.prefix + "argspec",
         [kind](Call& call, std::string_view module) { return signatures(call, kind, module); },
         "module"_a = "")
        .doc("The arguments of " + family.title +
             ".\n\n- `module`: a module, a function or a glob; all without it\n\n"
             "Answers a map from names to `{args, defaults, varargs, kwargs}`; the defaults are "
             "those of the last arguments.\n\n    brine call sys." +
             family.prefix + "argspec test");
}

void add_functions(Plugin& p) {
    const std::array<Family, 4> families = {{
        {"exec", "", "list_modules", "list_functions", "execution functions"},
        {"state", "state_", "list_state_modules", "list_state_functions", "state functions"},
        {"runner", "runner_", "list_runners", "list_runner_functions", "runner functions"},
        {"returner", "returner_", "list_returners", "list_returner_functions",
         "returner functions"},
    }};
    for (const Family& family : families) add_family(p, family);
    p.exec(
         "sys.list_renderers",
         [](Call& call, Rest patterns) { return names(call, "renderer", patterns.items); },
         "patterns"_a)
        .doc(
            "The names of renderers, sorted.\n\n- `patterns`: globs; all without any\n\n"
            "Answers a list.\n\n    brine call sys.list_renderers 'y*'");
    p.exec(
         "sys.renderer_doc",
         [](Call& call, Rest patterns) { return documentation(call, "renderer", patterns.items); },
         "patterns"_a)
        .doc(
            "The documentation of renderers.\n\n- `patterns`: names or globs; all without "
            "any\n\nAnswers a map from names to Markdown.\n\n"
            "    brine call sys.renderer_doc yaml");
}

}  // namespace

}  // namespace brine::sys

BRINE_PLUGIN("sys", "1.0.0", "What functions there are, and how they are used", p) {
    brine::sys::add_functions(p);
}
