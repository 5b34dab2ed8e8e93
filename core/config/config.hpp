// SPDX-License-Identifier: Apache-2.0
//
// The configuration: Salt's files and options. Layers, later ones over earlier ones: built-in
// defaults, CONFIG_DIR/minion, the files that it includes, CONFIG_DIR/minion.d/*.conf in order of
// their names, the command line.
#pragma once

#include <brine/build.hpp>

#include <string>
#include <utility>
#include <vector>

namespace brine::core {

struct ConfigRequest {
    std::string directory;  // empty: the default one, which may be missing
    std::vector<std::pair<std::string, Value>> overrides;  // from the command line
};

class Config {
  public:
    // Reads all layers. Error naming file, line and column when one is malformed, and naming the
    // key when an option has the wrong type.
    [[nodiscard]] static Config load(const ConfigRequest& request);

    // All options as one map. Paths below root_dir are absolute already.
    [[nodiscard]] const Value& options() const noexcept { return options_; }
    // The files that were read, in order.
    [[nodiscard]] const std::vector<std::string>& files() const noexcept { return files_; }

    // Options with a known type; load() has checked it.
    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::int64_t number(std::string_view key) const;
    [[nodiscard]] bool flag(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;

  private:
    Arena arena_;
    Value options_;
    std::vector<std::string> files_;
};

}  // namespace brine::core
