// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>

#include "brine/support/process.hpp"
#include "scratch_directory.hpp"

namespace brine::support::test {

TEST_CASE("find_program searches like which", "[support][process]") {
    const ScratchDirectory first;
    const ScratchDirectory second;
    first.write("tool", "not executable");
    std::filesystem::create_directory(first / "other");
    for (const char* name : {"tool", "other"}) {
        std::filesystem::permissions(second.write(name, "#!/bin/sh\n"),
                                     std::filesystem::perms::owner_all);
    }
    const std::string path = first.path().string() + ":" + second.path().string() + "/";
    CHECK(find_program("tool", path) == second / "tool");
    CHECK(find_program("other", path) == second / "other");
    CHECK_FALSE(find_program("nosuch", path));
    CHECK_FALSE(find_program("", path));
    CHECK(find_program("/bin/sh", "") == "/bin/sh");
    CHECK_FALSE(find_program((first / "tool").string(), path));
    CHECK_FALSE(find_program("tool", ""));
}

}  // namespace brine::support::test
