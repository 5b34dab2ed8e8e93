// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <brine/call.hpp>

#include <string>
#include <string_view>

namespace brine::file {

// A template and what it is rendered with.
struct Template {
    std::string_view renderer;  // "jinja"
    Value context = {};         // maps or nil; `context` wins over `defaults`
    Value defaults = {};
    std::string_view name = {};    // the file that is made of it
    std::string_view source = {};  // where the text comes from; empty for text of the state itself
    std::string_view saltenv = {};
    Value user = {};
    Value group = {};
    Value mode = {};
};

// The rendered text. CallError when it cannot be rendered or there is no such renderer.
[[nodiscard]] std::string render(Call& call, const Template& options, std::string_view text);

}  // namespace brine::file
