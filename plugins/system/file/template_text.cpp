// SPDX-License-Identifier: Apache-2.0
#include "template_text.hpp"

#include <brine/support/file.hpp>

#include "render.hpp"
#include "salt_url.hpp"

namespace brine::file {
namespace {

std::string rendered_source(Call& call, const TemplateSources& arguments, const std::string& url) {
    const std::string_view saltenv = current_saltenv(call);
    const std::optional<std::string> path = find_source(call, url, saltenv);
    if (!path) throw Error(format("Failed to load template file {}", url));
    std::string text = support::read_file(*path);
    if (arguments.renderer && !arguments.renderer->empty())
        text = render(call,
                      {.renderer = *arguments.renderer,
                       .context = arguments.context,
                       .defaults = arguments.defaults,
                       .source = url,
                       .saltenv = saltenv},
                      text);
    if (text.empty())
        throw Error(format("Failed to read rendered template file {} ({})", url, url));
    return text;
}

}  // namespace

std::vector<std::string> rendered_sources(Call& call, const TemplateSources& arguments) {
    if (arguments.source && arguments.sources)
        throw Error("source and sources are mutually exclusive");
    if (arguments.source_hash && arguments.source_hashes)
        throw Error("source_hash and source_hashes are mutually exclusive");
    std::vector<std::string> texts;
    if (arguments.source)
        texts.push_back(rendered_source(call, arguments, to_text(arguments.source)));
    if (arguments.sources.is_str())
        texts.push_back(rendered_source(call, arguments, to_text(arguments.sources)));
    for (const Value& source : arguments.sources.items())
        texts.push_back(rendered_source(call, arguments, to_text(source)));
    return texts;
}

}  // namespace brine::file
