// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string>

#include "content.hpp"
#include "managed_state.hpp"

namespace brine::file {

// Where a source is, and which one of several it is.
struct FoundSource {
    std::string url;
    std::string path;
};

// The source that the arguments name; nothing when they name none. Throws Error with the comment
// that the state fails with.
[[nodiscard]] std::optional<FoundSource> find_managed_source(Call& call, const std::string& name,
                                                             const ManagedArguments& arguments);

// The content of a source, verified and rendered as asked for. Throws Error likewise.
[[nodiscard]] Content source_content(Call& call, const std::string& name,
                                     const ManagedArguments& arguments, const FoundSource& source);

// The content that the arguments give themselves, rendered and encoded as asked for; nothing when
// they do not. Secret contents clear `show`.
[[nodiscard]] std::optional<Content> given_content(Call& call, const std::string& name,
                                                   const ManagedArguments& arguments, bool& show);

}  // namespace brine::file
