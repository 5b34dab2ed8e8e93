// SPDX-License-Identifier: Apache-2.0
//
// From the text of an SLS to data: a pipe of renderers.
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace brine::state {

struct Template {
    std::string_view text;
    std::string_view path;  // of its file; empty when it has none
    std::string_view environment;
    std::string_view sls;  // empty for a text and a top file
};

// One renderer of a pipe: "jinja" with the rest of what stands there as its argument.
struct PipeStage {
    std::string name;
    std::string argument;
};

// The stages of "jinja|yaml". The old spelling "yaml_jinja" means the same.
[[nodiscard]] std::vector<PipeStage> parse_pipe(std::string_view pipe);

// The pipe that the first line asks for ("#!yaml"), or an empty text.
[[nodiscard]] std::string_view shebang_pipe(std::string_view text);

class Renderer {
  public:
    // `context` is laid over the caller's for the renderers, or nil.
    Renderer(Call& call, const Value& context);

    // What the text renders to; nil when it is empty or nothing but whitespace. Error with the
    // renderer's own words when one fails or is not there.
    [[nodiscard]] Value render(const Template& source);

  private:
    [[nodiscard]] Value run(const PipeStage& stage, const Value& input, const Template& source);
    void refuse_disallowed(const PipeStage& stage);

    Call& call_;
    Value context_;
};

}  // namespace brine::state
