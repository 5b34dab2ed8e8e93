// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace brine::config {

// A file mode with four digits and a leading zero: "0755" of "755", "0o755" or "'0755'". Words
// such as "keep" stay.
[[nodiscard]] std::string normal_mode(std::string_view mode);

// Whether files can be fetched from URIs of this scheme: "salt://x", "https://x".
[[nodiscard]] bool has_file_protocol(std::string_view uri);

}  // namespace brine::config
