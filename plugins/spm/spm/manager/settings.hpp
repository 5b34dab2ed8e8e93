// SPDX-License-Identifier: Apache-2.0
//
// The options of spm. Layers, later ones over earlier ones: defaults, the options of Brine, the
// file CONFIG_DIR/spm and those that `spm_default_include` names (spm.d/*.conf), the command line.
#pragma once

#include <brine/sdk.hpp>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace brine::spm {

// What to do about something that is not signed by a trusted key.
enum class SignaturePolicy { off, warn, require };
[[nodiscard]] SignaturePolicy parse_policy(const Value& value, std::string_view where);

// What the command line, or a caller of an execution function, asks for.
struct Wishes {
    bool assume_yes = false;
    bool force = false;
    bool verbose = false;
    bool dry_run = false;
    bool hooks = true;
    std::string root = {};          // --root
    std::int64_t wait_seconds = 0;  // for the lock
};

struct Settings {
    Wishes wishes;
    std::filesystem::path conf_dir;
    std::filesystem::path build_dir;
    std::filesystem::path cache_dir;
    std::filesystem::path formula_path;
    std::filesystem::path pillar_path;
    std::filesystem::path reactor_path;
    std::filesystem::path share_dir;
    std::filesystem::path extmods_dir;      // empty: modules go to formula_path
    std::filesystem::path target_conf_dir;  // of packages named *-conf
    std::filesystem::path repos_config;
    std::filesystem::path keys_dir;
    std::string db;  // for the database provider: a path, or whatever it takes
    std::string db_provider;
    std::string files_provider;
    std::string repo_dups;
    std::vector<std::string> build_exclude;
    std::optional<std::int64_t> uid;
    std::optional<std::int64_t> gid;
    SignaturePolicy signatures = SignaturePolicy::warn;
    SignaturePolicy local_signatures = SignaturePolicy::off;
    std::int64_t max_package_bytes = 0;
};

// Error naming file and option.
[[nodiscard]] Settings load_settings(Call& call, const Wishes& wishes);

}  // namespace brine::spm
