// SPDX-License-Identifier: Apache-2.0
#include "compile.hpp"

#include "extend.hpp"
#include "requisite_in.hpp"
#include "settings.hpp"
#include "verify.hpp"

#include <algorithm>
#include <string>

namespace brine::state {

std::vector<Chunk> compile(Call& call, High& high, const Places& places, Errors& errors) {
    apply_extends(call.memory(), high, places, errors);
    verify_high(high, places, errors);
    std::vector<std::string> warnings;
    if (errors.empty())
        apply_requisites_in(call.memory(), high, places, disabled_requisites(call), errors,
                            warnings);
    for (const std::string& warning : warnings) call.log(Level::warning, "{}", warning);
    high.apply_excludes();
    if (!errors.empty()) return {};
    return compile_chunks(call.memory(), high);
}

void add_default_functions(High& high) {
    for (Body& body : high.bodies()) {
        for (Declaration& declaration : body.declarations) {
            auto& arguments = declaration.arguments;
            const bool named = std::any_of(arguments.begin(), arguments.end(),
                                           [](const Value& item) { return item.is_str(); });
            if (declaration.is_list && !named) arguments.emplace_back("__call__");
        }
    }
}

}  // namespace brine::state
