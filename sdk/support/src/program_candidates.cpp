// SPDX-License-Identifier: Apache-2.0
#include "program_candidates.hpp"

#include "brine/support/text.hpp"

namespace brine::support {

std::vector<std::string> program_candidates(std::string_view name, std::string_view search_path) {
    if (name.empty() || name.find('/') != std::string_view::npos) return {std::string(name)};
    std::vector<std::string> candidates;
    for (const std::string_view directory : split(search_path, ':')) {
        std::string candidate(directory.empty() ? "." : directory);
        if (candidate.back() != '/') candidate += '/';
        candidates.push_back(candidate.append(name));
    }
    return candidates;
}

}  // namespace brine::support
