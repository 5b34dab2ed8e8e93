// SPDX-License-Identifier: Apache-2.0
//
// Bringing one file into a wanted state, or telling what that would change.
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "content.hpp"
#include "permissions.hpp"
#include "report.hpp"

namespace brine::file {

struct WantedFile {
    // Nothing: whatever is in it stays, and a new file is empty.
    std::optional<Content> content = std::nullopt;
    bool from_source = false;  // the content is that of another file
    WantedPermissions permissions = {};
    bool make_parents = false;
    std::optional<std::string> parent_mode = std::nullopt;  // as normalized_mode() gives it
    Links links = Links::follow;
    bool show_changes = true;
    std::string_view backup = {};
};

// Makes the file at `report.name` what is wanted, and reports that as file.managed does. Nothing
// is written when nothing differs. A failure to write throws std::system_error.
void manage_file(Call& call, Report& report, const WantedFile& wanted);

// What manage_file() would change, as changes only.
void preview_file(Call& call, Report& report, const WantedFile& wanted);

}  // namespace brine::file
