// SPDX-License-Identifier: Apache-2.0
#include "core/registry/plugin_entry.hpp"

#include <brine/format.hpp>

#include <exception>
#include <utility>

namespace brine::core {

std::string_view FunctionEntry::module() const noexcept {
    const std::string_view name = manifest->name;
    return name.substr(0, name.find('.'));
}

PluginEntry::PluginEntry(Located located) : located_(std::move(located)) { make_functions(); }

PluginEntry::PluginEntry(const brine_plugin& descriptor, const brine_host* host)
    : opened_(OpenedPlugin::start(descriptor, host)) {
    located_.manifest = std::make_shared<const Manifest>(opened_->manifest());
    located_.origin = "linked-in";
    make_functions();
    complete();
}

void PluginEntry::make_functions() {
    functions_.reserve(manifest().functions.size());
    for (const FunctionManifest& function : manifest().functions)
        functions_.push_back({.plugin = this, .manifest = &function, .signature = {}, .entry = {}});
}

void PluginEntry::open(const brine_host* host) {
    if (is_open()) return;
    const std::lock_guard lock(mutex_);
    if (is_open()) return;
    if (open_error_) throw *open_error_;
    try {
        opened_ = OpenedPlugin::open(manifest().path, host);
        complete();
    } catch (const std::exception& error) {
        opened_.reset();
        open_error_ = Error(format("the plugin '{}' {}", manifest().path, error.what()));
        throw *open_error_;
    }
}

// The opened plugin declares its functions again; they have to be the ones of the index.
void PluginEntry::complete() {
    const std::vector<FunctionManifest>& declared = opened_->manifest().functions;
    if (declared.size() != functions_.size())
        throw Error("offers other functions than when it was indexed; the next start sees them");
    for (std::size_t n = 0; n < functions_.size(); ++n) {
        FunctionEntry& function = functions_[n];
        if (declared[n].name != function.manifest->name ||
            declared[n].kind != function.manifest->kind ||
            declared[n].params != function.manifest->params)
            throw Error(format("offers {} '{}' other than when it was indexed", declared[n].kind,
                               declared[n].name));
        function.signature = support::Signature::parse(declared[n].params);
        function.entry = opened_->entry_points()[n];
    }
    open_.store(true, std::memory_order_release);
}

FunctionEntry* PluginEntry::availability_of(std::string_view module) noexcept {
    FunctionEntry* whole = nullptr;
    for (FunctionEntry& function : functions_) {
        if (function.manifest->kind != "available") continue;
        if (function.manifest->name == module) return &function;
        if (function.manifest->name == "*") whole = &function;
    }
    return whole;
}

std::optional<std::string> PluginEntry::known_availability(std::string_view module) const {
    const std::lock_guard lock(mutex_);
    const auto known = availability_.find(module);
    if (known == availability_.end()) return std::nullopt;
    return known->second;
}

void PluginEntry::remember_availability(std::string_view module, std::string reason) {
    const std::lock_guard lock(mutex_);
    availability_.insert_or_assign(std::string(module), std::move(reason));
}

}  // namespace brine::core
