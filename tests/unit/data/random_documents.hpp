// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>

namespace brine::test {

/// A YAML document in the manner of configuration files: nested maps and lists in block and flow
/// style, scalars of all styles. About half of them get an error or two. The same for the same
/// state of `random` everywhere.
std::string random_document(std::mt19937& random);

}  // namespace brine::test
