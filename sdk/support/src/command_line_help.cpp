// SPDX-License-Identifier: Apache-2.0
#include "brine/support/command_line.hpp"
#include "brine/support/text.hpp"
#include "command_line_names.hpp"

#include <algorithm>

namespace brine::support {
namespace {

constexpr std::size_t text_column = 28;
constexpr std::size_t width = 100;

// `text` broken at spaces, each line but the first behind `indent` spaces.
std::string wrapped(std::string_view text, std::size_t indent) {
    std::string result;
    std::size_t column = indent;
    for (const std::string_view word : split(text, ' ')) {
        if (column > indent && column + 1 + word.size() > width) {
            result += '\n' + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            result += ' ';
            ++column;
        }
        result += word;
        column += word.size();
    }
    return result;
}

std::string row(std::string_view term, std::string_view text) {
    std::string line = "  " + std::string(term);
    if (line.size() + 2 > text_column)
        line += '\n' + std::string(text_column, ' ');
    else
        line.resize(text_column, ' ');
    return line + wrapped(text, text_column) + '\n';
}

// "-d, --doc DIR"; words stand below each other whether or not there is a letter.
std::string term_of(const OptionSpec& option) {
    std::string term;
    for (const std::string_view name : split(option.names, ',')) {
        if (!term.empty())
            term += ", ";
        else if (name.starts_with("--"))
            term += "    ";
        term += name;
    }
    if (!option.value.empty()) term += " " + std::string(option.value);
    return term;
}

std::string text_of(const OptionSpec& option) {
    std::string text(option.help);
    if (!option.choices.empty()) text += ": " + join(option.choices, ", ");
    return text;
}

std::string usage(const std::vector<const CommandSpec*>& path) {
    const CommandSpec& command = *path.back();
    std::string text = "usage:";
    for (const CommandSpec* part : path) text += " " + std::string(part->name);
    text += " [OPTION...]";
    if (!command.commands.empty()) text += " COMMAND [...]";
    for (const ArgumentSpec& argument : command.arguments) text += " " + usage_of(argument);
    return text + "\n";
}

}  // namespace

std::string help_text(const std::vector<const CommandSpec*>& path) {
    const CommandSpec& command = *path.back();
    std::string text = usage(path) + "\n" + wrapped(command.summary, 0) + "\n";
    if (!command.commands.empty()) {
        text += "\ncommands:\n";
        for (const CommandSpec& below : command.commands) {
            std::string term(below.name);
            for (const std::string_view alias : below.aliases) term += ", " + std::string(alias);
            text += row(term, below.summary);
        }
    }
    if (!command.arguments.empty()) {
        text += "\narguments:\n";
        for (const ArgumentSpec& argument : command.arguments)
            text += row(argument.name, argument.help);
    }
    text += "\noptions:\n";
    for (auto part = path.rbegin(); part != path.rend(); ++part)
        for (const OptionSpec& option : (*part)->options)
            text += row(term_of(option), text_of(option));
    text += row("-h, --help", "show this text");
    if (!command.notes.empty()) text += "\n" + std::string(command.notes) + "\n";
    return text;
}

}  // namespace brine::support
