// SPDX-License-Identifier: Apache-2.0
#include "manager/settings.hpp"

#include <brine/support/file.hpp>
#include <brine/support/glob.hpp>
#include <brine/support/yaml.hpp>

#include <algorithm>
#include <array>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t default_max_package = std::int64_t{1} << 30;

// An option is where it was set last.
class Options {
  public:
    explicit Options(Call& call) : call_(call) {
        conf_dir_ = std::string(call.option("conf_dir").str_or("/etc/salt"));
        const std::string main(call.option("spm_conf_file").str_or(""));
        read(main.empty() ? conf_dir_ / "spm" : fs::path(main));
        const std::string include = text("spm_default_include", "spm.d/*.conf");
        for (const fs::path& path : files_like(conf_dir_ / include)) read(path);
    }

    [[nodiscard]] const fs::path& conf_dir() const { return conf_dir_; }

    [[nodiscard]] Value get(std::string_view name) const {
        for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer)
            if (const Value* found = layer->values.find(name)) return *found;
        return call_.option(name);
    }

    [[nodiscard]] std::string text(std::string_view name, std::string_view otherwise) const {
        const Value value = get(name);
        if (value.is_nil()) return std::string(otherwise);
        if (value.is_str()) return std::string(value.str());
        throw Error(
            format("{}: the option '{}' takes text, got {}", where(name), name, value.described()));
    }

    [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const {
        const Value value = get(name);
        if (value.is_nil()) return std::nullopt;
        if (value.is_int()) return value.integer();
        throw Error(format("{}: the option '{}' takes a number, got {}", where(name), name,
                           value.described()));
    }

    // Where an option was set, for messages.
    [[nodiscard]] std::string where(std::string_view name) const {
        for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer)
            if (layer->values.contains(name)) return layer->path.native();
        return "the configuration";
    }

  private:
    struct Layer {
        fs::path path;
        Value values;
    };

    void read(const fs::path& path) {
        std::error_code error;
        if (!fs::exists(path, error)) return;
        const Value values = support::yaml::load(call_.memory(), support::read_file(path),
                                                 {.source = path.native()});
        if (values.is_nil()) return;
        if (!values.is_map())
            throw Error(format("{}: a configuration file is a map of options, this is {}",
                               path.native(), values.described()));
        layers_.push_back({path, values});
    }

    static std::vector<fs::path> files_like(const fs::path& pattern) {
        std::vector<fs::path> found;
        std::error_code error;
        for (fs::directory_iterator entry(pattern.parent_path(), error), end;
             !error && entry != end; entry.increment(error))
            if (support::glob_matches(entry->path().filename().native(),
                                      pattern.filename().native()))
                found.push_back(entry->path());
        std::sort(found.begin(), found.end());
        return found;
    }

    Call& call_;
    fs::path conf_dir_;
    std::vector<Layer> layers_;
};

// `path` below `root`, unless it is there already.
fs::path below(const std::string& root, const fs::path& path) {
    const std::string base = (fs::path(root) / "").lexically_normal().native();
    if (root.empty() || base == "/" || path.native().starts_with(base)) return path;
    return fs::path(base) / path.relative_path();
}

class Places {
  public:
    Places(Call& call, const Options& options, const Wishes& wishes)
        : options_(options), system_root_(call.option("root_dir").str_or("/")) {
        if (!wishes.root.empty()) root_ = fs::absolute(wishes.root).lexically_normal();
    }

    // Everything is below root_dir, as in the rest of the configuration, and then below --root.
    [[nodiscard]] fs::path at(const fs::path& path) const {
        return below(root_.native(), below(system_root_, fs::absolute(path).lexically_normal()));
    }
    [[nodiscard]] fs::path option(std::string_view name, const fs::path& otherwise) const {
        return at(options_.text(name, otherwise.native()));
    }

  private:
    const Options& options_;
    std::string system_root_;
    fs::path root_;
};

std::vector<std::string> exclude_list(const Options& options) {
    const Value value = options.get("spm_build_exclude");
    if (value.is_nil()) return {"CVS", ".hg", ".git", ".svn"};
    std::vector<std::string> all;
    if (value.is_str()) all.emplace_back(value.str());
    for (const Value& item : value.items()) all.push_back(format("{}", item));
    return all;
}

void set_modules_place(Call& call, const Options& options, const Places& places,
                       Settings& settings) {
    const std::string type = options.text("spm_node_type", "");
    if (type.empty()) return;
    if (type != "master" && type != "minion")
        throw Error(format("{}: the option 'spm_node_type' takes master or minion, got '{}'",
                           options.where("spm_node_type"), type));
    const std::string cache(call.option("cachedir").str_or(""));
    settings.extmods_dir = type == "minion" && !cache.empty()
                               ? places.at(fs::path(cache) / "extmods")
                               : places.at(fs::path("/var/cache/salt") / type / "extmods");
}

}  // namespace

SignaturePolicy parse_policy(const Value& value, std::string_view where) {
    const std::string text = value.is_false() ? "off" : format("{}", value);
    if (text == "off") return SignaturePolicy::off;
    if (text == "warn") return SignaturePolicy::warn;
    if (text == "require") return SignaturePolicy::require;
    throw Error(format("{}: signatures are off, warn or require, got '{}'", where, text));
}

Settings load_settings(Call& call, const Wishes& wishes) {
    const Options options(call);
    const Places places(call, options, wishes);
    Settings settings;
    settings.wishes = wishes;
    settings.conf_dir = options.conf_dir();
    settings.build_dir = places.option("spm_build_dir", "/srv/spm_build");
    settings.cache_dir = places.option("spm_cache_dir", "/var/cache/salt/spm");
    settings.formula_path = places.option("formula_path", "/srv/spm/salt");
    settings.pillar_path = places.option("pillar_path", "/srv/spm/pillar");
    settings.reactor_path = places.option("reactor_path", "/srv/spm/reactor");
    settings.share_dir = places.option("spm_share_dir", "/usr/share/salt/spm");
    settings.target_conf_dir = places.at(options.conf_dir());
    settings.repos_config =
        fs::path(options.text("spm_repos_config", (options.conf_dir() / "spm.repos").native()));
    settings.keys_dir =
        fs::path(options.text("spm_keys_dir", (options.conf_dir() / "pki/spm").native()));
    settings.db_provider = options.text("spm_db_provider", "sqlite3");
    settings.files_provider = options.text("spm_files_provider", "local");
    const std::string db = options.text("spm_db", (settings.cache_dir / "packages.db").native());
    // Only what is a path moves below the root.
    settings.db = db.starts_with('/') ? places.at(db).native() : db;
    settings.repo_dups = options.text("spm_repo_dups", "ignore");
    settings.build_exclude = exclude_list(options);
    settings.uid = options.number("spm_uid");
    settings.gid = options.number("spm_gid");
    const auto policy = [&](std::string_view name, std::string_view otherwise) {
        const Value value = options.get(name);
        return parse_policy(value.is_nil() ? Value(otherwise) : value, options.where(name));
    };
    settings.signatures = policy("spm_signatures", "warn");
    settings.local_signatures = policy("spm_local_signatures", "off");
    settings.max_package_bytes =
        options.number("spm_max_package_size").value_or(default_max_package);
    set_modules_place(call, options, places, settings);
    return settings;
}

}  // namespace brine::spm
