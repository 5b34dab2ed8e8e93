// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "brine/support/yaml.hpp"

namespace brine::support::yaml {

/// The text to parse: checked to be UTF-8 without control characters, its byte order mark skipped,
/// and with '\n' in place of each '\r' that does not belong to a CRLF.
class SourceText {
  public:
    /// Error for what YAML does not allow in a text.
    SourceText(std::string_view text, std::string_view source);
    SourceText(const SourceText&) = delete;
    SourceText& operator=(const SourceText&) = delete;

    [[nodiscard]] std::string_view text() const noexcept { return text_; }
    [[nodiscard]] std::string_view source() const noexcept { return source_; }

    /// text() in a form that yaml-cpp reads without surprises, of which every byte up to the size
    /// of text() stands where it does there:
    /// - It ends with a document end marker, without which a quote that is not closed and a tag
    ///   without a value would pass unnoticed.
    /// - Each '?' that is part of a plain scalar is a control character, of which text() has none:
    ///   in flow collections yaml-cpp refuses a '?'.
    /// - In "- &a |" and "? !!x |" a tab follows the indicator, unless there is a key in the line:
    ///   it keeps yaml-cpp from expecting one, which the lines below would have to be indented
    ///   more than.
    [[nodiscard]] const std::string& for_parser() const noexcept { return for_parser_; }

    /// A plain scalar of for_parser() as it is in text().
    [[nodiscard]] std::string unmasked(std::string_view parsed) const;
    /// Whether that makes a difference.
    [[nodiscard]] bool is_masked(std::string_view parsed) const noexcept;

    /// Where a byte of text() stands.
    [[nodiscard]] Position position(std::size_t offset) const noexcept;

    [[noreturn]] void fail(Position position, std::string_view problem) const {
        throw Error(text_, source_, position, problem);
    }

  private:
    void check_characters() const;
    void unify_line_ends();
    void mask_question_marks();
    void mask_properties_in_items();

    std::string_view text_;
    std::string_view source_;
    std::string changed_;  // what text_ refers to when it had to be changed
    std::string for_parser_;
    bool has_tabs_ = false;  // that text_ does not have
};

}  // namespace brine::support::yaml
