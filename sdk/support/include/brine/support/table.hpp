// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace brine::support {

/// Text in columns for people: each column as wide as its widest cell, two spaces between
/// columns, none at the end of a line. The width of a cell is its number of code points; control
/// characters are shown as '?', so that a cell stays on its line.
class Table {
  public:
    explicit Table(std::vector<std::string> header);

    /// Throws std::invalid_argument unless there are as many cells as in the header.
    void add(std::vector<std::string> row);

    /// The header and the rows in the order in which they came, each line with its newline.
    [[nodiscard]] std::string text() const;

  private:
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace brine::support
