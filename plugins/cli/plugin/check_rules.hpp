// SPDX-License-Identifier: Apache-2.0
//
// `brine plugin check`: what the loader says about a file, and rules for what is in it.
#pragma once

#include <brine/call.hpp>

#include <string>

namespace brine::cli {

// {path, name, version, usable, checks: [{check, outcome: "ok"|"warning"|"failed", message}]};
// `usable` is false when a check failed. The file is opened in a process of its own.
[[nodiscard]] Value checked(Call& call, const std::string& path);

}  // namespace brine::cli
