// SPDX-License-Identifier: Apache-2.0
//
// The command line of a verb, declared once: what is taken, what --help shows and what the manual
// page says all come from the same table.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine::support {

/// The exit status for mistakes on a command line: EX_USAGE of sysexits.h.
inline constexpr int usage_error = 64;

/// An option. The texts are the author's constants and outlive what refers to them.
struct OptionSpec {
    std::string_view names;       ///< "-d,--doc": letters and words, separated by commas
    std::string_view value = {};  ///< what stands for its value in texts, "FILE"; empty: a switch
    std::string_view help;        ///< one sentence without a period
    std::vector<std::string_view> choices = {};  ///< the only values taken; empty: any
    bool repeated = false;                       ///< may be given several times
};

/// A word that is taken by its place.
struct ArgumentSpec {
    std::string_view name;  ///< "FILE"
    std::string_view help;
    bool required = true;
    bool repeated = false;  ///< takes all words that are left; only the last one may
    /// Takes all words that are left as they are, except options that are declared. A word that
    /// looks like another option is still refused, up to a "--".
    bool verbatim = false;
};

/// A verb, or a part of one: either it has commands, or it takes arguments. Its options are taken
/// behind the names of its commands, too.
struct CommandSpec {
    std::string_view name;     ///< "brine call" at the top, below it one word: "list"
    std::string_view summary;  ///< one sentence, capitalised, with a period
    std::vector<ArgumentSpec> arguments = {};
    std::vector<OptionSpec> options = {};
    std::vector<CommandSpec> commands = {};
    /// Whole paragraphs for the end, separated by empty lines: notes, exit statuses, examples.
    /// Lines that begin with a space are kept as they are.
    std::string_view notes = {};
    /// Other names of a command: "ls". Taken, and shown beside its name.
    std::vector<std::string_view> aliases = {};
};

/// What was typed.
class ParsedCommand {
  public:
    /// Set when a text is all there is to do: that of --help, or about a mistake. `exit_status`
    /// is 0 for the former, then the text belongs on standard output, else 64 (EX_USAGE).
    std::optional<std::string> message;
    int exit_status = 0;

    /// The commands below the top that were named, outermost first: {"list"}.
    std::vector<std::string> commands;

    /// Whether the option or argument was given. `name` is the last name of an option without its
    /// dashes ("documentation"), or an argument's ("FILE"). As for the other members it must be
    /// declared for the command that was named, or one above it; std::logic_error otherwise.
    [[nodiscard]] bool has(std::string_view name) const;
    /// Its value; the last one when there are several.
    [[nodiscard]] std::optional<std::string> value(std::string_view name) const;
    [[nodiscard]] std::string value_or(std::string_view name, std::string_view otherwise) const;
    [[nodiscard]] const std::vector<std::string>& values(std::string_view name) const;

    /// Prints `message` where it belongs and answers `exit_status`.
    int show_message() const;

  private:
    friend ParsedCommand parse_command(const CommandSpec&, const std::vector<std::string_view>&);
    struct Given {
        std::string name;
        bool given = false;
        std::vector<std::string> values = {};
    };
    std::vector<Given> given_;

    [[nodiscard]] const Given& find(std::string_view name) const;
};

/// Reads the words after the verb's name. Also takes, wherever a command's options may stand,
/// `-h` and `--help`, and `--help-man`, for which the message is man_page(). Any thread.
[[nodiscard]] ParsedCommand parse_command(const CommandSpec& spec,
                                          const std::vector<std::string_view>& words);

/// The text of --help for the command that `path` leads to from `spec`, which it begins with.
[[nodiscard]] std::string help_text(const std::vector<const CommandSpec*>& path);

/// The manual page in the man macros of roff(7), with all commands in it: of section 8 for what
/// is named like a daemon, "...d", else of section 1.
[[nodiscard]] std::string man_page(const CommandSpec& spec);

}  // namespace brine::support
