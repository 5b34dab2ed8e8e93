// SPDX-License-Identifier: Apache-2.0
#include "yaml_problem.hpp"

#include <yaml-cpp/exceptions.h>

#include <brine/format.hpp>

#include <algorithm>
#include <array>
#include <optional>

#include "utf8.hpp"
#include "yaml_quoted_scalar.hpp"

namespace brine::support::yaml {
namespace {

struct Wording {
    std::string_view message;  // yaml-cpp's
    std::string_view problem;  // PyYAML's
    bool in_collection;        // tell where the collection begins that it is about
};

// The messages as the header of yaml-cpp declares them, which are no constant expressions.
std::optional<Wording> wording_of(std::string_view message) {
    const std::array wordings{
        Wording{YAML::ErrorMsg::END_OF_MAP, "did not find expected key", true},
        Wording{YAML::ErrorMsg::END_OF_MAP_FLOW, "did not find expected ',' or '}'", true},
        Wording{YAML::ErrorMsg::END_OF_SEQ, "did not find expected '-' indicator", true},
        Wording{YAML::ErrorMsg::END_OF_SEQ_FLOW, "did not find expected ',' or ']'", true},
        Wording{YAML::ErrorMsg::BLOCK_ENTRY,
                "block sequence entries are not allowed in this context", false},
        Wording{YAML::ErrorMsg::MAP_KEY, "mapping keys are not allowed in this context", false},
        Wording{YAML::ErrorMsg::MAP_VALUE, "mapping values are not allowed in this context", false},
        Wording{YAML::ErrorMsg::FLOW_END, "found a closing bracket where none was opened", true},
        Wording{YAML::ErrorMsg::EOF_IN_SCALAR,
                "while scanning a quoted scalar: found unexpected end of stream", false},
        Wording{YAML::ErrorMsg::DOC_IN_SCALAR,
                "while scanning a quoted scalar: found unexpected document indicator", false},
        Wording{
            YAML::ErrorMsg::TAB_IN_INDENTATION,
            "found a tab character that violates indentation: Illegal tab character; indent with "
            "spaces",
            false},
    };
    for (const Wording& wording : wordings)
        if (wording.message == message) return wording;
    return std::nullopt;
}

std::string_view collection(const Composer::Frame& frame) {
    if (frame.is_map) return frame.flow ? "flow mapping" : "block mapping";
    return frame.flow ? "flow sequence" : "block collection";
}

// "the" character at `offset`, quoted.
std::string character_at(const SourceText& source, std::size_t offset) {
    if (offset >= source.text().size()) return "the end of the text";
    const std::string_view rest = source.text().substr(offset);
    return format("'{}'", rest.substr(0, decode_utf8(rest).length));
}

// The name behind the '*' at `offset`.
std::string_view alias_name(const SourceText& source, std::size_t offset) {
    if (offset >= source.text().size()) return {};
    std::string_view name = source.text().substr(offset + 1);
    return name.substr(0, name.find_first_of(" \t\r\n,[]{}"));
}

// The first tab of the indentation of the line in which `place` is, if it has one there.
std::size_t tab_in_indentation(const SourceText& source, Place place) {
    const std::string_view text = source.text();
    const std::size_t offset = std::min<std::size_t>(place.offset, text.size());
    const std::size_t start = text.substr(0, offset).rfind('\n') + 1;  // npos + 1 is 0
    const std::size_t end = text.find_first_not_of(" \t", start);
    const std::size_t tab = text.find('\t', start);
    return tab < end ? tab : std::string_view::npos;
}

std::string in_words(const SourceText& source, const Composer::Frame* open,
                     std::string_view message, Place place) {
    const std::string here =
        format("(line {}, column {})", place.position.line, place.position.column);
    if (const std::optional<Wording> wording = wording_of(message)) {
        if (!wording->in_collection || open == nullptr)
            return format("{} {}", wording->problem, here);
        return format("while parsing a {} (line {}, column {}): {} {}", collection(*open),
                      open->place.position.line, open->place.position.column, wording->problem,
                      here);
    }
    if (message == YAML::ErrorMsg::UNKNOWN_ANCHOR)
        return format("found undefined alias '{}'", alias_name(source, place.offset));
    if (message == YAML::ErrorMsg::UNKNOWN_TOKEN)
        return format("found character {} that cannot start any token",
                      character_at(source, place.offset));
    return std::string(message);
}

// Behind a line without a colon, yaml-cpp complains about the colon in the next one.
std::optional<Problem> missing_colon(const SourceText& source, std::string_view message,
                                     Place place) {
    if (message != YAML::ErrorMsg::MAP_VALUE || place.offset >= source.text().size())
        return std::nullopt;
    const std::string_view before = source.text().substr(0, place.offset);
    const std::size_t line = before.rfind('\n') + 1;  // npos + 1 is 0
    if (line == 0 || before.find(": ", line) != std::string_view::npos) return std::nullopt;
    const std::size_t last = before.substr(0, line).find_last_not_of(" \t\r\n");
    if (last == std::string_view::npos) return std::nullopt;
    const std::size_t previous = before.substr(0, last).rfind('\n') + 1;
    const std::string_view suspect = before.substr(previous, last + 1 - previous);
    if (suspect.find(": ") != std::string_view::npos || suspect.ends_with(':')) return std::nullopt;
    const Position position = source.position(before.find_first_not_of(" \t", previous));
    return Problem{position, format("while scanning a simple key (line {}, column {}): could not "
                                    "find expected ':' (line {}, column {})",
                                    position.line, position.column, place.position.line,
                                    place.position.column)};
}

bool is_about_quotes(std::string_view message) {
    return message == YAML::ErrorMsg::DOC_IN_SCALAR || message == YAML::ErrorMsg::EOF_IN_SCALAR ||
           message.starts_with(YAML::ErrorMsg::INVALID_HEX) ||
           message.starts_with(YAML::ErrorMsg::INVALID_UNICODE) ||
           message.starts_with(YAML::ErrorMsg::INVALID_ESCAPE);
}

// What is wrong with the quoted scalar that begins at `quote`.
Problem in_quotes(const SourceText& source, std::size_t quote) {
    const Quoted quoted = quoted_scalar(source.text(), quote);
    const bool open = quoted.flaw_at >= source.text().size();
    const Position begin = source.position(quote);
    return {open ? begin : source.position(quoted.flaw_at),
            format("while scanning a quoted scalar (line {}, column {}): {}{}", begin.line,
                   begin.column, quoted.flaw, open ? ", the quote is not closed" : "")};
}

}  // namespace

Problem describe(const SourceText& source, const Composer& composer, std::string_view message,
                 Place place) {
    const Composer::Frame* open = composer.innermost();
    if (place.offset >= source.text().size()) place.position = source.position(place.offset);
    if (is_about_quotes(message)) {
        const std::size_t quote = flawed_quote(source.text(), composer.last_offset());
        if (quote != std::string_view::npos) return in_quotes(source, quote);
    }
    const bool flow = open != nullptr && open->flow;
    if (const std::size_t tab = tab_in_indentation(source, place);
        !flow && tab != std::string_view::npos)
        return {source.position(tab),
                "found character '\\t' that cannot start any token: Illegal tab character; indent "
                "with spaces"};
    if (const std::optional<Problem> problem = missing_colon(source, message, place))
        return *problem;
    return {place.position, in_words(source, open, message, place)};
}

}  // namespace brine::support::yaml
