// SPDX-License-Identifier: Apache-2.0
//
// What the core tells about the plugins that it found.
#pragma once

#include <brine/call.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace brine::cli {

// A function of kind "core". CallError as it fails.
Value core_call(Call& call, std::string_view name, std::initializer_list<Pair> kwargs = {});

// All plugin files, refused ones too: [{name, version, summary, path, origin, needs_minor, refusal,
// functions: [{kind, name, params, doc, wins, winner, why}]}]. `winner`, the name of the plugin
// whose function is called instead, and `why` are there when it is another one's.
[[nodiscard]] Value installed_plugins(Call& call);

// "hello.greet(name: str)" for a function as above.
[[nodiscard]] std::string written_out(const Value& function);

}  // namespace brine::cli
