// SPDX-License-Identifier: Apache-2.0
#include "core/app/instance.hpp"

#include "core/loader/describer.hpp"
#include "core/registry/core_functions.hpp"

#include <brine/format.hpp>

#include <system_error>
#include <utility>

#include <unistd.h>

namespace brine::core {
namespace {

LogOptions log_options(const InstanceRequest& request, const Config& config) {
    LogOptions log = request.log;
    log.console = level_from(config.text("log_level"));
    log.file_level = level_from(config.text("log_level_logfile"));
    log.colour = ::isatty(STDERR_FILENO) == 1;
    if (log.file.empty() && request.log_file_from_config) log.file = config.text("log_file");
    return log;
}

HostOptions host_options(const Config& config) {
    return {.options = config.options(),
            .call_depth = static_cast<unsigned>(config.number("call_depth")),
            .check_results = config.flag("check_results")};
}

}  // namespace

Instance::Instance(const InstanceRequest& request)
    : config_(Config::load(request.config)),
      installation_(find_installation()),
      log_(log_options(request, config_)),
      host_(host_options(config_), log_, bus_) {
    add_core_functions(host_);
    find_plugins();
}

std::vector<PluginDirectory> Instance::search_path() const {
    std::vector<PluginDirectory> path{{installation_.plugins, "built-in"}};
    for (std::string& directory : config_.texts("plugin_dirs"))
        path.push_back({std::move(directory), "drop-in"});
    path.push_back({config_.text("extension_modules") + "/plugins", "synced"});
    return path;
}

void Instance::find_plugins() {
    Index index(config_.text("cachedir") + "/plugins.index");
    std::vector<Located> files =
        scan(search_path(), index, [this](const std::vector<std::string>& paths) {
            log_.write(Level::debug, "loader",
                       format("looking into {} plugin files", paths.size()));
            return describe_files(installation_.worker, paths);
        });
    try {
        index.save();
    } catch (const std::system_error& error) {
        // Only a cache: the next start has to look into the files again.
        log_.write(Level::info, "loader", format("the plugin index is not kept: {}", error.what()));
    }
    report_refusals(files);
    host_.set_plugins(std::move(files));
}

void Instance::report_refusals(const std::vector<Located>& files) {
    for (const Located& file : files)
        if (!file.manifest->usable())
            log_.write(file.replaced ? Level::debug : Level::warning, "loader",
                       format("'{}' {}", file.manifest->path, file.manifest->refusal));
}

}  // namespace brine::core
