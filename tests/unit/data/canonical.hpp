// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/value.hpp>

#include <string>
#include <string_view>

namespace brine::test {

/// One text per value, the same only for values of the same types and content in the same order.
/// `canonical_in_python` makes it too.
std::string canonical(const Value& value);

/// Python: canonical(object), for what JSON and YAML make. Integers beyond 64 bits are taken for
/// text, sets for lists.
extern const std::string_view canonical_in_python;

}  // namespace brine::test
