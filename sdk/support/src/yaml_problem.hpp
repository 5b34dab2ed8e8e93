// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "yaml_composer.hpp"

namespace brine::support::yaml {

/// What to tell about a text that the parser refuses.
struct Problem {
    Position position;
    std::string text;
};

/// Says in PyYAML's words what yaml-cpp's `message` means. `place` is where the parser stopped,
/// `composer` has had the events up to there.
Problem describe(const SourceText& source, const Composer& composer, std::string_view message,
                 Place place);

}  // namespace brine::support::yaml
