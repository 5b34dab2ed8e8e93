// SPDX-License-Identifier: Apache-2.0
#include "brine/support/command_line.hpp"
#include "brine/support/text.hpp"
#include "command_line_names.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <stdexcept>

namespace brine::support {
namespace {

// "-x" and "--word", but no number, dashes or text that happens to begin with one.
bool looks_like_option(std::string_view word) {
    const std::size_t dashes = word.starts_with("--") ? 2 : word.starts_with('-') ? 1 : 0;
    return dashes > 0 && word.size() > dashes &&
           std::isalpha(static_cast<unsigned char>(word[dashes])) != 0;
}

// One command as CLI11 has it, with what belongs to it.
struct Level {
    const CommandSpec* spec = nullptr;
    CLI::App* app = nullptr;
    std::vector<std::pair<std::string, CLI::Option*>> options = {};
    CLI::Option* man = nullptr;
    std::vector<Level> below = {};
};

CLI::Option* add_option(CLI::App& app, const OptionSpec& spec) {
    const std::string names(spec.names);
    if (spec.value.empty()) return app.add_flag(names);
    CLI::Option* option = app.add_option(names);
    option->expected(1, spec.repeated ? CLI::detail::expected_max_vector_size : 1);
    option->multi_option_policy(spec.repeated ? CLI::MultiOptionPolicy::TakeAll
                                              : CLI::MultiOptionPolicy::TakeLast);
    option->allow_extra_args(false);
    return option;
}

CLI::Option* add_argument(CLI::App& app, const ArgumentSpec& spec) {
    CLI::Option* option = app.add_option(std::string(spec.name));
    option->required(spec.required);
    if (spec.repeated) {
        option->expected(spec.required ? 1 : 0, CLI::detail::expected_max_vector_size);
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        option->allow_extra_args(true);  // after an option in between, too
    } else {
        option->expected(1);
    }
    return option;
}

Level build(CLI::App& app, const CommandSpec& spec) {
    Level level{.spec = &spec, .app = &app};
    level.man = app.add_flag("--help-man");
    level.man->group("");
    for (const OptionSpec& option : spec.options)
        level.options.emplace_back(key_of(option), add_option(app, option));
    for (const ArgumentSpec& argument : spec.arguments) {
        // CLI11 would read brackets in these; it hands over what is left instead.
        if (argument.verbatim)
            app.allow_extras();
        else
            level.options.emplace_back(argument.name, add_argument(app, argument));
    }
    // One at most: a later word that is called like another command is an argument.
    if (!spec.commands.empty()) app.require_subcommand(0, 1);
    for (const CommandSpec& command : spec.commands) {
        CLI::App* below = app.add_subcommand(std::string(command.name));
        for (const std::string_view alias : command.aliases) below->alias(std::string(alias));
        // Options of the commands above are taken behind this one's name, too.
        below->fallthrough(
            std::ranges::none_of(command.arguments, [](const auto& a) { return a.verbatim; }));
        level.below.push_back(build(*below, command));
    }
    return level;
}

// The levels that were named, outermost first.
std::vector<const Level*> named(const Level& top) {
    std::vector<const Level*> path{&top};
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (const Level& level : path.back()->below) {
            if (!level.app->parsed()) continue;
            path.push_back(&level);
            deeper = true;
            break;
        }
    }
    return path;
}

std::vector<const CommandSpec*> specs(const std::vector<const Level*>& path) {
    std::vector<const CommandSpec*> result;
    for (const Level* level : path) result.push_back(level->spec);
    return result;
}

std::string full_name(const std::vector<const Level*>& path) {
    std::string name;
    for (const Level* level : path) {
        if (!name.empty()) name += ' ';
        name += level->spec->name;
    }
    return name;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
    const auto close = closest(word, candidates);
    return close ? "; did you mean " + *close + "?" : std::string();
}

std::string unknown_option(std::string_view word, const std::vector<const Level*>& path) {
    const std::string_view name = word.substr(0, word.find('='));
    std::vector<std::string> names;
    for (const Level* level : path)
        for (const OptionSpec& option : level->spec->options)
            for (const std::string_view candidate : split(option.names, ','))
                names.emplace_back(candidate);
    return "there is no option " + std::string(name) + did_you_mean(name, names);
}

std::string unknown_command(std::string_view word, const Level& level) {
    std::vector<std::string> names;
    for (const CommandSpec& command : level.spec->commands) {
        names.emplace_back(command.name);
        for (const std::string_view alias : command.aliases) names.emplace_back(alias);
    }
    return "there is no command '" + std::string(word) + "'" + did_you_mean(word, names);
}

std::string unexpected_word(const std::string& word, const std::vector<const Level*>& path) {
    if (looks_like_option(word)) return unknown_option(word, path);
    if (!path.back()->spec->commands.empty()) return unknown_command(word, *path.back());
    return "'" + word + "' is one word too many";
}

std::string missing_word(const Level& level) {
    if (!level.spec->commands.empty()) {
        std::vector<std::string_view> names;
        for (const CommandSpec& command : level.spec->commands) names.push_back(command.name);
        return "which command? " + join(names, ", ");
    }
    for (const ArgumentSpec& argument : level.spec->arguments) {
        const auto option = std::ranges::find(level.options, argument.name,
                                              [](const auto& entry) { return entry.first; });
        if (argument.required && option != level.options.end() && option->second->count() == 0)
            return std::string(argument.name) + " is missing: " + std::string(argument.help);
    }
    return "something is missing";
}

// The words that CLI11 left over, of the innermost command: those of the argument that takes
// words as they are. An unknown option among them is a mistake; it is answered.
std::optional<std::string> take_verbatim(const std::vector<const Level*>& path,
                                         std::vector<std::string>& words) {
    bool options_ended = false;
    for (const std::string& word : path.back()->app->remaining()) {
        if (word == "--" && !options_ended) {
            options_ended = true;
            continue;
        }
        if (!options_ended && looks_like_option(word)) return unknown_option(word, path);
        words.push_back(word);
    }
    return std::nullopt;
}

std::optional<std::string> refused_choice(const Level& level) {
    for (const OptionSpec& spec : level.spec->options) {
        if (spec.choices.empty()) continue;
        const auto option = std::ranges::find(level.options, key_of(spec),
                                              [](const auto& entry) { return entry.first; });
        for (const std::string& value : option->second->results())
            if (std::ranges::find(spec.choices, value) == spec.choices.end())
                return "--" + key_of(spec) + " takes " + join(spec.choices, ", ") + ", not '" +
                       value + "'";
    }
    return std::nullopt;
}

const ArgumentSpec* verbatim_argument(const CommandSpec& spec) {
    const auto argument = std::ranges::find_if(spec.arguments, &ArgumentSpec::verbatim);
    return argument == spec.arguments.end() ? nullptr : &*argument;
}

}  // namespace

