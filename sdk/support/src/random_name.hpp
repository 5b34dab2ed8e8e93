// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace brine::support {

/// The name `.NAME.XXXXXX` of a temporary file beside `name`, with six random letters and digits.
/// A long name is shortened to stay within what a directory entry can hold. Throws
/// std::system_error.
std::string temporary_name_for(const std::string& name);

}  // namespace brine::support
