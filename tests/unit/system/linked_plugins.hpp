// SPDX-License-Identifier: Apache-2.0
//
// The plugins that are linked into this test, and what most tests of them need.
#pragma once

#include <stdlib.h>
#include <brine/testing.hpp>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

extern "C" const brine_plugin cmd_plugin;
extern "C" const brine_plugin file_plugin;
extern "C" const brine_plugin file_hash_plugin;
extern "C" const brine_plugin test_plugin;
extern "C" const brine_plugin test_random_hash_plugin;

namespace brine::system_test {

// A directory of its own for each test, and a host with the plugins.
class SystemFixture {
  public:
    SystemFixture() {
        std::string name = (std::filesystem::temp_directory_path() / "brine-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::system_error(errno, std::generic_category(), "mkdtemp");
        root = std::filesystem::canonical(name).string();
        for (const brine_plugin* plugin :
             {&cmd_plugin, &file_plugin, &file_hash_plugin, &test_plugin, &test_random_hash_plugin})
            host.load(*plugin);
        host.set_option("cachedir", root + "/cache");
    }
    SystemFixture(const SystemFixture&) = delete;
    SystemFixture& operator=(const SystemFixture&) = delete;
    ~SystemFixture() {
        std::error_code ignored;
        std::filesystem::remove_all(root, ignored);
    }

    [[nodiscard]] std::string at(std::string_view name) const {
        return root + "/" + std::string(name);
    }

    std::string write(std::string_view name, std::string_view contents, unsigned mode = 0644) {
        const std::filesystem::path path = at(name);
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << contents;
        std::filesystem::permissions(path, std::filesystem::perms(mode));
        return path.string();
    }

    [[nodiscard]] std::string read(std::string_view name) const {
        std::ifstream file(at(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(file), {}};
    }

    [[nodiscard]] unsigned mode(std::string_view name) const {
        return static_cast<unsigned>(std::filesystem::status(at(name)).permissions());
    }

    [[nodiscard]] bool there(std::string_view name) const {
        return std::filesystem::exists(std::filesystem::symlink_status(at(name)));
    }

    std::string root;
    brine::testing::FakeHost host;
};

}  // namespace brine::system_test
