// SPDX-License-Identifier: Apache-2.0
#include "project.hpp"

#include "template_files.hpp"

#include <brine/error.hpp>
#include <brine/format.hpp>
#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>

#include <algorithm>
#include <system_error>

namespace brine::cli {
namespace {

namespace fs = std::filesystem;

// The names in the template.
constexpr std::string_view template_name = "my-plugin";
constexpr std::string_view template_module = "my_plugin";

constexpr mode_t directory_mode = 0755;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

std::string with_names(std::string text, const std::string& name) {
    replace_all(text, template_name, name);
    replace_all(text, template_module, module_name(name));
    return text;
}

// Sections are between lines that contain "@begin NAME" and "@end NAME", in whatever comment the
// language of the file has.
bool is_marker(std::string_view line, std::string_view mark, std::string_view section) {
    return line.find(format("@{} {}", mark, section)) != std::string_view::npos;
}

void require_vacant(const fs::path& directory) {
    const fs::file_status status = fs::status(directory);
    if (!fs::exists(status)) return;
    if (!fs::is_directory(status))
        throw Error(format("'{}' is there already and is no directory", directory.string()));
    if (!fs::is_empty(directory))
        throw Error(format("the directory '{}' is not empty; choose another one with --directory",
                           directory.string()));
}

}  // namespace

std::string name_flaw(std::string_view name) {
    const auto fits = [](char c) { return is_lower(c) || is_digit(c) || c == '-'; };
    if (name.empty() || !is_lower(name.front()) || name.back() == '-' ||
        name.find("--") != std::string_view::npos || !std::all_of(name.begin(), name.end(), fits))
        return format(
            "'{}' is no name for a plugin: it takes lower-case letters, digits and single "
            "dashes between them, and begins with a letter, like 'acme-user'",
            name);
    return {};
}

std::string module_name(std::string_view name) {
    std::string module(name);
    std::replace(module.begin(), module.end(), '-', '_');
    return module;
}

std::string filled_in(std::string_view text, const ProjectRequest& request) {
    struct Section {
        std::string_view name;
        bool wanted;
    };
    const Section sections[] = {{"exec", request.with_exec}, {"state", request.with_state}};
    std::string out;
    std::size_t dropping = 0;  // open sections that are not wanted
    for (bool first = true; !text.empty(); first = false) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end);
        // The author's project is under the author's licence.
        bool keep = !(first && line.find("SPDX-License-Identifier") != std::string_view::npos);
        for (const Section& section : sections) {
            const bool begins = is_marker(line, "begin", section.name);
            const bool ends = is_marker(line, "end", section.name);
            if (begins || ends) keep = false;
            if (begins && !section.wanted) ++dropping;
            if (ends && !section.wanted) --dropping;
        }
        if (keep && dropping == 0) out += line;
    }
    return with_names(std::move(out), request.name);
}

std::vector<fs::path> write_project(const ProjectRequest& request) {
    if (const std::string flaw = name_flaw(request.name); !flaw.empty()) throw BadArgument(flaw);
    require_vacant(request.directory);
    std::vector<fs::path> written;
    for (const TemplateFile& file : template_files()) {
        const fs::path path = with_names(std::string(file.path), request.name);
        support::make_directories((request.directory / path).parent_path(), directory_mode);
        support::replace_file(request.directory / path, filled_in(file.text, request));
        written.push_back(path);
    }
    return written;
}

}  // namespace brine::cli
