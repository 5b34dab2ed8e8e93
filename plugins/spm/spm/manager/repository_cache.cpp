// SPDX-License-Identifier: Apache-2.0
#include "manager/repository_cache.hpp"

#include "manager/metadata.hpp"

#include <brine/support/directory.hpp>
#include <brine/support/file.hpp>
#include <brine/support/json.hpp>
#include <brine/support/msgpack.hpp>
#include <brine/support/yaml.hpp>

namespace brine::spm {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t max_metadata = std::int64_t{64} << 20;
constexpr std::int64_t max_signature = 4096;

// A directory for what has arrived but was not checked yet.
class Incoming {
  public:
    explicit Incoming(const fs::path& cache, const std::string& name)
        : path_(cache / (name + ".incoming")) {
        support::remove_tree(path_);
        support::make_directories(path_, 0700);
    }
    Incoming(const Incoming&) = delete;
    Incoming& operator=(const Incoming&) = delete;
    ~Incoming() {
        try {
            support::remove_tree(path_);
        } catch (const std::system_error&) {
            // The next update begins by removing it.
        }
    }

    fs::path operator/(std::string_view name) const { return path_ / name; }

  private:
    fs::path path_;
};

}  // namespace

fs::path RepositoryCache::metadata_path() const {
    return session_.settings.cache_dir / (repository_.name + ".p");
}

fs::path RepositoryCache::state_path() const {
    return session_.settings.cache_dir / (repository_.name + ".json");
}

bool RepositoryCache::exists() const {
    std::error_code error;
    return fs::exists(metadata_path(), error);
}

Value RepositoryCache::load() const {
    const fs::path path = metadata_path();
    const Value metadata =
        support::msgpack::unpack(session_.call.memory(), support::read_file(path, 1U << 30U));
    check_metadata(metadata, path.native());  // Salt's spm may have written it
    return metadata;
}

// What to ask the server with; nothing when it was another one, or its answer is gone.
Value RepositoryCache::known_state() const {
    std::error_code error;
    if (!exists() || !fs::exists(state_path(), error)) return {};
    try {
        const Value state =
            support::json::load(session_.call.memory(), support::read_file(state_path(), 65536));
        if (state["url"].str_or("") != repository_.url) return {};
        // Without its signature nobody has checked the answer as it is to be checked now.
        if (repository_.signatures == SignaturePolicy::require && !state["signed"].is_true())
            return {};
        return state;
    } catch (const std::exception& problem) {
        session_.call.log(Level::info, "repository {} is asked anew: {}", repository_.name,
                          problem.what());
        return {};
    }
}

RepositoryCache::Answer RepositoryCache::download(const fs::path& path, std::string_view name,
                                                  const Value& known) {
    const bool signature = name.ends_with(".sig");
    const Value done = session_.fetch(
        repository_.server, session_.call.map({{"url", repository_.url + "/" + std::string(name)},
                                               {"path", path.native()},
                                               {"name", format("{} {}", repository_.name, name)},
                                               {"limit", signature ? max_signature : max_metadata},
                                               {"etag", known["etag"].str_or("")},
                                               {"last_modified", known["last_modified"].str_or("")},
                                               {"resume", false}}));
    return {.changed = done["changed"].is_true(),
            .etag = std::string(done["etag"].str_or("")),
            .last_modified = std::string(done["last_modified"].str_or(""))};
}

// Throws when the policy refuses the metadata.
void RepositoryCache::check_signature(const fs::path& metadata) {
    if (repository_.signatures == SignaturePolicy::off) return;
    const fs::path signature = metadata.native() + ".sig";
    std::string reason;
    try {
        download(signature, "SPM-METADATA.sig", {});
    } catch (const CallError& error) {
        reason = format("its metadata are not signed ({})", error.what());
    }
    if (reason.empty()) {
        const Value found = session_.package(
            "verify", {session_.settings.keys_dir.native(), metadata.native(), signature.native()});
        if (found["verdict"].str() == "good") return;
        reason = found["reason"].str();
        // A signature that is wrong is never only a warning.
        if (found["verdict"].str() == "bad") throw Error(reason);
    }
    if (repository_.signatures == SignaturePolicy::require)
        throw Error(reason + "; its policy is signatures: require");
    session_.listener.warn(format("repository {}: {}", repository_.name, reason));
}

Value RepositoryCache::update() {
    const fs::path& cache = session_.settings.cache_dir;
    support::make_directories(cache, 0755);
    const Incoming incoming(cache, repository_.name);
    const fs::path file = incoming / "SPM-METADATA";
    const Answer answer = download(file, "SPM-METADATA", known_state());
    if (!answer.changed)
        return session_.call.map({{"repository", repository_.name},
                                  {"changed", false},
                                  {"packages", load().size()},
                                  {"error", nullptr}});
    check_signature(file);
    const Value metadata = support::yaml::load(
        session_.call.memory(), support::read_file(file),
        {.source = repository_.name + ": SPM-METADATA", .depth = 64, .alias_nodes = 1'000'000});
    check_metadata(metadata, repository_.name + ": SPM-METADATA");
    const Value kept = metadata.is_nil() ? session_.call.map({}) : metadata;
    support::replace_file(metadata_path(), support::msgpack::pack(kept), {.mode = 0644});
    const bool is_signed = repository_.signatures == SignaturePolicy::require;
    support::replace_file(
        state_path(),
        support::json::dump(session_.call.map({{"url", repository_.url},
                                               {"etag", answer.etag},
                                               {"last_modified", answer.last_modified},
                                               {"signed", is_signed}})),
        {.mode = 0644});
    return session_.call.map({{"repository", repository_.name},
                              {"changed", true},
                              {"packages", kept.size()},
                              {"error", nullptr}});
}

}  // namespace brine::spm
