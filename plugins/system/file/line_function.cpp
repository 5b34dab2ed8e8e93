// SPDX-License-Identifier: Apache-2.0
#include "line_function.hpp"

#include <array>
#include <ctime>

#include "path.hpp"
#include "status.hpp"
#include "text_diff.hpp"
#include "text_edit.hpp"

namespace brine::file {
namespace {

std::string timed_extension() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), ".%Y-%m-%d-%H-%M-%S", &local);
    return {text.data(), size};
}

}  // namespace

std::string lower_mode(const std::optional<std::string_view>& mode) {
    std::string text(mode.value_or(""));
    for (char& c : text)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
}

Value line_function(Call& call, std::string_view path, const LineArguments& arguments,
                    const LineOptions& options) {
    const std::string real = real_path(expand_user(path));
    if (!is_regular(real)) {
        if (options.quiet) return false;
        throw Error(format("File \"{}\" does not exists or is not a file.", real));
    }
    const EditedFile file = open_for_edit(real);
    const std::string text = edit_line(file.bytes, arguments);
    if (text == file.bytes) return false;
    const std::string diff = content_diff(file.bytes, text);
    const std::string backup = options.backup ? timed_extension() : std::string();
    if (!options.test) store_edit(file, text, {.backup = backup});
    return options.show_changes ? call.str(diff) : Value(true);
}

}  // namespace brine::file
