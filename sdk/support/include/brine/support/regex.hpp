// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine::support {

/// The flags of Python's re module, under their names there.
struct RegexFlags {
    bool ignore_case = false;  // I
    bool multi_line = false;   // M
    bool dot_all = false;      // S
    bool verbose = false;      // X
    bool ascii = false;        // A
    /// Pattern and text are bytes, of which each is a character, as for a pattern of Python's type
    /// bytes. Otherwise both are UTF-8.
    bool bytes = false;
};

/// The flag of that name ("MULTILINE", "M", in any case) switched on; std::invalid_argument for a
/// name that is none. UNICODE, LOCALE, TEMPLATE and DEBUG are known and change nothing.
void set_regex_flag(RegexFlags& flags, std::string_view name);

/// The flags that are switched on by the sum of Python's numbers (re.I is 2, re.M 8, ...).
RegexFlags regex_flags_of(std::int64_t bits);

/// Where a pattern and its groups match: offsets into the text. A group that took no part is
/// nothing. Group 0 is the whole match.
class RegexMatch {
  public:
    using Span = std::pair<std::size_t, std::size_t>;  // begin and end

    explicit RegexMatch(std::vector<std::optional<Span>> groups) : groups_(std::move(groups)) {}

    [[nodiscard]] std::size_t begin() const { return groups_.front()->first; }
    [[nodiscard]] std::size_t end() const { return groups_.front()->second; }
    [[nodiscard]] std::size_t group_count() const { return groups_.size() - 1; }
    [[nodiscard]] const std::optional<Span>& group(std::size_t number) const {
        return groups_[number];
    }
    /// What a group matched in `text`, which is the one that was searched.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view text,
                                                       std::size_t number) const {
        if (number >= groups_.size() || !groups_[number]) return std::nullopt;
        return text.substr(groups_[number]->first,
                           groups_[number]->second - groups_[number]->first);
    }

  private:
    std::vector<std::optional<Span>> groups_;
};

/// A compiled regular expression with the syntax and meaning that it has for Python's re module;
/// the engine is PCRE2. What PCRE2 knows beyond Python is taken too.
///
/// Immutable; objects may be shared between threads, copies are cheap. Throws
/// std::invalid_argument `invalid regular expression 'PATTERN': WHAT at position N` for a pattern,
/// and std::runtime_error for a search that takes too long or text that is not UTF-8.
class Regex {
  public:
    explicit Regex(std::string_view pattern, const RegexFlags& flags = {});

    /// The first match at or behind `from`.
    [[nodiscard]] std::optional<RegexMatch> search(std::string_view text,
                                                   std::size_t from = 0) const;
    /// A match that begins at the beginning; one that takes in the whole text.
    [[nodiscard]] std::optional<RegexMatch> match(std::string_view text) const;
    [[nodiscard]] std::optional<RegexMatch> full_match(std::string_view text) const;

    /// All matches that do not overlap, at most `limit` (0: all), as re.finditer finds them.
    [[nodiscard]] std::vector<RegexMatch> find_all(std::string_view text,
                                                   std::size_t limit = 0) const;

    /// `text` with matches replaced (`limit`: at most so many, 0: all), as re.sub does it with a
    /// replacement text: \1, \g<1>, \g<name> and the usual escapes. `count` gets their number.
    [[nodiscard]] std::string replace(std::string_view text, std::string_view replacement,
                                      std::size_t limit = 0, std::size_t* count = nullptr) const;

    /// The text that the replacement becomes for one match.
    [[nodiscard]] std::string expand(std::string_view text, const RegexMatch& match,
                                     std::string_view replacement) const;

    /// The number of groups, and the numbers of those with names.
    [[nodiscard]] std::size_t group_count() const noexcept;
    [[nodiscard]] const std::vector<std::pair<std::string, std::size_t>>& group_names()
        const noexcept;

  private:
    struct Program;
    std::shared_ptr<const Program> program_;
};

/// `text` with every character escaped that means something in a pattern, as re.escape.
std::string regex_escape(std::string_view text);

}  // namespace brine::support
