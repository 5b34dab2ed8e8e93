// SPDX-License-Identifier: Apache-2.0
//
// The arguments of file.managed that say what is to be in the file.
#pragma once

#include <brine/call.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace brine::file {

struct ContentsArguments {
    Value contents = {};         // text, a list of texts, bytes, a number, ...
    Value contents_pillar = {};  // a key of the pillar or a list of keys
    Value contents_grains = {};
    bool contents_newline = true;
    std::string_view contents_delimiter = ":";
    bool allow_empty = true;

    // How many of the three are given.
    [[nodiscard]] int given() const {
        return static_cast<int>(!contents.is_nil()) + static_cast<int>(!contents_pillar.is_nil()) +
               static_cast<int>(!contents_grains.is_nil());
    }
};

// What is to be in a file.
struct Contents {
    std::string bytes;
    bool binary = false;  // not text: neither lines nor a template
    bool secret = false;  // not to be shown
};

// The text of a value as contents: every line with "\n" at its end, whatever it had before; the
// last one without if `final_newline` is false. Bytes that are not UTF-8 stay as they are.
[[nodiscard]] Contents contents_of(const Value& value, bool final_newline);

// The contents that the arguments ask for; nothing when they ask for none. Throws Error for keys
// that are not there and for empty contents that are not allowed.
[[nodiscard]] std::optional<Contents> resolve_contents(Call& call,
                                                       const ContentsArguments& arguments);

}  // namespace brine::file
