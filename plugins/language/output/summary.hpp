// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "settings.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace brine::output {

// Counts the outcomes of a run and writes the block at its end.
class Summary {
  public:
    // `states`: how many states this one result stands for. NotStates for a list or map.
    void add_result(const Value& result, std::size_t states);
    void add_changes(std::size_t states) { changed_ += states; }
    void add_warning() { ++warnings_; }
    // Milliseconds, as a number or as text with or without " ms". States that ran in parallel
    // count as long as the longest of them. NotStates for nil and lists.
    void add_duration(const Value& duration, bool parallel);

    [[nodiscard]] std::size_t changed() const noexcept { return changed_; }

    // The lines from "Summary for HOST" on, the first one beginning with a newline.
    [[nodiscard]] std::vector<std::string> lines(std::string_view host, const Palette& palette,
                                                 const HighstateSettings& states) const;

  private:
    struct Other {
        std::string result;
        std::size_t count;
    };

    [[nodiscard]] std::size_t total() const;
    [[nodiscard]] std::size_t largest() const;
    [[nodiscard]] double milliseconds() const;

    std::size_t succeeded_ = 0;
    std::size_t failed_ = 0;
    std::size_t not_run_ = 0;
    std::vector<Other> others_;  // results that are neither true, false nor nil
    std::size_t changed_ = 0;
    std::size_t warnings_ = 0;
    double sequential_ms_ = 0;
    double parallel_ms_ = 0;
};

}  // namespace brine::output
