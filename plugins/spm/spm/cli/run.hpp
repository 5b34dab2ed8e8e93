// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/sdk.hpp>

#include <string_view>
#include <vector>

namespace brine::spm {

// `brine spm WORDS`; answers the exit status.
int run_command(Call& call, const std::vector<std::string_view>& words);

}  // namespace brine::spm
