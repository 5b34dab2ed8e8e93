// SPDX-License-Identifier: Apache-2.0
//
// The C++ SDK for plugins: header-only, C++20, nothing but the standard library and the C ABI.
#pragma once

#include <brine/plugin.hpp>

namespace brine {
using namespace literals;
}
