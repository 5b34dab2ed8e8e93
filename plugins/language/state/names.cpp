// SPDX-License-Identifier: Apache-2.0
#include "names.hpp"

#include <algorithm>

namespace brine::state {
namespace {

std::string key_of(std::string_view module, std::string_view value) {
    std::string key(module);
    key += '\n';
    key += value;
    return key;
}

}  // namespace

std::vector<Target> Names::find(const Value& reference, std::string_view module, bool strict) {
    auto& bodies = high_.bodies();
    if (const Body* body = high_.find(reference);
        body != nullptr && (!strict || body->find(module) != nullptr))
        return {{static_cast<std::size_t>(body - bodies.data()), module}};
    if (!reference.is_str()) return {};

    std::vector<Target> found;
    if (module == "sls") {
        index_sls();
        for (const std::size_t position : by_sls_[reference.str()])
            if (!bodies[position].declarations.empty())
                found.push_back({position, bodies[position].declarations.front().module_name()});
        return found;
    }
    index_arguments();
    const auto known = by_argument_.find(key_of(module, reference.str()));
    if (known == by_argument_.end()) return {};
    Positions& positions = known->second;
    std::sort(positions.begin(), positions.end());
    positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
    for (const std::size_t position : positions)
        if (still_has({position, module}, reference.str())) found.push_back({position, module});
    return found;
}

std::vector<Target> Names::of_sls(std::string_view sls) {
    index_sls();
    std::vector<Target> found;
    for (const std::size_t position : by_sls_[sls])
        for (const Declaration& declaration : high_.bodies()[position].declarations)
            found.push_back({position, declaration.module_name()});
    return found;
}

std::vector<Target> Names::bare(const Value& reference) {
    if (const Body* body = high_.find(reference)) {
        if (body->declarations.empty()) return {};
        return {{static_cast<std::size_t>(body - high_.bodies().data()),
                 body->declarations.front().module_name()}};
    }
    index_arguments();
    const auto known = by_name_.find(reference.str_or(""));
    if (known == by_name_.end()) return {};
    return {known->second.front()};
}

void Names::note(std::size_t body, std::string_view module, const Value& argument) {
    if (!arguments_indexed_ || argument.size() != 1) return;
    const Value value = first_value(argument);
    if (!value.is_str()) return;
    by_argument_[key_of(module, value.str())].push_back(body);
    if (first_name(argument) == "name") by_name_[value.str()].push_back({body, module});
}

void Names::index_arguments() {
    if (arguments_indexed_) return;
    arguments_indexed_ = true;
    for (std::size_t n = 0; n < high_.bodies().size(); ++n)
        for (const Declaration& declaration : high_.bodies()[n].declarations)
            for (const Value& argument : declaration.arguments)
                if (argument.is_map()) note(n, declaration.module_name(), argument);
}

void Names::index_sls() {
    if (sls_indexed_) return;
    sls_indexed_ = true;
    for (std::size_t n = 0; n < high_.bodies().size(); ++n)
        by_sls_[high_.bodies()[n].sls].push_back(n);
}

bool Names::still_has(const Target& target, std::string_view value) const {
    const Declaration* declaration = high_.bodies()[target.body].find(target.module);
    if (declaration == nullptr) return false;
    const auto& arguments = declaration->arguments;
    return std::any_of(arguments.begin(), arguments.end(), [&](const Value& argument) {
        return argument.size() == 1 && first_value(argument) == Value::stable(value);
    });
}

}  // namespace brine::state
