// SPDX-License-Identifier: Apache-2.0
#include "references.hpp"

#include <brine/support/glob.hpp>

#include <utility>

namespace brine::state {
namespace {

const Positions none;

bool fits_module(const Chunk& chunk, std::string_view module) {
    return module == "id" || chunk.module == module;
}

}  // namespace

Reference Reference::parse(const Value& item) {
    if (!item.is_map()) return {"id", item};
    const std::string_view key = first_name(item);
    return {key.substr(0, key.find('.')), first_value(item)};
}

References::References(std::span<const Chunk> chunks) : chunks_(chunks) {
    by_name_.reserve(chunks.size());
    for (Position n = 0; n < chunks.size(); ++n) {
        const Chunk& chunk = chunks[n];
        by_name_[chunk.id].push_back(n);
        if (chunk.name_text() != chunk.id) by_name_[chunk.name_text()].push_back(n);
        by_sls_[chunk.sls].push_back(n);
    }
}

const Positions& References::find(const Reference& reference) {
    if (!reference.target.is_str()) return none;
    const std::string_view target = reference.target.str();
    std::string key(reference.module);
    key += '\n';
    key += target;
    if (const auto known = answers_.find(key); known != answers_.end()) return known->second;
    Positions found = support::has_wildcard(target) ? scan(reference.module, target)
                                                    : look_up(reference.module, target);
    return answers_.emplace(std::move(key), std::move(found)).first->second;
}

const Positions& References::named(std::string_view target) const {
    const auto found = by_name_.find(target);
    return found != by_name_.end() ? found->second : none;
}

Positions References::look_up(std::string_view module, std::string_view target) const {
    if (module == "sls") {
        const auto found = by_sls_.find(target);
        return found != by_sls_.end() ? found->second : none;
    }
    Positions found;
    for (const Position position : named(target))
        if (fits_module(chunks_[position], module)) found.push_back(position);
    return found;
}

Positions References::scan(std::string_view module, std::string_view pattern) const {
    const support::Glob glob(pattern);
    Positions found;
    if (module == "sls") {
        for (Position n = 0; n < chunks_.size(); ++n)
            if (glob.matches(chunks_[n].sls)) found.push_back(n);
        return found;
    }
    for (Position n = 0; n < chunks_.size(); ++n) {
        const Chunk& chunk = chunks_[n];
        if (fits_module(chunk, module) &&
            (glob.matches(chunk.name_text()) || glob.matches(chunk.id)))
            found.push_back(n);
    }
    return found;
}

}  // namespace brine::state
