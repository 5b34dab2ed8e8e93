// SPDX-License-Identifier: Apache-2.0
#include "yaml_tag.hpp"

#include <array>

namespace brine::support::yaml {
namespace {

constexpr std::string_view standard = "tag:yaml.org,2002:";

struct NamedTag {
    std::string_view name;
    Tag tag;
};

constexpr std::array named_tags{
    NamedTag{"str", Tag::str},        NamedTag{"python/unicode", Tag::str},
    NamedTag{"timestamp", Tag::str},  NamedTag{"int", Tag::integer},
    NamedTag{"float", Tag::floating}, NamedTag{"bool", Tag::boolean},
    NamedTag{"null", Tag::null},      NamedTag{"binary", Tag::binary},
    NamedTag{"seq", Tag::seq},        NamedTag{"map", Tag::map},
    NamedTag{"omap", Tag::omap},      NamedTag{"pairs", Tag::pairs},
    NamedTag{"set", Tag::set},        NamedTag{"merge", Tag::merge},
};

}  // namespace

Tag tag_of(std::string_view name) noexcept {
    if (name == "?") return Tag::plain;
    if (name == "!") return Tag::nothing;
    if (!name.starts_with(standard)) return Tag::unknown;
    name.remove_prefix(standard.size());
    for (const NamedTag& named : named_tags)
        if (named.name == name) return named.tag;
    return Tag::unknown;
}

}  // namespace brine::support::yaml
