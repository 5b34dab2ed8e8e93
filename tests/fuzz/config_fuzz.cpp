// SPDX-License-Identifier: Apache-2.0
//
// Any text as the main configuration file gives options of the declared types or an error that
// says something.
#include "core/config/config.hpp"

#include "core/config/defaults.hpp"

#include <brine/support/signature.hpp>

#include <exception>
#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

#include "bytes.hpp"
#include "require.hpp"

namespace {

// A configuration directory for this process, in memory where the system has that.
class ConfigDirectory {
  public:
    ConfigDirectory() : path_(base() / ("brine-config-fuzz." + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ConfigDirectory(const ConfigDirectory&) = delete;
    ConfigDirectory& operator=(const ConfigDirectory&) = delete;
    ~ConfigDirectory() {
        std::error_code ignored;  // a left-over directory harms nobody
        std::filesystem::remove_all(path_, ignored);
    }

    void write(std::string_view text) const {
        std::ofstream(path_ / "minion", std::ios::binary | std::ios::trunc) << text;
    }
    [[nodiscard]] std::string path() const { return path_.string(); }

  private:
    static std::filesystem::path base() {
        return std::filesystem::is_directory("/dev/shm") ? std::filesystem::path("/dev/shm")
                                                         : std::filesystem::temp_directory_path();
    }

    std::filesystem::path path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace brine::core;
    static const ConfigDirectory directory;
    const std::string text(brine::fuzz::text_of(data, size));
    // Other files of this machine are not what is tested.
    if (text.find("include") != std::string::npos && text.find("..") != std::string::npos) return 0;
    directory.write(text);
    try {
        const Config config = Config::load({.directory = directory.path(), .overrides = {}});
        for (const OptionRule& rule : option_rules()) {
            const brine::Value value = config.options()[rule.name];
            REQUIRE_THAT(value.is_nil() || brine::support::type_fits(rule.type, value));
        }
    } catch (const std::exception& error) {
        REQUIRE_THAT(*error.what() != '\0');
    }
    return 0;
}
