// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

namespace brine::support {

/// A compiled pattern with the meaning it has for Python's fnmatch.fnmatchcase, which also
/// matches '/' and leading dots by wildcards: `*` any text, `?` one character, `[seq]` a
/// character of the set, `[!seq]` one that is not; a `[` without its `]` stands for itself.
///
/// A character is a UTF-8 sequence, or a single byte where the text is not UTF-8. Matching takes
/// at most time proportional to the product of both lengths. Immutable, so objects may be shared
/// between threads; copies are cheap.
class Glob {
  public:
    explicit Glob(std::string_view pattern);

    /// Whether the whole of `text` matches.
    [[nodiscard]] bool matches(std::string_view text) const;

  private:
    struct Program;
    std::shared_ptr<const Program> program_;
};

/// Whether the whole of `text` matches `pattern`, as fnmatch.fnmatchcase(text, pattern).
bool glob_matches(std::string_view text, std::string_view pattern);

/// Whether `text` holds any of the characters `*`, `?` and `[`, without which a pattern matches
/// nothing but itself.
bool has_wildcard(std::string_view text) noexcept;

}  // namespace brine::support
