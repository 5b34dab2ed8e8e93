// SPDX-License-Identifier: Apache-2.0
//
// The called side of the cross-call benchmark: a function like those of Salt's modules, with ten
// parameters and a small map as result.
#include <brine/sdk.hpp>

#include <optional>
#include <string_view>

namespace {

using namespace brine::literals;

brine::Value info(brine::Call& call, std::string_view name, std::int64_t uid, std::int64_t gid,
                  std::string_view home, std::string_view shell, bool system, bool create_home,
                  double weight, std::optional<std::string_view> comment, brine::Value groups) {
    return call.map({{"name", name},
                     {"uid", uid + gid},
                     {"home", home},
                     {"shell", shell},
                     {"active", !system && create_home && weight > 0 && !comment},
                     {"groups", groups}});
}

}  // namespace

BRINE_PLUGIN("bench-callee", "1", "The called side of a benchmark", plugin) {
    plugin.exec("bench.info", info, "name"_a, "uid"_a, "gid"_a, "home"_a, "shell"_a, "system"_a,
                "create_home"_a, "weight"_a, "comment"_a = nullptr, "groups"_a = nullptr);
}
