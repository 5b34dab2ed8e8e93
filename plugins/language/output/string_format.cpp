// SPDX-License-Identifier: Apache-2.0
#include "string_format.hpp"

#include "python_text.hpp"

namespace brine::output {

namespace {

// Without the sequences from ESC to the next 'm'; one that does not end stays.
std::string without_sequences(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const std::size_t start = text.find('\033');
        const std::size_t end = start == std::string_view::npos ? start : text.find('m', start);
        out += text.substr(0, end == std::string_view::npos ? end : start);
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return out;
}

}  // namespace

std::string out_format(Call& call, Value data, std::string_view out, Value opts, Kwargs options) {
    std::string_view name = out.empty() ? "nested" : out;
    if (name == "text") name = "txt";
    if (!call.can_call(name, "output")) {
        call.log(Level::error, "there is no outputter '{}'; using nested", name);
        name = "nested";
    }
    const Value args[] = {data};
    return std::string(call.invoke({.kind = "output",
                                    .name = name,
                                    .arguments = {.args = args, .kwargs = options.map.pairs()},
                                    .context = opts ? call.map({{"opts", opts}}) : Value()})
                           .str());
}

std::string string_format(Call& call, Value data, std::string_view out, Value opts,
                          Kwargs options) {
    return without_sequences(out_format(call, data, out, opts, options));
}

std::string html_format(Call& call, Value data, std::string_view out, Value opts, Kwargs options) {
    const std::string text = string_format(call, data, out, opts, options);
    return replace_all(replace_all(text, " ", "&nbsp;"), "\n", "<br />");
}

}  // namespace brine::output
