// SPDX-License-Identifier: Apache-2.0
#include "render.hpp"

#include <brine/support/text.hpp>

namespace brine::file {

std::string render(Call& call, const Template& options, std::string_view text) {
    if (!support::utf8_valid(text))
        throw Error(
            format("{} is not UTF-8 text and cannot be a template",
                   options.source.empty() ? std::string_view("the contents") : options.source));
    Map variables = call.map();
    variables.update(options.defaults);
    variables.update(options.context);
    const Value source_text = text;
    const Pair kwargs[] = {{"context", variables.value()}, {"name", options.name},
                           {"source", options.source},     {"saltenv", options.saltenv},
                           {"user", options.user},         {"group", options.group},
                           {"mode", options.mode}};
    const Value rendered =
        call.invoke({.kind = "renderer",
                     .name = options.renderer,
                     .arguments = {.args = {&source_text, 1}, .kwargs = kwargs}});
    return to_text(rendered);
}

}  // namespace brine::file
