// SPDX-License-Identifier: Apache-2.0
#include "sequence_matcher.hpp"

#include <algorithm>
#include <unordered_map>

namespace brine::support {
namespace {

// difflib's thresholds for lines that are too popular to be significant.
constexpr std::size_t popularity_min_lines = 200;
constexpr std::size_t popularity_divisor = 100;

// Half-open parts of both sequences that may still hold matches.
struct Region {
    std::size_t from_begin;
    std::size_t from_end;
    std::size_t to_begin;
    std::size_t to_end;
};

class Matcher {
  public:
    Matcher(std::span<const std::string_view> from_lines,
            std::span<const std::string_view> to_lines)
        : run_lengths_(to_lines.size()), next_run_lengths_(to_lines.size()) {
        number_lines(to_lines, to_);
        positions_.resize(numbers_.size());
        for (std::size_t index = 0; index < to_.size(); ++index) {
            positions_[to_[index]].push_back(index);
        }
        forget_popular_lines();
        number_lines(from_lines, from_);
        positions_.resize(numbers_.size());
    }

    std::vector<MatchingBlock> find_all() {
        std::vector<MatchingBlock> blocks;
        std::vector<Region> pending{{0, from_.size(), 0, to_.size()}};
        while (!pending.empty()) {
            const Region region = pending.back();
            pending.pop_back();
            const MatchingBlock match = find_longest(region);
            if (match.size == 0) continue;
            blocks.push_back(match);
            add_if_not_empty(pending, {region.from_begin, match.from, region.to_begin, match.to});
            add_if_not_empty(pending, {match.from + match.size, region.from_end,
                                       match.to + match.size, region.to_end});
        }
        std::sort(blocks.begin(), blocks.end());
        return blocks;
    }

  private:
    using LineNumber = std::size_t;

    // Equal lines get equal numbers, which compare faster than texts.
    void number_lines(std::span<const std::string_view> lines, std::vector<LineNumber>& numbers) {
        numbers.reserve(lines.size());
        for (const std::string_view line : lines) {
            numbers.push_back(numbers_.emplace(line, numbers_.size()).first->second);
        }
    }

    void forget_popular_lines() {
        if (to_.size() < popularity_min_lines) return;
        const std::size_t limit = to_.size() / popularity_divisor + 1;
        for (std::vector<std::size_t>& positions : positions_) {
            if (positions.size() > limit) positions.clear();
        }
    }

    static void add_if_not_empty(std::vector<Region>& regions, const Region& region) {
        if (region.from_begin < region.from_end && region.to_begin < region.to_end) {
            regions.push_back(region);
        }
    }

    MatchingBlock find_longest(const Region& region) {
        MatchingBlock best{region.from_begin, region.to_begin, 0};
        for (std::size_t from = region.from_begin; from < region.from_end; ++from) {
            extend_runs(from, region, best);
        }
        clear(run_lengths_, run_ends_);
        extend_over_popular_lines(region, best);
        return best;
    }

    // Computes, for every line of `to` that equals line `from`, the length of the run of equal
    // lines that ends with this pair, out of those that end one line before.
    void extend_runs(std::size_t from, const Region& region, MatchingBlock& best) {
        const std::vector<std::size_t>& positions = positions_[from_[from]];
        const auto first = std::lower_bound(positions.begin(), positions.end(), region.to_begin);
        for (auto position = first; position != positions.end(); ++position) {
            const std::size_t to = *position;
            if (to >= region.to_end) break;
            const std::size_t length = (to == 0 ? 0 : run_lengths_[to - 1]) + 1;
            next_run_lengths_[to] = length;
            next_run_ends_.push_back(to);
            if (length > best.size) best = {from + 1 - length, to + 1 - length, length};
        }
        clear(run_lengths_, run_ends_);
        run_lengths_.swap(next_run_lengths_);
        run_ends_.swap(next_run_ends_);
    }

    // Resets only what was set: the table is as long as all of `to`.
    static void clear(std::vector<std::size_t>& lengths, std::vector<std::size_t>& ends) {
        for (const std::size_t end : ends) lengths[end] = 0;
        ends.clear();
    }

    void extend_over_popular_lines(const Region& region, MatchingBlock& block) const {
        while (block.from > region.from_begin && block.to > region.to_begin &&
               from_[block.from - 1] == to_[block.to - 1]) {
            --block.from;
            --block.to;
            ++block.size;
        }
        while (block.from + block.size < region.from_end && block.to + block.size < region.to_end &&
               from_[block.from + block.size] == to_[block.to + block.size]) {
            ++block.size;
        }
    }

    std::unordered_map<std::string_view, LineNumber> numbers_;
    std::vector<LineNumber> from_;
    std::vector<LineNumber> to_;
    // Where in `to` each line is, in increasing order.
    std::vector<std::vector<std::size_t>> positions_;
    // By position in `to`: length of the run of equal lines that ends there; and which of these
    // are not zero.
    std::vector<std::size_t> run_lengths_;
    std::vector<std::size_t> next_run_lengths_;
    std::vector<std::size_t> run_ends_;
    std::vector<std::size_t> next_run_ends_;
};

std::vector<MatchingBlock> merge_adjacent(const std::vector<MatchingBlock>& blocks) {
    std::vector<MatchingBlock> merged;
    for (const MatchingBlock& block : blocks) {
        if (!merged.empty()) {
            MatchingBlock& last = merged.back();
            if (last.from + last.size == block.from && last.to + last.size == block.to) {
                last.size += block.size;
                continue;
            }
        }
        merged.push_back(block);
    }
    return merged;
}

}  // namespace

std::vector<MatchingBlock> find_matching_blocks(std::span<const std::string_view> from_lines,
                                                std::span<const std::string_view> to_lines) {
    return merge_adjacent(Matcher(from_lines, to_lines).find_all());
}

}  // namespace brine::support
