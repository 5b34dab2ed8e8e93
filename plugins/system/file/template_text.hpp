// SPDX-License-Identifier: Apache-2.0
//
// Text that states take from rendered sources: the arguments source, sources, source_hash and
// source_hashes of file.append, prepend and blockreplace.
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::file {

struct TemplateSources {
    Value source = {};
    Value source_hash = {};
    Value sources = {};  // a list
    Value source_hashes = {};
    std::optional<std::string_view> renderer = "jinja";  // the argument `template`
    Value defaults = {};
    Value context = {};

    [[nodiscard]] bool given() const { return source || sources; }
};

// The rendered text of each source. Throws Error with the comment that a state fails with.
[[nodiscard]] std::vector<std::string> rendered_sources(Call& call,
                                                        const TemplateSources& arguments);

}  // namespace brine::file
