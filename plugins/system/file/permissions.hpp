// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/stat.h>
#include <brine/value.hpp>

#include <optional>
#include <string>

#include "report.hpp"
#include "status.hpp"

namespace brine::file {

// Owner and mode that a path is to have; what is not set may be as it is.
struct WantedPermissions {
    Value user = {};                                 // name or number
    Value group = {};                                // name or number
    std::optional<std::string> mode = std::nullopt;  // as normalized_mode() gives it
};

// What differs between a path and its wanted permissions.
struct PermissionPlan {
    bool user = false;
    bool group = false;
    bool mode = false;
    std::optional<uid_t> uid = std::nullopt;  // of the wanted user, whether it differs or not
    std::optional<gid_t> gid = std::nullopt;

    [[nodiscard]] bool empty() const noexcept { return !user && !group && !mode; }
};

// Why the owner that is asked for cannot be set: "User x is not available ", or empty. In test
// mode the user may yet be made, so there the reason is only logged.
[[nodiscard]] std::string missing_owner(Call& call, const Value& user, const Value& group,
                                        bool test);

[[nodiscard]] PermissionPlan plan_permissions(const struct stat& status,
                                              const WantedPermissions& wanted);

// Records the differences as changes: "user", "group" and "mode" with their wanted values.
void note_permissions(Map& changes, const PermissionPlan& plan, const WantedPermissions& wanted);

// Salt's file.check_perms: gives `path` the wanted permissions, or in test mode only tells which
// would change. The mode of a link is left alone unless links are followed. What does not work
// makes `report` fail and is added to its comment. Throws Error when there is nothing at `path`.
void apply_permissions(const std::string& path, const WantedPermissions& wanted, Links links,
                       bool test, Report& report);

}  // namespace brine::file
