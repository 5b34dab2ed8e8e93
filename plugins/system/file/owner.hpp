// SPDX-License-Identifier: Apache-2.0
//
// Users and groups by name and number, as arguments and results have them.
#pragma once

#include <sys/types.h>
#include <brine/value.hpp>

#include <optional>
#include <string>

namespace brine::file {

// The number of a user or group given by name or number; nothing for nil and unknown names. Throw
// std::system_error when the user database cannot be read.
[[nodiscard]] std::optional<uid_t> uid_of(const Value& user);
[[nodiscard]] std::optional<gid_t> gid_of(const Value& group);

// The name of a number; nothing when it has none.
[[nodiscard]] std::optional<std::string> user_name(uid_t uid);
[[nodiscard]] std::optional<std::string> group_name(gid_t gid);

// The name of a number or else its digits.
[[nodiscard]] std::string user_text(uid_t uid);
[[nodiscard]] std::string group_text(gid_t gid);

// The primary group of a user given by name or number.
[[nodiscard]] std::optional<gid_t> primary_group(const Value& user);

// Whether an argument names an owner at all: neither nil nor empty.
[[nodiscard]] inline bool is_named(const Value& owner) {
    return !owner.is_nil() && !(owner.is_str() && owner.size() == 0);
}

}  // namespace brine::file
