// SPDX-License-Identifier: Apache-2.0
// A private header: the race that this guards against cannot be won on demand from outside.
#include "../../../sdk/support/src/directory_handle.hpp"

#include <fcntl.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <filesystem>

#include "scratch_directory.hpp"

namespace brine::support::test {

TEST_CASE("remove_tree enters directories, never links to them", "[support][directory]") {
    const ScratchDirectory scratch;
    std::filesystem::create_directory(scratch / "real");
    std::filesystem::create_directory_symlink("real", scratch / "link");
    const UniqueFd parent(::open(scratch.path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    REQUIRE(parent);
    CHECK(open_directory_at(parent.get(), "real"));
    CHECK_FALSE(open_directory_at(parent.get(), "link"));
    CHECK((errno == ELOOP || errno == ENOTDIR));
}

TEST_CASE("directories are told apart by their identity", "[support][directory]") {
    const ScratchDirectory scratch;
    std::filesystem::create_directory(scratch / "a");
    std::filesystem::create_directory(scratch / "b");
    const UniqueFd parent(::open(scratch.path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
    const auto identity = [&](const char* name) {
        return directory_status(open_directory_at(parent.get(), name), name).identity;
    };
    CHECK(identity("a") == identity("a"));
    CHECK(identity("a") != identity("b"));
}

}  // namespace brine::support::test
