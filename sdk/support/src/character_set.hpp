// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace brine::support {

/// What stands between the brackets of a glob.
class CharacterSet {
  public:
    /// `body` is not empty and may begin with '!'. Follows Python down to its treatment of ranges
    /// whose end lies before their begin: they are dropped together with both ends.
    explicit CharacterSet(std::u32string_view body);

    [[nodiscard]] bool contains(char32_t character) const noexcept;

  private:
    void add(char32_t first, char32_t last) { ranges_.emplace_back(first, last); }

    bool negated_ = false;
    // Inclusive.
    std::vector<std::pair<char32_t, char32_t>> ranges_;
};

}  // namespace brine::support
