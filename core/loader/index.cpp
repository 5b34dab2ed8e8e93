// SPDX-License-Identifier: Apache-2.0
#include "core/loader/index.hpp"

#include <brine/abi.h>
#include <brine/support/file.hpp>
#include <brine/support/msgpack.hpp>

#include <exception>
#include <utility>

namespace brine::core {
namespace {

// Changes whenever the shape of the file does, or what a manifest means.
const std::string format_name = "brine plugin index 1, ABI " + std::to_string(BRINE_ABI_MAJOR) +
                                "." + std::to_string(BRINE_ABI_MINOR) + ", " + BRINE_VERSION;

}  // namespace

Index::Index(std::string path) : path_(std::move(path)) {
    try {
        Arena arena;
        const Value root = support::msgpack::unpack(arena.memory(), support::read_file(path_));
        if (root["format"] != format_name) return;
        for (const Value& entry : root["plugins"].items()) {
            auto manifest = std::make_shared<const Manifest>(manifest_from(entry));
            manifests_.emplace(manifest->path, std::move(manifest));
        }
    } catch (const std::exception&) {
        manifests_.clear();  // rebuilt from the plugins themselves
    }
}

std::shared_ptr<const Manifest> Index::find(const std::string& path, const FileStamp& stamp) const {
    const auto found = manifests_.find(path);
    if (found == manifests_.end() || found->second->stamp != stamp) return nullptr;
    return found->second;
}

void Index::put(std::shared_ptr<const Manifest> manifest) {
    manifests_[manifest->path] = std::move(manifest);
    changed_ = true;
}

void Index::save() {
    if (!changed_) return;
    Arena arena;
    List plugins(arena.memory());
    for (const auto& [path, manifest] : manifests_)
        plugins.add(to_value(arena.memory(), *manifest));
    const Value root =
        Map(arena.memory()).add("format", format_name).add("plugins", plugins.value()).value();
    support::make_directories(path_.substr(0, path_.rfind('/')), 0755);
    support::replace_file(path_, support::msgpack::pack(root), {.mode = 0644});
    changed_ = false;
}

}  // namespace brine::core
