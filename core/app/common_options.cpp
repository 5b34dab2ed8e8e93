// SPDX-License-Identifier: Apache-2.0
#include "core/app/common_options.hpp"

#include <brine/format.hpp>

#include <array>
#include <optional>

namespace brine::core {
namespace {

using Apply = void (*)(CommonOptions&, std::string_view value);

void override_option(CommonOptions& options, std::string_view key, const Value& value) {
    options.instance.config.overrides.emplace_back(key, value);
}

// {"base": [value]}, in constant-lifetime memory: the command line lives as long as the program.
Value base_root(std::string_view path) {
    static Arena arena;
    return Map(arena.memory()).add("base", List(arena.memory()).add(path).value()).value();
}

struct CommonOption {
    std::string_view letter;
    std::string_view word;
    Apply apply;
};

constexpr std::array common_options{
    CommonOption{"-c", "--config-dir",
                 [](CommonOptions& options, std::string_view value) {
                     options.instance.config.directory = value;
                 }},
    CommonOption{"-l", "--log-level",
                 [](CommonOptions& options, std::string_view value) {
                     static_cast<void>(level_from(value));
                     override_option(options, "log_level", value);
                 }},
    CommonOption{
        "", "--log-file",
        [](CommonOptions& options, std::string_view value) { options.instance.log.file = value; }},
    CommonOption{"", "--log-file-level",
                 [](CommonOptions& options, std::string_view value) {
                     static_cast<void>(level_from(value));
                     override_option(options, "log_level_logfile", value);
                 }},
    CommonOption{"", "--id",
                 [](CommonOptions& options, std::string_view value) {
                     override_option(options, "id", value);
                 }},
    CommonOption{"", "--file-root",
                 [](CommonOptions& options, std::string_view value) {
                     override_option(options, "file_roots", base_root(value));
                 }},
    CommonOption{"", "--pillar-root",
                 [](CommonOptions& options, std::string_view value) {
                     override_option(options, "pillar_roots", base_root(value));
                 }},
};

// The value of "--word=value" or "-lvalue", if `argument` is that option with its value attached.
std::optional<std::string_view> attached_value(const CommonOption& option,
                                               std::string_view argument) {
    if (argument.starts_with(option.word) && argument.size() > option.word.size() &&
        argument[option.word.size()] == '=')
        return argument.substr(option.word.size() + 1);
    if (!option.letter.empty() && !argument.starts_with("--") &&
        argument.starts_with(option.letter) && argument.size() > option.letter.size())
        return argument.substr(option.letter.size());
    return std::nullopt;
}

}  // namespace

CommonOptions take_common_options(const std::vector<std::string_view>& arguments) {
    CommonOptions options;
    const auto take = [&](std::size_t& at) {
        for (const CommonOption& option : common_options) {
            if (const auto value = attached_value(option, arguments[at])) {
                option.apply(options, *value);
                return true;
            }
            if (arguments[at] != option.word &&
                (option.letter.empty() || arguments[at] != option.letter))
                continue;
            if (at + 1 == arguments.size())
                throw BadArgument(format("the option {} needs a value", arguments[at]));
            option.apply(options, arguments[++at]);
            return true;
        }
        return false;
    };
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        if (arguments[at] == "--") {
            options.rest.insert(options.rest.end(), arguments.begin() + static_cast<long>(at),
                                arguments.end());
            break;
        }
        if (options.rest.empty() && (arguments[at] == "--version" || arguments[at] == "-V"))
            options.version = true;
        else if (options.rest.empty() && (arguments[at] == "--help" || arguments[at] == "-h"))
            options.help = true;
        else if (options.rest.empty() && arguments[at] == "--help-man")
            options.man = true;
        else if (!take(at))
            options.rest.emplace_back(arguments[at]);
    }
    return options;
}

std::vector<support::OptionSpec> common_option_specs() {
    return {
        {.names = "-c,--config-dir",
         .value = "DIR",
         .help = "read DIR/minion and DIR/minion.d/*.conf (/etc/salt)"},
        {.names = "-l,--log-level",
         .value = "LEVEL",
         .help = "what to log on standard error: all, trace, debug, info, warning, error, quiet "
                 "(warning)"},
        {.names = "--log-file", .value = "FILE", .help = "also log to FILE"},
        {.names = "--log-file-level", .value = "LEVEL", .help = "what to log there (warning)"},
        {.names = "--id", .value = "ID", .help = "take this for the machine's id"},
        {.names = "--file-root",
         .value = "DIR",
         .help = "take DIR for the state files of the environment base"},
        {.names = "--pillar-root", .value = "DIR", .help = "the same for pillar files"},
        {.names = "--version", .help = "show the version"},
    };
}

}  // namespace brine::core
