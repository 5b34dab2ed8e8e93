// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace brine::support::yaml {

/// What a tag asks for. Tags that make no difference share a member.
enum class Tag {
    plain,    // no tag, on a plain scalar or a collection
    nothing,  // "!" or quotes: text, or the kind of collection that it is
    str,      // also !!python/unicode and !!timestamp, which is text in Salt
    integer,
    floating,
    boolean,
    null,
    binary,
    seq,
    map,
    omap,
    pairs,
    set,
    merge,
    unknown,
};

/// The tag with this full name: "tag:yaml.org,2002:str", "!custom", "?".
Tag tag_of(std::string_view name) noexcept;

}  // namespace brine::support::yaml
