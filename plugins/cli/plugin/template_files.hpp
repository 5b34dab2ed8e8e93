// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace brine::cli {

// A file of the project that `brine plugin new` writes; a project named my-plugin as it stands.
struct TemplateFile {
    std::string_view path;  // below the project's directory
    std::string_view text;
};

// Made at build time from the files in template/.
[[nodiscard]] std::span<const TemplateFile> template_files() noexcept;

}  // namespace brine::cli
