// SPDX-License-Identifier: Apache-2.0
#include "brine/support/directory.hpp"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <system_error>
#include <thread>

#include "file_status.hpp"
#include "forked_check.hpp"
#include "scratch_directory.hpp"

namespace brine::support::test {
namespace {

namespace fs = std::filesystem;
using Paths = std::vector<fs::path>;

}  // namespace

TEST_CASE("make_directories creates what is missing", "[support][directory]") {
    const ScratchDirectory scratch;
    fs::create_directory(scratch / "a");
    const mode_t previous = ::umask(0077);
    const Paths created = make_directories(scratch / "a/b//c/", 02775);
    ::umask(previous);
    CHECK(created == Paths{scratch / "a/b", scratch / "a/b/c"});
    CHECK(mode_of(scratch / "a/b") == 02775);
    CHECK(mode_of(scratch / "a/b/c") == 02775);
    CHECK(make_directories(scratch / "a/b/c", 0700).empty());
    CHECK(mode_of(scratch / "a/b/c") == 02775);
    CHECK(make_directories("/", 0700).empty());
}

TEST_CASE("make_directories goes through links to directories", "[support][directory]") {
    const ScratchDirectory scratch;
    fs::create_directory(scratch / "real");
    fs::create_directory_symlink("real", scratch / "link");
    CHECK(make_directories(scratch / "link/x", 0755) == Paths{scratch / "link/x"});
    CHECK(fs::is_directory(scratch / "real/x"));
    CHECK(make_directories(scratch / "link/x/../y", 0755) == Paths{scratch / "link/x/../y"});
    CHECK(fs::is_directory(scratch / "real/y"));
}

TEST_CASE("make_directories names what is in the way", "[support][directory]") {
    const ScratchDirectory scratch;
    scratch.write("file", "");
    fs::create_symlink("nowhere", scratch / "dangling");
    const auto error = [&](std::string_view name) {
        return error_of<std::system_error>([&] { make_directories(scratch / name, 0755); });
    };
    const std::string prefix = "cannot create directory '" + scratch.path().string();
    CHECK(error("file/x") == prefix + "/file': Not a directory");
    CHECK(error("file") == prefix + "/file': Not a directory");
    CHECK(error("dangling/x") == prefix + "/dangling': No such file or directory");
    CHECK_THROWS_AS(make_directories("", 0755), std::invalid_argument);
}

TEST_CASE("remove_tree removes everything and tells what", "[support][directory]") {
    const ScratchDirectory scratch;
    fs::create_directories(scratch / "tree/a/b");
    scratch.write("tree/a/file", "");
    REQUIRE(::mkfifo((scratch / "tree/fifo").c_str(), 0600) == 0);
    const Paths removed = remove_tree(scratch / "tree/");
    CHECK_FALSE(fs::exists(scratch / "tree"));
    CHECK(removed.size() == 5);
    CHECK(removed.back() == scratch / "tree");
    const auto index = [&](const fs::path& path) {
        return std::find(removed.begin(), removed.end(), path) - removed.begin();
    };
    CHECK(index(scratch / "tree/a/b") < index(scratch / "tree/a"));
    CHECK(index(scratch / "tree/a/file") < index(scratch / "tree/a"));
    CHECK(index(scratch / "tree/fifo") < 5);
}

TEST_CASE("remove_tree of a file, of a link and of nothing", "[support][directory]") {
    const ScratchDirectory scratch;
    scratch.write("file", "");
    fs::create_directory(scratch / "real");
    fs::create_directory_symlink("real", scratch / "link");
    CHECK(remove_tree(scratch / "file") == Paths{scratch / "file"});
    CHECK(remove_tree(scratch / "link/") == Paths{scratch / "link"});
    CHECK(fs::is_directory(scratch / "real"));
    CHECK(remove_tree(scratch / "nosuch").empty());
    CHECK(remove_tree(scratch / "nosuch/deeper").empty());
}

TEST_CASE("remove_tree refuses dangerous paths", "[support][directory]") {
    CHECK_THROWS_AS(remove_tree("/"), std::invalid_argument);
    CHECK_THROWS_AS(remove_tree("///"), std::invalid_argument);
    CHECK_THROWS_AS(remove_tree("."), std::invalid_argument);
    CHECK_THROWS_AS(remove_tree("/tmp/.."), std::invalid_argument);
    CHECK_THROWS_AS(remove_tree(""), std::invalid_argument);
}

TEST_CASE("remove_tree does not follow links in the tree", "[support][directory]") {
    const ScratchDirectory scratch;
    fs::create_directories(scratch / "precious");
    scratch.write("precious/data", "x");
    fs::create_directory(scratch / "tree");
    fs::create_directory_symlink("../precious", scratch / "tree/link");
    CHECK(remove_tree(scratch / "tree") == Paths{scratch / "tree/link", scratch / "tree"});
    CHECK(contents_of(scratch / "precious/data") == "x");
}

TEST_CASE("a link swapped in does not lead remove_tree astray", "[support][directory]") {
    const ScratchDirectory scratch;
    const fs::path precious = scratch / "precious";
    fs::create_directory(precious);
    const fs::path data = scratch.write("precious/data", "x");
    const fs::path tree = scratch / "tree";
    const fs::path victim = tree / "sub";
    const fs::path bait = scratch / "bait";
    std::atomic<bool> stop = false;
    std::atomic<bool> ready = false;
    // Exchanges a directory in the tree and a link as fast as it can, until remove_tree has
    // removed one of them.
    std::thread attacker([&] {
        while (!stop) {
            ::mkdir(tree.c_str(), 0700);
            ::mkdir(victim.c_str(), 0700);
            ::rmdir(bait.c_str());
            if (::symlink(precious.c_str(), bait.c_str()) != 0 && errno != EEXIST) return;
            ready = true;
            while (!stop && ::renameat2(AT_FDCWD, victim.c_str(), AT_FDCWD, bait.c_str(),
                                        RENAME_EXCHANGE) == 0) {
                continue;
            }
        }
    });
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    while (std::chrono::steady_clock::now() < end && fs::exists(data)) {
        if (!ready.exchange(false)) continue;
        // Both outcomes are fine; what matters is what stays.
        error_of<std::system_error>([&] { remove_tree(tree); });
    }
    stop = true;
    attacker.join();
    CHECK(contents_of(data) == "x");
}

TEST_CASE("remove_tree needs few descriptors, however deep the tree", "[support][directory]") {
    CHECK(passes_in_fork([] {
        const ScratchDirectory scratch;
        constexpr int depth = 3000;
        if (::chdir(scratch.path().c_str()) != 0) return false;
        for (int level = 0; level < depth; ++level) {
            if (::mkdir("d", 0700) != 0 || ::chdir("d") != 0) return false;
        }
        if (::chdir("/") != 0) return false;
        const rlimit limit{32, 32};
        ::setrlimit(RLIMIT_NOFILE, &limit);
        return remove_tree(scratch / "d").size() == depth;
    }));
}

TEST_CASE("remove_tree names what it cannot remove", "[support][directory]") {
    if (::geteuid() == 0) {
        WARN("skipped: root may remove anything");
        return;
    }
    const ScratchDirectory scratch;
    fs::create_directories(scratch / "tree/locked/x");
    fs::permissions(scratch / "tree/locked", fs::perms::owner_read | fs::perms::owner_exec);
    const std::string message = error_of<std::system_error>([&] { remove_tree(scratch / "tree"); });
    fs::permissions(scratch / "tree/locked", fs::perms::owner_all);
    CHECK(message ==
          "cannot remove '" + (scratch / "tree/locked/x").string() + "': Permission denied");
}

TEST_CASE("remove_tree stops in front of a mount point", "[support][directory]") {
    const ScratchDirectory scratch;
    fs::create_directories(scratch / "tree/mount");
    const auto mount_here = [&] {
        return ::unshare(CLONE_NEWNS) == 0 &&
               ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               ::mount("tmpfs", (scratch / "tree/mount").c_str(), "tmpfs", 0, "size=64k") == 0;
    };
    if (!passes_in_fork(mount_here)) {
        WARN("skipped: may not mount");
        return;
    }
    CHECK(passes_in_fork([&] {
        if (!mount_here()) return false;
        const auto file = scratch.write("tree/mount/file", "x");
        const std::string message =
            error_of<std::system_error>([&] { remove_tree(scratch / "tree"); });
        return message == "cannot remove '" + (scratch / "tree/mount").string() +
                              "': Device or resource busy" &&
               fs::exists(file);
    }));
}

}  // namespace brine::support::test
