// SPDX-License-Identifier: Apache-2.0
#include "loaded_plugin.hpp"

#include <brine/format.hpp>
#include <brine/testing/value_check.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace brine::testing {
namespace {

std::string text_or_empty(const char* text) { return text != nullptr ? text : ""; }

bool is_empty(const char* text) { return text == nullptr || *text == '\0'; }

}  // namespace

// The host's side of start(): takes functions, and keeps the first reason to refuse the plugin.
class LoadedPlugin::Setup : public brine_setup {
  public:
    Setup(LoadedPlugin& plugin, const brine_host* with_host) : brine_setup{}, plugin_(plugin) {
        size = sizeof(brine_setup);
        host = with_host;
        add = [](brine_setup* setup, const brine_function* function) {
            return static_cast<Setup*>(setup)->collect(*function);
        };
        fail = [](brine_setup* setup, brine_status why, brine_text message) {
            static_cast<Setup*>(setup)->refuse({message.bytes, message.size});
            return why == BRINE_OK ? brine_status{BRINE_FAILED} : why;
        };
    }

    [[nodiscard]] const std::string& reason() const noexcept { return reason_; }

  private:
    void refuse(std::string_view reason) {
        if (reason_.empty()) reason_ = reason;
    }

    brine_status collect(const brine_function& function) noexcept {
        try {
            check(function);
            take(function);
            return BRINE_OK;
        } catch (const std::exception& error) {
            refuse(error.what());
            return BRINE_ABI;
        }
    }

    void check(const brine_function& function) const {
        if (function.size < sizeof(brine_function))
            throw Error("it adds a function whose size is smaller than brine_function's");
        if (is_empty(function.kind)) throw Error("it adds a function without a kind");
        if (is_empty(function.name))
            throw Error(format("it adds a function of kind '{}' without a name", function.kind));
        const std::string what = format("it adds the {} '{}' ", function.kind, function.name);
        if (function.flags != 0) throw Error(what + "with flags, which must be 0");
        if (function.call == nullptr) throw Error(what + "without code");
        if (std::any_of(plugin_.functions_.begin(), plugin_.functions_.end(),
                        [&](const LoadedFunction& other) {
                            return other.kind == function.kind && other.name == function.name;
                        }))
            throw Error(what + "twice");
        if (function.traits == nullptr) return;
        const Value traits(*function.traits);
        if (!traits.is_map()) throw Error(what + "with traits that are no map");
        if (const std::string flaw = flaw_of(traits); !flaw.empty())
            throw Error(what + "with malformed traits: " + flaw);
    }

    void take(const brine_function& function) {
        LoadedFunction taken{
            .plugin = &plugin_,
            .kind = function.kind,
            .name = function.name,
            .doc = text_or_empty(function.doc),
            .signature = {},
            .traits =
                function.traits != nullptr ? OwnedValue(Value(*function.traits)) : OwnedValue(),
            .call = function.call,
            .self = function.self,
        };
        try {
            taken.signature = support::Signature::parse(text_or_empty(function.params));
        } catch (const Error& error) {
            throw Error(
                format("it adds the {} '{}' with {}", taken.kind, taken.name, error.what()));
        }
        plugin_.functions_.push_back(std::move(taken));
    }

    LoadedPlugin& plugin_;
    std::string reason_;
};

std::unique_ptr<LoadedPlugin> LoadedPlugin::start(const brine_plugin& descriptor,
                                                  const brine_host* host) {
    if (descriptor.size < sizeof(brine_plugin))
        throw Error("the descriptor is smaller than brine_plugin", BRINE_ABI);
    if (is_empty(descriptor.name)) throw Error("the descriptor has no name", BRINE_ABI);
    const auto refuse = [&](brine_status status, std::string_view reason) {
        throw Error(format("the plugin '{}' does not start: {}", descriptor.name, reason), status);
    };
    if (descriptor.needs_minor > host->abi_minor)
        refuse(BRINE_ABI, format("it needs ABI minor {}, this test kit has {}",
                                 descriptor.needs_minor, host->abi_minor));
    if (descriptor.start == nullptr) refuse(BRINE_ABI, "its descriptor has no start()");

    std::unique_ptr<LoadedPlugin> plugin(new LoadedPlugin(descriptor.name));
    Setup setup(*plugin, host);
    brine_status status = BRINE_FAILED;
    void* self = nullptr;
    try {
        status = descriptor.start(&setup, &self);
    } catch (...) {
        refuse(BRINE_ABI, "it throws an exception out of start(), which the ABI forbids");
    }
    if (status != BRINE_OK)
        refuse(status, setup.reason().empty() ? "it gives no reason" : setup.reason());
    plugin->self_ = self;
    plugin->descriptor_ = &descriptor;
    if (!setup.reason().empty())
        refuse(BRINE_ABI, setup.reason() + ", and takes no notice of the refusal");
    return plugin;
}

std::unique_ptr<LoadedPlugin> LoadedPlugin::adopt(std::unique_ptr<Plugin> fake,
                                                  const brine_host* host) {
    std::unique_ptr<LoadedPlugin> plugin(new LoadedPlugin("fake"));
    Setup setup(*plugin, host);
    if (fake->commit(&setup) != BRINE_OK) throw Error("a fake is refused: " + setup.reason());
    plugin->fake_ = std::move(fake);
    return plugin;
}

LoadedPlugin::~LoadedPlugin() {
    if (descriptor_ != nullptr && descriptor_->stop != nullptr) descriptor_->stop(self_);
}

}  // namespace brine::testing
