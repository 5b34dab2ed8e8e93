// SPDX-License-Identifier: Apache-2.0
#include "edit_script.hpp"

#include <algorithm>

namespace brine::support {
namespace {

std::size_t length(const Edit& equal) { return equal.from_end - equal.from_begin; }

// The first, and the last, `count` lines of an equal step.
Edit head(Edit equal, std::size_t count) {
    const std::size_t kept = std::min(length(equal), count);
    equal.from_end = equal.from_begin + kept;
    equal.to_end = equal.to_begin + kept;
    return equal;
}

Edit tail(Edit equal, std::size_t count) {
    const std::size_t kept = std::min(length(equal), count);
    equal.from_begin = equal.from_end - kept;
    equal.to_begin = equal.to_end - kept;
    return equal;
}

// Whether context after one change and before the next one leaves something out between them.
bool separates_hunks(const Edit& edit, std::size_t context) {
    return edit.equal && length(edit) > context && length(edit) - context > context;
}

}  // namespace

std::vector<Edit> make_edits(const std::vector<MatchingBlock>& blocks, std::size_t from_size,
                             std::size_t to_size) {
    std::vector<Edit> edits;
    std::size_t from = 0;
    std::size_t to = 0;
    const auto change_until = [&](std::size_t from_end, std::size_t to_end) {
        if (from < from_end || to < to_end) edits.push_back({false, from, from_end, to, to_end});
    };
    for (const MatchingBlock& block : blocks) {
        change_until(block.from, block.to);
        from = block.from + block.size;
        to = block.to + block.size;
        edits.push_back({true, block.from, from, block.to, to});
    }
    change_until(from_size, to_size);
    return edits;
}

std::vector<Hunk> group_edits(std::vector<Edit> edits, std::size_t context) {
    const bool unchanged = std::ranges::all_of(edits, &Edit::equal);
    if (unchanged) return {};
    if (edits.front().equal) edits.front() = tail(edits.front(), context);
    if (edits.back().equal) edits.back() = head(edits.back(), context);
    std::vector<Hunk> hunks(1);
    for (const Edit& edit : edits) {
        if (separates_hunks(edit, context)) {
            hunks.back().push_back(head(edit, context));
            hunks.push_back({tail(edit, context)});
        } else {
            hunks.back().push_back(edit);
        }
    }
    return hunks;
}

}  // namespace brine::support
