// SPDX-License-Identifier: Apache-2.0
#include "character_set.hpp"

#include <algorithm>
#include <string>

namespace brine::support {
namespace {

// Texts between the hyphens that make ranges: the last character of one and the first of the next
// are the ends of a range.
using Chunks = std::vector<std::u32string>;

// A hyphen makes a range unless it is the first (after '!') or the last character, or one of the
// two behind the hyphen of a range, where it would be an end or would make the end a begin.
Chunks split_at_ranges(std::u32string_view body) {
    Chunks chunks;
    std::size_t begin = 0;
    std::size_t search = body.starts_with(U'!') ? 2 : 1;
    while (true) {
        const std::size_t hyphen = body.find(U'-', search);
        if (hyphen == std::u32string_view::npos) break;
        chunks.emplace_back(body.substr(begin, hyphen - begin));
        begin = hyphen + 1;
        search = hyphen + 3;
    }
    if (begin < body.size() || chunks.empty()) {
        chunks.emplace_back(body.substr(begin));
    } else {
        chunks.back() += U'-';
    }
    return chunks;
}

// From the last to the first, since a range dropped changes the chunk that the one before it ends
// at.
void drop_empty_ranges(Chunks& chunks) {
    for (std::size_t index = chunks.size() - 1; index > 0; --index) {
        std::u32string& left = chunks[index - 1];
        const std::u32string& right = chunks[index];
        if (left.back() <= right.front()) continue;
        left.pop_back();
        left.append(right, 1);
        chunks.erase(chunks.begin() + static_cast<Chunks::difference_type>(index));
    }
}

}  // namespace

CharacterSet::CharacterSet(std::u32string_view body) {
    Chunks chunks = split_at_ranges(body);
    drop_empty_ranges(chunks);
    // Only now: a '!' that comes first because of a dropped range negates, too.
    if (chunks.front().starts_with(U'!')) {
        negated_ = true;
        chunks.front().erase(0, 1);
    }
    for (std::size_t index = 0; index < chunks.size(); ++index) {
        for (const char32_t character : chunks[index]) add(character, character);
        if (index == 0) continue;
        if (chunks[index - 1].empty()) {
            // The range had the '!' as its begin.
            add(U'-', U'-');
        } else {
            add(chunks[index - 1].back(), chunks[index].front());
        }
    }
}

bool CharacterSet::contains(char32_t character) const noexcept {
    const bool listed = std::ranges::any_of(ranges_, [=](const auto& range) {
        return range.first <= character && character <= range.second;
    });
    return listed != negated_;
}

}  // namespace brine::support
