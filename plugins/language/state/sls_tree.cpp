// SPDX-License-Identifier: Apache-2.0
#include "sls_tree.hpp"

#include "declarations.hpp"

#include <brine/support/file.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <optional>
#include <system_error>

namespace brine::state {
namespace {

constexpr std::string_view any_matched_environment = "_xenv";

std::string key_of(const std::string& environment, const std::string& name) {
    return environment + ':' + name;
}

// Text that lives as long as the arena.
std::string_view kept(const Call& call, std::string_view text) { return call.memory().copy(text); }

std::string not_available(const std::string& name, const std::string& environment) {
    return format(
        "Specified SLS {} in saltenv {} is not available on the salt master or through a "
        "configured fileserver",
        name, environment);
}

// The SLS that `..name` means inside of an SLS; nothing when it has more dots than there are
// levels. The init.sls of a package is one level deeper than the package's name says.
std::optional<std::string> absolute_name(std::string_view relative, std::string_view sls,
                                         bool init) {
    const std::size_t dots = std::min(relative.find_first_not_of('.'), relative.size());
    std::vector<std::string_view> levels = support::split(sls, '.');
    if (init) levels.emplace_back("init");
    if (dots > levels.size()) return std::nullopt;
    levels.resize(levels.size() - dots);
    levels.push_back(relative.substr(dots));
    return support::join(levels, ".");
}

}  // namespace

SlsTree::SlsTree(Call& call, SlsFiles& files, Renderer& renderer, Places& places)
    : call_(call),
      files_(files),
      renderer_(renderer),
      places_(places),
      auto_order_(!call.option("state_auto_order").is_false()) {}

High SlsTree::render(const Matches& matches, Errors& errors) {
    for (const auto& [environment, names] : matches) matched_.push_back(environment);
    High high;
    for (const auto& [environment, names] : matches) {
        for (const std::string& name : names) {
            if (files_.has_environment(environment)) {
                high.merge(render_matching(environment, name, errors), places_, errors);
            } else {
                errors.push_back(
                    format("No matching salt environment for environment '{}' found", environment));
            }
        }
    }
    return high;
}

High SlsTree::render_file(const std::string& path, const std::string& environment, Errors& errors) {
    if (!std::filesystem::is_regular_file(path)) {
        errors.push_back(format("Specified SLS {} on local filesystem cannot be found.", path));
        return {};
    }
    matched_.push_back(environment);
    return render_sls({environment, path, {path, false}}, errors);
}

High SlsTree::render_matching(const std::string& environment, const std::string& pattern,
                              Errors& errors) {
    const std::vector<std::string> names = files_.matching(environment, pattern);
    if (names.empty()) {
        errors.push_back(
            format("No matching sls found for '{}' in env '{}'", pattern, environment));
        return {};
    }
    High high;
    for (const std::string& name : names)
        high.merge(render_named(environment, name, errors), places_, errors);
    return high;
}

High SlsTree::render_named(const std::string& environment, const std::string& name,
                           Errors& errors) {
    if (!rendered_.insert(key_of(environment, name)).second) return {};
    const std::optional<SlsFile> file = files_.find(environment, name);
    if (!file) {
        errors.push_back(not_available(name, environment));
        return {};
    }
    return render_sls({environment, name, *file}, errors);
}

High SlsTree::render_sls(const Sls& sls, Errors& errors) {
    call_.stop_if_cancelled();
    places_.add(sls.environment, sls.name, sls.file.path);
    Value data;
    try {
        const std::string text = support::read_file(sls.file.path);
        data = renderer_.render({text, sls.file.path, sls.environment, sls.name});
    } catch (const Cancelled&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        errors.push_back(
            format("Rendering SLS '{}:{}' failed: {}", sls.environment, sls.name, error.what()));
        return {};
    }
    if (!data) return {};
    if (!data.is_map()) {
        errors.push_back(
            format("SLS {} does not render to a dictionary (in {})", sls.name, sls.file.path));
        return {};
    }
    const Origin origin{kept(call_, sls.environment), kept(call_, sls.name), "SLS", sls.name,
                        places_};
    ParsedSls parsed = parse_sls(call_.memory(), data, origin, errors);
    High included;
    for (const Value& item : parsed.includes) include(included, sls, item, errors);
    assign_order(parsed.high);
    parsed.high.merge(std::move(included), places_, errors);
    return std::move(parsed.high);
}

// Renders what one item of an SLS's `include` list names: "sls", ".sls", {environment: sls}.
void SlsTree::include(High& high, const Sls& sls, const Value& item, Errors& errors) {
    const std::string from = key_of(sls.environment, sls.name);
    const Value named = item.is_map() ? first_value(item) : item;
    std::string environment = item.is_map() ? to_text(first_key(item)) : sls.environment;
    std::string name = to_text(named);
    if (environment != any_matched_environment && !files_.has_environment(environment)) {
        errors.push_back(format("Nonexistent saltenv '{}' found in include of '{}' within SLS '{}'",
                                environment, name, from));
        return;
    }
    if (name.starts_with('.')) {
        const auto absolute = absolute_name(name, sls.name, sls.file.init);
        if (!absolute) {
            errors.push_back(
                format("Attempted relative include of '{}' within SLS '{}' goes beyond top level "
                       "package{}",
                       name, from, places_.of(sls.environment, sls.name, "include")));
            return;
        }
        name = *absolute;
    }
    const std::vector<std::string> found = resolve(environment, name);
    const bool here = std::find(found.begin(), found.end(), sls.environment) != found.end();
    if (found.empty()) {
        errors.push_back(format(
            "Unknown include: Specified SLS {}: {} is not available on the salt master in "
            "saltenv(s): {} ",
            environment, name,
            environment == any_matched_environment ? support::join(matched_, ", ") : environment));
        return;
    }
    if (found.size() > 1 && !here) {
        errors.push_back(
            format("Ambiguous include: Specified SLS {}: {} is available on the salt master in "
                   "multiple available saltenvs: {}",
                   environment, name, support::join(found, ", ")));
        return;
    }
    const std::string& chosen = found.size() == 1 ? found.front() : sls.environment;
    const std::vector<std::string> names = files_.matching(chosen, name);
    if (names.empty())
        errors.push_back(not_available(name, chosen) +
                         places_.of(sls.environment, sls.name, "include"));
    for (const std::string& one : names)
        high.merge(render_named(chosen, one, errors), places_, errors);
}

// The environments that an include may mean.
std::vector<std::string> SlsTree::resolve(const std::string& environment, const std::string& name) {
    if (environment != any_matched_environment) {
        if (is_matched(environment) || !files_.matching(environment, name).empty())
            return {environment};
        return {};
    }
    std::vector<std::string> found;
    for (const std::string& candidate : matched_)
        if (!files_.matching(candidate, name).empty()) found.push_back(candidate);
    return found;
}

bool SlsTree::is_matched(std::string_view environment) const {
    return std::find(matched_.begin(), matched_.end(), environment) != matched_.end();
}

// Declarations without an order of their own run in the order in which they are written.
void SlsTree::assign_order(High& high) {
    if (!auto_order_) return;
    for (Body& body : high.bodies()) {
        for (Declaration& declaration : body.declarations) {
            const auto& arguments = declaration.arguments;
            const bool ordered =
                std::any_of(arguments.begin(), arguments.end(),
                            [](const Value& item) { return first_name(item) == "order"; });
            if (!declaration.is_list || ordered) continue;
            declaration.arguments.push_back(entry(call_.memory(), "order", next_order_++));
        }
    }
}

}  // namespace brine::state
