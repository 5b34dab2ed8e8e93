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
    /// of text() stands where it does there. It ends with a document end marker, without which a
    /// quote that is not closed and a tag without a value would pass unnoticed; and each '?' that
    /// is part of a plain scalar, where yaml-cpp refuses it in flow collections, is a masked one.
    [[nodiscard]] std::string for_parser() const;

    /// What stands for '?' there: a control character, which text() itself has none of.
    static constexpr char mask = '\x01';
    /// What the parser says about for_parser(), in terms of text().
    [[nodiscard]] static std::string unmasked(std::string_view parsed);

    /// Where a byte of text() stands.
    [[nodiscard]] Position position(std::size_t offset) const noexcept;

    [[noreturn]] void fail(Position position, std::string_view problem) const {
        throw Error(text_, source_, position, problem);
    }

  private:
    void check_characters() const;
    void unify_line_ends();

    std::string_view text_;
    std::string_view source_;
    std::string changed_;  // what text_ refers to when it had to be changed
};

}  // namespace brine::support::yaml
