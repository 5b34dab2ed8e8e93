// SPDX-License-Identifier: Apache-2.0
#include "brine/support/command_line.hpp"
#include "brine/support/text.hpp"
#include "command_line_names.hpp"

#include <algorithm>
#include <cctype>

namespace brine::support {
namespace {

// Text that roff prints as it is: no escapes, no requests, no dashes turned into hyphens.
std::string plain(std::string_view text) {
    std::string result;
    bool line_start = true;
    for (const char character : text) {
        if (line_start && (character == '.' || character == '\'')) result += "\\&";
        if (character == '\\')
            result += "\\e";
        else if (character == '-')
            result += "\\-";
        else
            result += character;
        line_start = character == '\n';
    }
    return result;
}

std::string bold(std::string_view text) { return "\\fB" + plain(text) + "\\fR"; }
std::string italic(std::string_view text) { return "\\fI" + plain(text) + "\\fR"; }

std::string options_of(const CommandSpec& command) {
    std::string text;
    for (const OptionSpec& option : command.options) {
        text += ".TP\n";
        bool first = true;
        for (const std::string_view name : split(option.names, ',')) {
            if (!first) text += ", ";
            text += bold(name);
            first = false;
        }
        if (!option.value.empty()) text += " " + italic(option.value);
        text += "\n" + plain(option.help);
        if (!option.choices.empty()) text += ": " + plain(join(option.choices, ", "));
        text += "\n";
    }
    return text;
}

std::string arguments_of(const CommandSpec& command) {
    std::string text;
    for (const ArgumentSpec& argument : command.arguments)
        text += ".TP\n" + italic(argument.name) + "\n" + plain(argument.help) + "\n";
    return text;
}

std::string notes_of(std::string_view notes) {
    std::string text;
    bool kept = false;
    for (const std::string_view line : split(notes, '\n')) {
        const bool keep = line.starts_with(' ');
        if (keep != kept) text += keep ? ".nf\n" : ".fi\n";
        kept = keep;
        text += line.empty() ? ".PP\n" : plain(line) + "\n";
    }
    return kept ? text + ".fi\n" : text;
}

// Daemons are in section 8 of the manual.
const char* section_of(std::string_view program) { return program.ends_with('d') ? "8" : "1"; }

void add_commands(std::string& text, const CommandSpec& command, const std::string& prefix) {
    for (const CommandSpec& below : command.commands) {
        const std::string name =
            prefix.empty() ? std::string(below.name) : prefix + " " + std::string(below.name);
        if (below.commands.empty()) {
            text += ".SS " + bold(name);
            for (const ArgumentSpec& argument : below.arguments)
                text += " " + plain(usage_of(argument));
            text += "\n" + plain(below.summary) + "\n";
            text += arguments_of(below) + options_of(below);
            if (!below.notes.empty()) text += ".PP\n" + notes_of(below.notes);
        }
        add_commands(text, below, name);
    }
}

}  // namespace

std::string man_page(const CommandSpec& spec) {
    std::string title(spec.name);
    std::ranges::replace(title, ' ', '-');
    std::string heading = title;
    for (char& letter : heading)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    // A summary is a sentence; NAME wants it without its period.
    std::string_view summary = spec.summary;
    if (summary.ends_with('.')) summary.remove_suffix(1);

    std::string text = ".TH " + plain(heading) + " " + section_of(spec.name) + "\n.SH NAME\n" +
                       plain(title) + " \\- " + plain(summary) + "\n.SH SYNOPSIS\n" +
                       bold(spec.name) + " [" + italic("OPTION") + "...]";
    if (!spec.commands.empty()) text += " " + italic("COMMAND") + " [...]";
    for (const ArgumentSpec& argument : spec.arguments) text += " " + italic(usage_of(argument));
    text += "\n";
    if (!spec.commands.empty()) text += ".SH COMMANDS\n";
    add_commands(text, spec, {});
    if (!spec.arguments.empty()) text += ".SH ARGUMENTS\n" + arguments_of(spec);
    text += ".SH OPTIONS\n" + options_of(spec) + ".TP\n" + bold("-h") + ", " + bold("--help") +
            "\nshow a help text\n";
    if (!spec.notes.empty()) text += ".SH NOTES\n" + notes_of(spec.notes);
    if (spec.name != "brine") text += ".SH SEE ALSO\n" + bold("brine") + "(1)\n";
    return text;
}

}  // namespace brine::support
