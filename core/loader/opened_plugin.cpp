// SPDX-License-Identifier: Apache-2.0
#include "core/loader/opened_plugin.hpp"

#include "core/loader/library.hpp"

#include <brine/format.hpp>
#include <brine/support/signature.hpp>
#include <brine/support/text.hpp>

#include <algorithm>
#include <exception>
#include <set>
#include <utility>

namespace brine::core {
namespace {

// A text of the plugin, or nothing for NULL. `subject` begins the message when it is not UTF-8.
std::string text_of(const char* text, std::string_view subject) {
    if (text == nullptr) return {};
    if (!support::utf8_valid(text)) throw Error(format("{} is not UTF-8", subject));
    return text;
}

// "kind module.function": a name must say what it is before it can be told apart from others.
void require_name(const brine_function& function) {
    if (function.kind == nullptr || *function.kind == '\0')
        throw Error("adds a function without a kind");
    if (function.name == nullptr || *function.name == '\0')
        throw Error(format("adds a function of kind '{}' without a name", function.kind));
    if (function.call == nullptr)
        throw Error(format("adds {} '{}' without code", function.kind, function.name));
}

}  // namespace

// The host's side of start(): collects, and keeps the first reason to refuse.
class OpenedPlugin::Setup : public brine_setup {
  public:
    Setup(OpenedPlugin& plugin, const brine_host* with_host) : plugin_(plugin) {
        size = sizeof(brine_setup);
        reserved = 0;
        host = with_host;
        add = [](brine_setup* setup, const brine_function* function) {
            return static_cast<Setup*>(setup)->collect(*function);
        };
        fail = [](brine_setup* setup, brine_status why, brine_text message) {
            static_cast<Setup*>(setup)->reason_.assign(message.bytes, message.size);
            return why == BRINE_OK ? brine_status{BRINE_FAILED} : why;
        };
    }

    [[nodiscard]] const std::string& reason() const noexcept { return reason_; }

  private:
    brine_status collect(const brine_function& function) noexcept {
        try {
            take(function);
            return BRINE_OK;
        } catch (const std::exception& error) {
            reason_ = error.what();
            return BRINE_ABI;
        }
    }

    void take(const brine_function& function) {
        if (function.size < sizeof(brine_function))
            throw Error("adds a function whose size is smaller than ABI minor 0 has it");
        require_name(function);
        if (!names_.emplace(function.kind, function.name).second)
            throw Error(format("adds {} '{}' twice", function.kind, function.name));
        if (function.flags != 0)
            throw Error(format("adds {} '{}' with unknown flags", function.kind, function.name));
        FunctionManifest manifest{
            .kind = text_of(function.kind, "adds a function whose kind"),
            .name = text_of(function.name, "adds a function whose name"),
            .params = text_of(function.params, "adds a function whose parameters"),
            .doc = text_of(function.doc, "adds a function whose documentation"),
            .traits = {}};
        try {
            support::Signature::parse(manifest.params);
        } catch (const Error& error) {
            throw Error(format("adds {} '{}' with parameters that cannot be read: {}",
                               function.kind, function.name, error.what()));
        }
        if (function.traits != nullptr) manifest.traits = OwnedValue(Value(*function.traits));
        plugin_.manifest_.functions.push_back(std::move(manifest));
        plugin_.entry_points_.push_back({function.call, function.self});
    }

    OpenedPlugin& plugin_;
    std::set<std::pair<std::string, std::string>> names_;
    std::string reason_;
};

std::unique_ptr<OpenedPlugin> OpenedPlugin::open(const std::string& path, const brine_host* host) {
    return start(map_library(path), host);
}

std::unique_ptr<OpenedPlugin> OpenedPlugin::start(const brine_plugin& descriptor,
                                                  const brine_host* host) {
    if (descriptor.size < sizeof(brine_plugin))
        throw Error("has a descriptor smaller than ABI minor 0 has it");
    if (descriptor.name == nullptr || *descriptor.name == '\0')
        throw Error("has no name in its descriptor");
    if (descriptor.needs_minor > host->abi_minor)
        throw Error(
            format("needs ABI {}.{}, this host has {}.{}; update Brine or build the "
                   "plugin for an older minor",
                   BRINE_ABI_MAJOR, descriptor.needs_minor, BRINE_ABI_MAJOR, host->abi_minor));
    if (descriptor.start == nullptr) throw Error("has no start() in its descriptor");

    std::unique_ptr<OpenedPlugin> plugin(new OpenedPlugin(descriptor));
    plugin->manifest_.name = text_of(descriptor.name, "has a name that");
    plugin->manifest_.version = text_of(descriptor.version, "has a version that");
    plugin->manifest_.summary = text_of(descriptor.summary, "has a summary that");
    plugin->manifest_.needs_minor = descriptor.needs_minor;

    Setup setup(*plugin, host);
    brine_status status = BRINE_FAILED;
    try {
        status = descriptor.start(&setup, &plugin->self_);
    } catch (...) {
        throw Error("throws an exception out of start(), which the ABI forbids");
    }
    if (status != BRINE_OK || !setup.reason().empty())
        throw Error(format("does not start: {}", setup.reason().empty()
                                                     ? "it gives no reason"
                                                     : std::string_view(setup.reason())));
    plugin->started_ = true;
    return plugin;
}

OpenedPlugin::~OpenedPlugin() {
    if (started_ && descriptor_->stop != nullptr) descriptor_->stop(self_);
}

}  // namespace brine::core
