// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace brine::grains {

// The gateway of the first default route of /proc/net/route: its address, "" for a route without
// one, nothing when there is no default route.
[[nodiscard]] std::optional<std::string> default_gateway_ip4(std::string_view routes);

// The same of /proc/net/ipv6_route.
[[nodiscard]] std::optional<std::string> default_gateway_ip6(std::string_view routes);

}  // namespace brine::grains
