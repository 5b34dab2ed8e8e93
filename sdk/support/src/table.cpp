// SPDX-License-Identifier: Apache-2.0
#include "brine/support/table.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace brine::support {
namespace {

constexpr std::size_t gap = 2;

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

std::size_t width_of(const std::string& cell) {
    return static_cast<std::size_t>(std::count_if(cell.begin(), cell.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

std::vector<std::size_t> column_widths(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(rows.front().size());
    for (const auto& row : rows)
        for (std::size_t n = 0; n < row.size(); ++n)
            widths[n] = std::max(widths[n], width_of(row[n]));
    return widths;
}

}  // namespace

Table::Table(std::vector<std::string> header) { rows_.push_back(std::move(header)); }

void Table::add(std::vector<std::string> row) {
    if (row.size() != rows_.front().size())
        throw std::invalid_argument("a row of a table has more or fewer cells than its header");
    for (std::string& cell : row) std::replace_if(cell.begin(), cell.end(), is_control, '?');
    rows_.push_back(std::move(row));
}

std::string Table::text() const {
    const std::vector<std::size_t> widths = column_widths(rows_);
    std::string text;
    for (const auto& row : rows_) {
        std::string line;
        for (std::size_t n = 0; n < row.size(); ++n)
            line += row[n] + std::string(widths[n] - width_of(row[n]) + gap, ' ');
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

}  // namespace brine::support
