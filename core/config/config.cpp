// SPDX-License-Identifier: Apache-2.0
#include "core/config/config.hpp"

#include "core/config/defaults.hpp"
#include "core/log/log.hpp"

#include <brine/format.hpp>
#include <brine/support/file.hpp>
#include <brine/support/glob.hpp>
#include <brine/support/signature.hpp>
#include <brine/support/yaml.hpp>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <filesystem>
#include <system_error>

#include <unistd.h>

namespace brine::core {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view main_file = "minion";

// The files that fit a pattern with wildcards in its last part only, sorted.
std::vector<std::string> files_like(const fs::path& pattern) {
    std::vector<std::string> found;
    std::error_code error;
    for (fs::directory_iterator entry(pattern.parent_path(), error), end; !error && entry != end;
         entry.increment(error))
        if (support::glob_matches(entry->path().filename().string(), pattern.filename().string()))
            found.push_back(entry->path());
    if (error && error != std::errc::no_such_file_or_directory)
        throw std::system_error(error, "cannot read '" + pattern.parent_path().string() + "'");
    std::sort(found.begin(), found.end());
    return found;
}

class Layers {
  public:
    explicit Layers(Memory memory) : memory_(memory), options_(memory) {
        options_.update(default_options(memory));
    }

    void read(const std::string& path) {
        support::yaml::Positions positions;
        const Value layer = support::yaml::load(memory_, support::read_file(path),
                                                {.source = path, .positions = &positions});
        if (!layer.is_nil() && !layer.is_map())
            throw Error(format("{}: a configuration file is a map of options, this is {}", path,
                               layer.described()));
        check_types(path, layer, positions);
        options_.update(layer);
        files_.push_back(path);
        include(path, layer);
    }

    void read_matching(const fs::path& pattern) {
        for (const std::string& path : files_like(pattern)) read(path);
    }

    void override_with(const std::vector<std::pair<std::string, Value>>& overrides) {
        for (const auto& [key, value] : overrides) {
            check_type("the command line", key, value);
            options_.set(key, copy(memory_, value));
        }
    }

    void set(std::string_view key, const Value& value) { options_.set(key, value); }
    [[nodiscard]] Value get(const char* key) {
        const Value* found = options_.find(Value(std::string_view(key)));
        return found != nullptr ? *found : Value();
    }
    [[nodiscard]] Value options() const { return options_.value(); }
    [[nodiscard]] std::vector<std::string> files() const { return files_; }

  private:
    void include(const std::string& path, const Value& layer) {
        const Value names = layer["include"];
        if (names.is_nil()) return;
        if (files_.size() > 1000)
            throw Error(
                format("{}: includes more than 1000 files; does one include itself?", path));
        const fs::path directory = fs::path(path).parent_path();
        const auto one = [&](const Value& name) {
            if (!name.is_str())
                throw Error(format("{}: 'include' names files, got {}", path, name.described()));
            read_matching(directory / name.str());
        };
        if (names.is_str()) one(names);
        for (const Value& name : names.items()) one(name);
    }

    static void check_types(const std::string& path, const Value& layer,
                            const support::yaml::Positions& positions) {
        for (const Pair& pair : layer.pairs()) {
            if (!pair.key.is_str()) continue;
            const support::yaml::Position at = positions.of_key(layer, pair.key);
            check_type(format("{}:{}:{}", path, at.line, at.column), pair.key.str(), pair.value);
        }
    }

    static void check_type(const std::string& source, std::string_view key, const Value& value) {
        for (const OptionRule& rule : option_rules()) {
            if (rule.name != key || value.is_nil()) continue;
            if (!support::type_fits(rule.type, value))
                throw Error(format("{}: the option '{}' takes {}, got {}", source, key, rule.type,
                                   value.described()));
            check_range(source, rule, value);
        }
        if (key.starts_with("log_level") && value.is_str()) check_level(source, key, value);
    }

    static void check_range(const std::string& source, const OptionRule& rule, const Value& value) {
        if (!value.is_number()) return;
        const double number = value.number();
        if (number >= static_cast<double>(rule.least) && number <= static_cast<double>(rule.most))
            return;
        throw Error(format("{}: the option '{}' takes a number from {} to {}, got {}", source,
                           rule.name, rule.least, rule.most, value));
    }

    static void check_level(const std::string& source, std::string_view key, const Value& value) {
        try {
            static_cast<void>(level_from(value.str()));
        } catch (const Error& error) {
            throw Error(format("{}: the option '{}': {}", source, key, error.what()));
        }
    }

    Memory memory_;
    Map options_;
    std::vector<std::string> files_;
};

// The host's name stands for an id that nobody set, as in Salt; without asking DNS.
std::string host_name() {
    char name[HOST_NAME_MAX + 1] = {};
    if (::gethostname(name, sizeof name - 1) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot read the host's name");
    return name;
}

// `path` below `root`, unless it is there already.
std::string below(const std::string& root, const std::string& path) {
    const std::string base = (fs::path(root) / "").lexically_normal().string();
    if (base == "/" || path.starts_with(base)) return path;
    const std::size_t start = path.find_first_not_of('/');
    return start == std::string::npos ? base : base + path.substr(start);
}

void place_below_root(Memory memory, Layers& layers) {
    const std::string root(layers.get("root_dir").str_or("/"));
    for (const OptionRule& rule : option_rules()) {
        if (!rule.below_root) continue;
        const Value path = layers.get(std::string(rule.name).c_str());
        if (path.is_str() && path.size() > 0)
            layers.set(rule.name, Value::stable(memory.copy(below(root, std::string(path.str())))));
    }
    List directories(memory);
    for (const Value& path : layers.get("plugin_dirs").items()) {
        if (!path.is_str())
            throw Error(format("the option 'plugin_dirs' lists paths, got {}", path.described()));
        directories.add(below(root, std::string(path.str())));
    }
    layers.set("plugin_dirs", directories.value());
}

}  // namespace

Config Config::load(const ConfigRequest& request) {
    Config config;
    const Memory memory = config.arena_.memory();
    Layers layers(memory);

    const bool chosen = !request.directory.empty();
    const fs::path directory =
        fs::absolute(chosen ? fs::path(request.directory) : fs::path(default_config_directory()));
    std::error_code error;
    if (chosen && !fs::is_directory(directory, error))
        throw Error(format("the configuration directory '{}' does not exist", directory.string()));
    if (const fs::path main = directory / main_file; fs::exists(main, error)) layers.read(main);
    if (const Value pattern = layers.get("default_include"); pattern.is_str())
        layers.read_matching(directory / pattern.str());
    layers.override_with(request.overrides);

    layers.set("conf_dir", Value::stable(memory.copy(directory.string())));
    layers.set("conf_file", Value::stable(memory.copy((directory / main_file).string())));
    if (layers.get("id").is_nil()) layers.set("id", Value::stable(memory.copy(host_name())));
    place_below_root(memory, layers);

    config.options_ = layers.options();
    config.files_ = layers.files();
    return config;
}

std::string Config::text(std::string_view key) const {
    return std::string(options_[key].str_or(""));
}

std::int64_t Config::number(std::string_view key) const {
    const Value value = options_[key];
    return value.is_int() ? value.integer() : 0;
}

bool Config::flag(std::string_view key) const { return options_[key].is_true(); }

std::vector<std::string> Config::texts(std::string_view key) const {
    std::vector<std::string> all;
    for (const Value& item : options_[key].items()) all.emplace_back(item.str());
    return all;
}

}  // namespace brine::core
