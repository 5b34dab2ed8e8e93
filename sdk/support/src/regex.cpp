// SPDX-License-Identifier: Apache-2.0
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
#include <brine/support/regex.hpp>

#include <array>
#include <cstring>
#include <stdexcept>

#include "regex_pattern.hpp"
#include "regex_replacement.hpp"

namespace brine::support {
namespace {

std::string pcre2_message(int code) {
    std::array<PCRE2_UCHAR, 256> buffer{};
    pcre2_get_error_message(code, buffer.data(), buffer.size());
    return reinterpret_cast<const char*>(buffer.data());
}

struct FreeCode {
    void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};
struct FreeMatchData {
    void operator()(pcre2_match_data* data) const { pcre2_match_data_free(data); }
};

std::uint32_t options_of(const RegexFlags& flags) {
    std::uint32_t options = PCRE2_ALT_BSUX | PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C;
    if (flags.ignore_case) options |= PCRE2_CASELESS;
    if (flags.multi_line) options |= PCRE2_MULTILINE;
    if (flags.dot_all) options |= PCRE2_DOTALL;
    if (flags.verbose) options |= PCRE2_EXTENDED;
    if (!flags.bytes) options |= PCRE2_UTF;
    if (!flags.bytes && !flags.ascii) options |= PCRE2_UCP;
    return options;
}

PCRE2_SPTR bytes_of(std::string_view text) { return reinterpret_cast<PCRE2_SPTR>(text.data()); }

}  // namespace

struct Regex::Program {
    std::string pattern;
    std::unique_ptr<pcre2_code, FreeCode> code;
    std::size_t group_count = 0;
    std::vector<std::pair<std::string, std::size_t>> names;

    void read_groups() {
        std::uint32_t groups = 0;
        std::uint32_t named = 0;
        std::uint32_t entry = 0;
        PCRE2_SPTR table = nullptr;
        pcre2_pattern_info(code.get(), PCRE2_INFO_CAPTURECOUNT, &groups);
        pcre2_pattern_info(code.get(), PCRE2_INFO_NAMECOUNT, &named);
        pcre2_pattern_info(code.get(), PCRE2_INFO_NAMEENTRYSIZE, &entry);
        pcre2_pattern_info(code.get(), PCRE2_INFO_NAMETABLE, &table);
        group_count = groups;
        // Each entry is the number in two bytes, the name and a NUL.
        for (std::uint32_t n = 0; n < named; ++n, table += entry)
            names.emplace_back(reinterpret_cast<const char*>(table + 2),
                               static_cast<std::size_t>(table[0]) << 8U | table[1]);
    }

    // `text` must have been checked before when `options` skips the check.
    [[nodiscard]] std::optional<RegexMatch> run(std::string_view text, std::size_t from,
                                                std::uint32_t options) const {
        const std::unique_ptr<pcre2_match_data, FreeMatchData> data(
            pcre2_match_data_create_from_pattern(code.get(), nullptr));
        if (!data) throw std::bad_alloc();
        const int found = pcre2_match(code.get(), bytes_of(text), text.size(), from, options,
                                      data.get(), nullptr);
        if (found == PCRE2_ERROR_NOMATCH) return std::nullopt;
        if (found < 0)
            throw std::runtime_error("cannot search for '" + pattern +
                                     "': " + pcre2_message(found));
        const PCRE2_SIZE* ends = pcre2_get_ovector_pointer(data.get());
        std::vector<std::optional<RegexMatch::Span>> groups(group_count + 1);
        for (std::size_t n = 0; n <= group_count; ++n)
            if (ends[2 * n] != PCRE2_UNSET) groups[n] = {ends[2 * n], ends[2 * n + 1]};
        return RegexMatch(std::move(groups));
    }
};

Regex::Regex(std::string_view pattern, const RegexFlags& flags) {
    const std::string translated = translate_pattern(pattern);
    int error = 0;
    PCRE2_SIZE position = 0;
    auto program = std::make_shared<Program>();
    program->pattern = pattern;
    program->code.reset(pcre2_compile(bytes_of(translated), translated.size(), options_of(flags),
                                      &error, &position, nullptr));
    if (!program->code)
        throw std::invalid_argument("invalid regular expression '" + std::string(pattern) +
                                    "': " + pcre2_message(error) + " at position " +
                                    std::to_string(position));
    pcre2_jit_compile(program->code.get(), PCRE2_JIT_COMPLETE);  // slower, but right, without
    program->read_groups();
    program_ = std::move(program);
}

std::optional<RegexMatch> Regex::search(std::string_view text, std::size_t from) const {
    return program_->run(text, from, 0);
}

std::optional<RegexMatch> Regex::match(std::string_view text) const {
    return program_->run(text, 0, PCRE2_ANCHORED);
}

std::optional<RegexMatch> Regex::full_match(std::string_view text) const {
    return program_->run(text, 0, PCRE2_ANCHORED | PCRE2_ENDANCHORED);
}

std::vector<RegexMatch> Regex::find_all(std::string_view text, std::size_t limit) const {
    std::vector<RegexMatch> matches;
    std::size_t from = 0;
    std::uint32_t options = 0;
    while (limit == 0 || matches.size() < limit) {
        std::optional<RegexMatch> found = program_->run(text, from, options);
        if (!found) break;
        from = found->end();
        // Behind an empty match the next one must not be empty at the same place.
        options = PCRE2_NO_UTF_CHECK |
                  (found->begin() == found->end() ? std::uint32_t{PCRE2_NOTEMPTY_ATSTART} : 0U);
        matches.push_back(std::move(*found));
    }
    return matches;
}

std::string Regex::replace(std::string_view text, std::string_view replacement, std::size_t limit,
                           std::size_t* count) const {
    const auto pieces = parse_replacement(replacement, group_count(), group_names());
    const std::vector<RegexMatch> matches = find_all(text, limit);
    std::string out;
    std::size_t copied = 0;
    for (const RegexMatch& match : matches) {
        out += text.substr(copied, match.begin() - copied);
        for (const ReplacementPiece& piece : pieces) {
            out += piece.text;
            if (piece.group != ReplacementPiece::no_group)
                out += match.text(text, piece.group).value_or("");
        }
        copied = match.end();
    }
    out += text.substr(copied);
    if (count != nullptr) *count = matches.size();
    return out;
}

std::string Regex::expand(std::string_view text, const RegexMatch& match,
                          std::string_view replacement) const {
    std::string out;
    for (const ReplacementPiece& piece :
         parse_replacement(replacement, group_count(), group_names())) {
        out += piece.text;
        if (piece.group != ReplacementPiece::no_group)
            out += match.text(text, piece.group).value_or("");
    }
    return out;
}

std::size_t Regex::group_count() const noexcept { return program_->group_count; }

const std::vector<std::pair<std::string, std::size_t>>& Regex::group_names() const noexcept {
    return program_->names;
}

std::string regex_escape(std::string_view text) {
    constexpr std::string_view special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
    std::string out;
    for (const char c : text) {
        if (special.find(c) != std::string_view::npos) out += '\\';
        out += c;
    }
    return out;
}

}  // namespace brine::support
