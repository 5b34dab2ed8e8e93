# SPDX-License-Identifier: Apache-2.0
#
# Writes OUTPUT, a C++ source that defines brine::cli::template_files() with the contents of FILES
# (a list of paths below DIRECTORY).
set(delimiter brine_template)
set(rows "")
foreach(file IN LISTS FILES)
    file(READ "${DIRECTORY}/${file}" text)
    if(text MATCHES "\\)${delimiter}\"")
        message(FATAL_ERROR "${file} contains the delimiter of its own raw string")
    endif()
    string(APPEND rows "    {\"${file}\", R\"${delimiter}(${text})${delimiter}\"},\n")
endforeach()
file(WRITE "${OUTPUT}" "// Made at build time from the files of the template.
#include \"template_files.hpp\"

namespace brine::cli {
namespace {

constexpr TemplateFile files[] = {
${rows}};

}  // namespace

std::span<const TemplateFile> template_files() noexcept { return files; }

}  // namespace brine::cli
")
