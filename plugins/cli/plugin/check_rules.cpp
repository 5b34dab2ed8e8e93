// SPDX-License-Identifier: Apache-2.0
#include "check_rules.hpp"

#include "installed.hpp"
#include "project.hpp"

#include <brine/format.hpp>
#include <brine/support/signature.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <vector>

namespace brine::cli {
namespace {

using support::Parameter;
using support::Signature;

enum class Outcome { ok, warning, failed };

std::string_view name_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::ok:
            return "ok";
        case Outcome::warning:
            return "warning";
        case Outcome::failed:
            return "failed";
    }
    return "failed";
}

// What is wrong with one function of a plugin, or an empty string. `function` is {kind, name,
// params, doc, traits}, `manifest` all that the loader knows of the plugin.
using FunctionRule = std::string (*)(const Value& function, const Value& manifest);

bool is_callable(const Value& function) {
    return function["kind"] == "exec" || function["kind"] == "state";
}

bool is_name(std::string_view text) {
    const auto fits = [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
    };
    return !text.empty() && !std::isdigit(static_cast<unsigned char>(text.front())) &&
           std::all_of(text.begin(), text.end(), fits);
}

std::string_view module_of(const Value& function) {
    const std::string_view name = function["name"].str();
    return name.substr(0, name.find('.'));
}

std::string name_shape(const Value& function, const Value&) {
    if (!is_callable(function)) return {};
    const std::string_view name = function["name"].str();
    const std::size_t dot = name.find('.');
    if (dot != std::string_view::npos && is_name(name.substr(0, dot)) &&
        is_name(name.substr(dot + 1)))
        return {};
    return "its name is not module.function, each of letters, digits and underscores";
}

// mod_init, mod_watch and the like, which the runner of states calls for its own purposes.
bool is_hook(const Value& function) {
    const std::string_view name = function["name"].str();
    return function["kind"] == "state" && name.substr(name.find('.') + 1).starts_with("mod_");
}

std::string state_takes_name(const Value& function, const Value&) {
    if (function["kind"] != "state" || is_hook(function)) return {};
    const Signature signature = Signature::parse(function["params"].str());
    const auto parameters = signature.parameters();
    if (std::any_of(parameters.begin(), parameters.end(), [](const Parameter& parameter) {
            return parameter.name == "name" || parameter.kind == Parameter::Kind::kwargs;
        }))
        return {};
    return "it has no parameter 'name', which every state is given";
}

// How the host and the commands call the kinds that have a fixed form.
struct Form {
    std::string_view kind;
    std::string_view parameters;
    std::size_t count;
};
constexpr std::array forms{
    Form{"available", "no parameters", 0},
    Form{"context", "the path", 1},
    Form{"event", "the tag and the data", 2},
    Form{"engine", "the configuration", 1},
    Form{"command", "the list of arguments", 1},
    Form{"renderer", "the source", 1},
    Form{"output", "the data", 1},
};

bool takes(const Signature& signature, std::size_t positional) {
    std::size_t room = 0;
    std::size_t required = 0;
    for (const Parameter& parameter : signature.parameters()) {
        if (parameter.kind == Parameter::Kind::rest) room = positional;
        if (parameter.kind != Parameter::Kind::normal) continue;
        ++room;
        if (parameter.required) ++required;
    }
    return room >= positional && required <= positional;
}

std::string fixed_form(const Value& function, const Value&) {
    for (const Form& form : forms)
        if (function["kind"] == form.kind &&
            !takes(Signature::parse(function["params"].str()), form.count))
            return format("it cannot be called with {} alone, as a function of its kind is",
                          form.parameters);
    return {};
}

std::string event_match(const Value& function, const Value&) {
    if (function["kind"] != "event" || function["traits"]["match"].is_str()) return {};
    return "it has no trait 'match', the glob for the tags that it handles";
}

std::string availability_subject(const Value& function, const Value& manifest) {
    if (function["kind"] != "available" || function["name"] == "*") return {};
    const auto functions = manifest["functions"].items();
    if (std::any_of(functions.begin(), functions.end(), [&](const Value& other) {
            return other["kind"] != "available" && module_of(other) == function["name"].str();
        }))
        return {};
    return "it is about a module of which the plugin offers nothing";
}

std::string documentation(const Value& function, const Value&) {
    const bool shown = is_callable(function) || function["kind"] == "command";
    if (!shown || is_hook(function)) return {};
    return function["doc"] ? "" : "it has no documentation; its first line is what lists show";
}

struct Rule {
    std::string_view name;
    Outcome breach;  // how bad it is
    FunctionRule flaw;
    std::string_view kept;  // what holds when no function breaks it
};
constexpr std::array rules{
    Rule{"function-names", Outcome::failed, name_shape, "module.function"},
    Rule{"state-name", Outcome::failed, state_takes_name, "every state takes 'name'"},
    Rule{"fixed-form", Outcome::failed, fixed_form, "each kind is called as the host calls it"},
    Rule{"event-match", Outcome::failed, event_match, "every handler says which tags it handles"},
    Rule{"availability", Outcome::failed, availability_subject, "about modules of this plugin"},
    Rule{"documentation", Outcome::warning, documentation, "every function has some"},
};

class Report {
  public:
    explicit Report(Call& call) : call_(call), checks_(call.list()) {}

    void add(std::string_view check, Outcome outcome, std::string_view message) {
        if (outcome == Outcome::failed) usable_ = false;
        checks_.add(
            call_.map({{"check", check}, {"outcome", name_of(outcome)}, {"message", message}}));
    }

    [[nodiscard]] Value about(const Value& manifest) const {
        return call_.map({{"path", manifest["path"]},
                          {"name", manifest["name"]},
                          {"version", manifest["version"]},
                          {"usable", usable_},
                          {"checks", checks_.value()}});
    }

  private:
    Call& call_;
    List checks_;
    bool usable_ = true;
};

void check_descriptor(const Value& manifest, Report& report) {
    if (const std::string flaw = name_flaw(manifest["name"].str()); !flaw.empty())
        report.add("plugin-name", Outcome::failed, flaw);
    else
        report.add("plugin-name", Outcome::ok, manifest["name"].str());
    for (const std::string_view text : {"version", "summary"})
        if (!manifest[text])
            report.add(text, Outcome::warning, "the descriptor has none");
        else
            report.add(text, Outcome::ok, manifest[text].str());
}

void check_functions(const Value& manifest, const Rule& rule, Report& report) {
    bool kept = true;
    for (const Value& function : manifest["functions"].items()) {
        const std::string flaw = rule.flaw(function, manifest);
        if (flaw.empty()) continue;
        kept = false;
        report.add(rule.name, rule.breach,
                   format("{} {}: {}", function["kind"], function["name"], flaw));
    }
    if (kept) report.add(rule.name, Outcome::ok, rule.kept);
}

}  // namespace

Value checked(Call& call, const std::string& path) {
    const Value manifest = core_call(call, "loader.check", {{"path", path}});
    Report report(call);
    if (manifest["refusal"]) {
        report.add("loader", Outcome::failed, manifest["refusal"].str());
        return report.about(manifest);
    }
    report.add("loader", Outcome::ok,
               "file, exported symbol, ABI version, start(), names, parameters and defaults");
    check_descriptor(manifest, report);
    for (const Rule& rule : rules) check_functions(manifest, rule, report);
    return report.about(manifest);
}

}  // namespace brine::cli
