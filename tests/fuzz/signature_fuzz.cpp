// SPDX-License-Identifier: Apache-2.0
//
// The first line of an input is a parameter list, each further byte an argument. Parsing gives a
// signature or an error; binding gives a value of the declared type for each parameter, or a
// refusal.
#include <brine/support/signature.hpp>

#include <algorithm>
#include <string>
#include <vector>

#include "bytes.hpp"
#include "require.hpp"

namespace {

using brine::Pair;
using brine::Value;
using brine::support::Parameter;
using brine::support::Signature;

Value make_argument(std::uint8_t choice) {
    const Value choices[] = {
        nullptr,         true,          1, UINT64_MAX, 0.5, std::string_view("text"), "literal",
        Value::list({}), Value::map({})};
    return choices[choice % 9];
}

std::string make_name(const Signature& signature, std::uint8_t choice) {
    if (choice < signature.parameters().size()) return signature.parameters()[choice].name;
    return "k" + std::to_string(choice);
}

void bind(const Signature& signature, brine::fuzz::Bytes& bytes) {
    std::vector<Value> args;
    std::vector<std::string> names;
    std::vector<Pair> kwargs;
    for (std::size_t n = bytes.next() % 8; n > 0; --n) args.push_back(make_argument(bytes.next()));
    for (std::size_t n = bytes.next() % 24; n > 0; --n)
        names.push_back(make_name(signature, bytes.next()));
    for (const std::string& name : names) kwargs.push_back({name, make_argument(bytes.next())});
    brine::Arena arena;
    const Value* values = nullptr;
    try {
        values = signature.bind(arena.memory(), "f", {args, kwargs});
    } catch (const brine::BadArgument&) {
        return;
    }
    for (const Parameter& parameter : signature.parameters()) {
        const Value& value = *values++;
        REQUIRE_THAT((value.raw().flags & BRINE_TRANSIENT) == 0);
        REQUIRE_THAT(parameter.types == ~0U || (parameter.types >> value.raw().type & 1U) == 1);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input = brine::fuzz::text_of(data, size);
    const std::size_t line = std::min(input.find('\n'), input.size());
    try {
        const Signature signature = Signature::parse(input.substr(0, line));
        brine::fuzz::Bytes bytes(data + line, size - line);
        bytes.next();
        bind(signature, bytes);
    } catch (const brine::Error&) {
        return 0;  // no parameter list
    }
    return 0;
}
