// SPDX-License-Identifier: Apache-2.0
#include "render.hpp"

#include <brine/support/text.hpp>

#include <algorithm>
#include <array>

namespace brine::state {
namespace {

constexpr std::string_view default_pipe = "jinja|yaml";

bool is_listed(const Value& list, std::string_view name) {
    const auto items = list.items();
    return std::any_of(items.begin(), items.end(),
                       [&](const Value& item) { return item.str_or("") == name; });
}

// "yaml_jinja" is "jinja|yaml".
std::string modern_spelling(std::string_view pipe) {
    constexpr std::array<std::string_view, 3> formats{"yaml", "json", "yamlex"};
    constexpr std::array<std::string_view, 3> templates{"jinja", "mako", "wempy"};
    for (const std::string_view data : formats)
        for (const std::string_view text : templates)
            if (pipe == std::string(data) + '_' + std::string(text))
                return std::string(text) + '|' + std::string(data);
    return std::string(pipe);
}

}  // namespace

std::vector<PipeStage> parse_pipe(std::string_view pipe) {
    const std::string spelled = modern_spelling(support::strip(pipe));
    std::vector<PipeStage> stages;
    for (const std::string_view part : support::split(spelled, '|')) {
        const std::string_view stage = support::strip(part);
        const std::size_t name_end = std::min(stage.find(' '), stage.size());
        stages.push_back({std::string(stage.substr(0, name_end)),
                          std::string(support::strip(stage.substr(name_end)))});
    }
    return stages;
}

std::string_view shebang_pipe(std::string_view text) {
    if (!text.starts_with("#!") || text.starts_with("#!/")) return {};
    return support::strip(text.substr(2, text.find('\n') - 2));
}

Renderer::Renderer(Call& call, const Value& context) : call_(call), context_(context) {}

Value Renderer::render(const Template& source) {
    if (support::strip(source.text).empty()) return {};
    if (!support::utf8_valid(source.text)) throw Error("the file is not UTF-8 text");
    std::string pipe(shebang_pipe(source.text));
    if (pipe.empty()) pipe = call_.option("renderer").str_or(default_pipe);
    Value data = source.text;
    for (const PipeStage& stage : parse_pipe(pipe)) data = run(stage, data, source);
    return data;
}

Value Renderer::run(const PipeStage& stage, const Value& input, const Template& source) {
    refuse_disallowed(stage);
    const Value args[] = {input};
    std::vector<Pair> options{
        {"saltenv", source.environment}, {"sls", source.sls}, {"tmplpath", source.path}};
    if (!stage.argument.empty()) options.push_back({"argline", stage.argument});
    Value result;
    const brine_status status = call_.try_invoke({.kind = "renderer",
                                                  .name = stage.name,
                                                  .arguments = {args, options},
                                                  .context = context_,
                                                  .scoped = true},
                                                 result);
    if (status == BRINE_OK) return result;
    if (status == BRINE_CANCELLED) throw Cancelled();
    if (status == BRINE_NOT_FOUND || status == BRINE_UNAVAILABLE)
        throw Error(format("the renderer '{}' cannot be used: {}", stage.name, call_.last_error()));
    throw Error(call_.last_error());
}

void Renderer::refuse_disallowed(const PipeStage& stage) {
    const Value allowed = call_.option("renderer_whitelist");
    const Value forbidden = call_.option("renderer_blacklist");
    if ((allowed && !is_listed(allowed, stage.name)) || is_listed(forbidden, stage.name))
        throw Error(
            format("the renderer '{}' is disallowed by the options renderer_whitelist and "
                   "renderer_blacklist",
                   stage.name));
}

}  // namespace brine::state
