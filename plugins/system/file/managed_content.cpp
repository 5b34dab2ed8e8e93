// SPDX-License-Identifier: Apache-2.0
#include "managed_content.hpp"

#include <brine/support/file.hpp>

#include "accumulator.hpp"
#include "render.hpp"
#include "salt_url.hpp"
#include "source.hpp"
#include "status.hpp"
#include "text_encoding.hpp"

namespace brine::file {
namespace {

// The context of a template, with what was accumulated for the file.
Value context_of(Call& call, const std::string& name, const ManagedArguments& arguments) {
    const Value accumulator = accumulated_for(call, name);
    if (!accumulator) return arguments.context;
    Map context = call.map();
    context.update(arguments.context);
    context.set("accumulator", accumulator);
    return context.value();
}

Template template_of(Call& call, const std::string& name, const ManagedArguments& arguments,
                     std::string_view source) {
    return {.renderer = *arguments.renderer,
            .context = context_of(call, name, arguments),
            .defaults = arguments.defaults,
            .name = name,
            .source = source,
            .saltenv = current_saltenv(call),
            .user = arguments.user,
            .group = arguments.group,
            .mode = arguments.mode};
}

bool is_rendered(const ManagedArguments& arguments) {
    return arguments.renderer && !arguments.renderer->empty();
}

// Files of the file server are what they are; others are checked if there is a hash for them.
void verify(Call& call, const std::string& name, const ManagedArguments& arguments,
            const Source& source, const std::string& path) {
    if (source.hash.empty() || arguments.skip_verify || is_salt_url(source.url)) return;
    const SourceHash wanted = resolve_source_hash(
        call, source, name, arguments.source_hash_name.value_or(""), current_saltenv(call));
    const std::string actual = file_digest(call, path, wanted.algorithm);
    if (actual == wanted.digest) return;
    if (!exists(name))
        throw Error(format("Specified {} checksum for {} ({}) does not match actual checksum ({})",
                           wanted.algorithm, name, wanted.digest, actual));
    throw Error(format(
        "Specified {} checksum for {} ({}) does not match actual checksum ({}). If the "
        "'source_hash' value refers to a remote file with multiple possible matches, then it may "
        "be necessary to set 'source_hash_name'.",
        wanted.algorithm, source.url, wanted.digest, actual));
}

}  // namespace

std::optional<FoundSource> find_managed_source(Call& call, const std::string& name,
                                               const ManagedArguments& arguments) {
    const std::string_view saltenv = current_saltenv(call);
    std::optional<Source> source;
    try {
        source = choose_source(call, arguments.source, arguments.source_hash.value_or(""), saltenv);
    } catch (const Error& error) {
        throw Error(format("Unable to manage file: {}", error.what()));
    }
    if (!source) return std::nullopt;
    std::optional<std::string> path = find_source(call, source->url, saltenv);
    if (!path && is_salt_url(source->url))
        throw Error(format("Source file {} not found in saltenv '{}'", source->url, saltenv));
    if (!path) throw Error(format("Local file source {} does not exist", local_path(source->url)));
    if (!is_regular(*path))
        throw Error(format("Unable to manage file: the source {} is no regular file", source->url));
    verify(call, name, arguments, *source, *path);
    return FoundSource{.url = source->url, .path = std::move(*path)};
}

Content source_content(Call& call, const std::string& name, const ManagedArguments& arguments,
                       const FoundSource& source) {
    if (!is_rendered(arguments)) return Content::of_file(source.path);
    if (source.path == name) throw Error("Source file cannot be the same as destination");
    try {
        return Content::of_bytes(render(call, template_of(call, name, arguments, source.url),
                                        support::read_file(source.path)));
    } catch (const CallError& error) {
        throw Error(format("Unable to manage file: {}", error.what()), error.status());
    }
}

std::optional<Content> given_content(Call& call, const std::string& name,
                                     const ManagedArguments& arguments, bool& show) {
    std::optional<Contents> contents = resolve_contents(call, arguments.contents);
    if (!contents) return std::nullopt;
    show = show && !contents->secret;
    if (is_rendered(arguments)) {
        if (contents->binary)
            throw Error(
                "Contents specified by contents/contents_pillar/contents_grains appears to be "
                "binary data, and as will not be able to be treated as a Jinja template.");
        contents->bytes = render(call, template_of(call, name, arguments, {}), contents->bytes);
    }
    if (arguments.encoding && !arguments.encoding->empty() && !contents->binary)
        contents->bytes =
            encode(contents->bytes, std::string(*arguments.encoding), arguments.encoding_errors);
    return Content::of_bytes(std::move(contents->bytes));
}

}  // namespace brine::file