ParsedCommand parse_command(const CommandSpec& spec, const std::vector<std::string_view>& words) {
    ParsedCommand parsed;
    CLI::App app("", std::string(spec.name));
    const Level top = build(app, spec);
    const auto mistake = [&](const std::vector<const Level*>& path, const std::string& what) {
        const std::string name = full_name(path);
        parsed.message = name + ": " + what + "; see `" + name + " --help`\n";
        parsed.exit_status = usage_error;
        return parsed;
    };
    std::vector<std::string> reversed(words.rbegin(), words.rend());
    try {
        app.parse(reversed);
    } catch (const CLI::CallForHelp&) {
        parsed.message = help_text(specs(named(top)));
        return parsed;
    } catch (const CLI::ExtrasError&) {
        const auto path = named(top);
        const auto left = app.remaining(true);
        return mistake(path, left.empty() ? "one word too many" : unexpected_word(left[0], path));
    } catch (const CLI::RequiredError&) {
        const auto path = named(top);
        if (path.back()->man->count() > 0) {
            parsed.message = man_page(spec);
            return parsed;
        }
        const auto left = app.remaining(true);
        return mistake(path,
                       left.empty() ? missing_word(*path.back()) : unexpected_word(left[0], path));
    } catch (const CLI::ParseError& error) {
        return mistake(named(top), error.what());
    }
    const auto path = named(top);
    for (const Level* level : path) {
        if (level->man->count() > 0) {
            parsed.message = man_page(spec);
            return parsed;
        }
        if (const auto refused = refused_choice(*level)) return mistake(path, *refused);
        if (level != &top) parsed.commands.emplace_back(level->spec->name);
        for (const auto& [name, option] : level->options)
            parsed.given_.push_back({name, option->count() > 0, option->results()});
    }
    if (!path.back()->spec->commands.empty()) return mistake(path, missing_word(*path.back()));
    if (const ArgumentSpec* argument = verbatim_argument(*path.back()->spec)) {
        ParsedCommand::Given given{.name = std::string(argument->name)};
        if (const auto wrong = take_verbatim(path, given.values)) return mistake(path, *wrong);
        given.given = !given.values.empty();
        parsed.given_.push_back(std::move(given));
    }
    return parsed;
}

const ParsedCommand::Given& ParsedCommand::find(std::string_view name) const {
    const auto found = std::ranges::find(given_, name, &Given::name);
    if (found == given_.end())
        throw std::logic_error("the command line has no '" + std::string(name) + "'");
    return *found;
}

bool ParsedCommand::has(std::string_view name) const { return find(name).given; }

std::optional<std::string> ParsedCommand::value(std::string_view name) const {
    const Given& given = find(name);
    if (!given.given || given.values.empty()) return std::nullopt;
    return given.values.back();
}

std::string ParsedCommand::value_or(std::string_view name, std::string_view otherwise) const {
    return value(name).value_or(std::string(otherwise));
}

const std::vector<std::string>& ParsedCommand::values(std::string_view name) const {
    return find(name).values;
}

int ParsedCommand::show_message() const {
    std::fputs(message.value_or("").c_str(), exit_status == 0 ? stdout : stderr);
    return exit_status;
}

}  // namespace brine::support
