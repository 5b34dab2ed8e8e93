// SPDX-License-Identifier: Apache-2.0
#include "brine/support/file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "file_status.hpp"
#include "forked_check.hpp"
#include "scratch_directory.hpp"

namespace brine::support::test {
namespace {

namespace fs = std::filesystem;

// Sets the umask for the life of the object.
class UmaskGuard {
  public:
    explicit UmaskGuard(mode_t mask) : previous_(::umask(mask)) {}
    UmaskGuard(const UmaskGuard&) = delete;
    UmaskGuard& operator=(const UmaskGuard&) = delete;
    ~UmaskGuard() { ::umask(previous_); }

  private:
    mode_t previous_;
};

std::string replace_error(const fs::path& path, std::string_view contents = "new") {
    return error_of<std::system_error>([&] { replace_file(path, contents); });
}

}  // namespace

TEST_CASE("read_file reads all kinds of files", "[support][file]") {
    const ScratchDirectory scratch;
    const std::string large(200'000, 'x');
    CHECK(read_file(scratch.write("empty", "")).empty());
    CHECK(read_file(scratch.write("large", large)) == large);
    CHECK(read_file(scratch.write("nul", std::string("a\0b", 3))) == std::string("a\0b", 3));
    CHECK(read_file("/proc/self/status").starts_with("Name:"));
}

TEST_CASE("read_file is bounded", "[support][file]") {
    const ScratchDirectory scratch;
    const auto file = scratch.write("file", "12345");
    CHECK(read_file(file, 5) == "12345");
    CHECK(error_of<std::system_error>([&] { read_file(file, 4); }) ==
          "cannot read '" + file.string() + "': File too large");
    CHECK(read_file(scratch.write("empty", ""), 0).empty());
    CHECK_THROWS_AS(read_file("/dev/zero", 100'000), std::system_error);
}

TEST_CASE("read_file names the file that it cannot read", "[support][file]") {
    CHECK(error_of<std::system_error>([] { read_file("/nosuch/x"); }) ==
          "cannot read '/nosuch/x': No such file or directory");
    CHECK(error_of<std::system_error>([] { read_file("/etc"); }) ==
          "cannot read '/etc': Is a directory");
    CHECK_THROWS_AS(read_file(""), std::invalid_argument);
    CHECK_THROWS_AS(read_file(std::string("/etc/passwd\0x", 13)), std::invalid_argument);
}

TEST_CASE("a new file gets its mode by the umask", "[support][file]") {
    const ScratchDirectory scratch;
    const UmaskGuard guard(0027);
    replace_file(scratch / "file", "contents");
    CHECK(contents_of(scratch / "file") == "contents");
    CHECK(mode_of(scratch / "file") == 0640);
    CHECK(::umask(0027) == 0027);
    replace_file(scratch / "explicit", "", {.mode = 04755});
    CHECK(mode_of(scratch / "explicit") == 04755);
    CHECK(entry_count(scratch.path()) == 2);
}

TEST_CASE("a replaced file keeps its mode unless told otherwise", "[support][file]") {
    const ScratchDirectory scratch;
    const auto file = scratch.write("file", "old");
    REQUIRE(::chmod(file.c_str(), 0751) == 0);
    const ino_t old_inode = status_of(file).st_ino;
    replace_file(file, "new");
    CHECK(contents_of(file) == "new");
    CHECK(mode_of(file) == 0751);
    CHECK(status_of(file).st_ino != old_inode);
    replace_file(file, "newer", {.mode = 0600});
    CHECK(mode_of(file) == 0600);
    const UmaskGuard guard(0022);
    replace_file(file, "newest", {.keep_existing = false});
    CHECK(mode_of(file) == 0644);
}

TEST_CASE("owners are kept and set", "[support][file]") {
    if (::geteuid() != 0) {
        WARN("skipped: only root gives files away");
        return;
    }
    const ScratchDirectory scratch;
    const auto file = scratch.write("file", "old");
    REQUIRE(::chown(file.c_str(), 1234, 5678) == 0);
    REQUIRE(::chmod(file.c_str(), 04755) == 0);
    replace_file(file, "new");
    CHECK(status_of(file).st_uid == 1234);
    CHECK(status_of(file).st_gid == 5678);
    CHECK(mode_of(file) == 04755);
    replace_file(file, "new", {.uid = 4321});
    CHECK(status_of(file).st_uid == 4321);
    CHECK(status_of(file).st_gid == 5678);
}

TEST_CASE("an owner that cannot be set is an error", "[support][file]") {
    if (::geteuid() == 0) {
        WARN("skipped: root may give files away");
        return;
    }
    const ScratchDirectory scratch;
    const auto file = scratch.write("file", "old");
    CHECK(error_of<std::system_error>([&] { replace_file(file, "new", {.uid = 0}); }) ==
          "cannot set the owner of '" + file.string() + "': Operation not permitted");
    CHECK(contents_of(file) == "old");
    CHECK(entry_count(scratch.path()) == 1);
}

TEST_CASE("a link is replaced or resolved as asked for", "[support][file]") {
    const ScratchDirectory scratch;
    fs::create_directory(scratch / "sub");
    const auto target = scratch.write("sub/target", "old");
    fs::create_symlink("sub/middle", scratch / "link");
    fs::create_symlink("target", scratch / "sub/middle");
    SECTION("replaced") {
        replace_file(scratch / "link", "new");
        CHECK_FALSE(fs::is_symlink(scratch / "link"));
        CHECK(contents_of(scratch / "link") == "new");
        CHECK(contents_of(target) == "old");
    }
    SECTION("resolved") {
        REQUIRE(::chmod(target.c_str(), 0604) == 0);
        replace_file(scratch / "link", "new", {.links = LinkPolicy::resolve_links});
        CHECK(fs::is_symlink(scratch / "link"));
        CHECK(fs::is_symlink(scratch / "sub/middle"));
        CHECK(contents_of(target) == "new");
        CHECK(mode_of(target) == 0604);
    }
    SECTION("resolved to nothing yet") {
        fs::remove(target);
        replace_file(scratch / "link", "new", {.links = LinkPolicy::resolve_links});
        CHECK(contents_of(target) == "new");
    }
    SECTION("resolved in a circle") {
        fs::create_symlink("circle", scratch / "circle");
        CHECK(error_of<std::system_error>([&] {
                  replace_file(scratch / "circle", "", {.links = LinkPolicy::resolve_links});
              }).ends_with("Too many levels of symbolic links"));
    }
}

TEST_CASE("what is no regular file is not replaced", "[support][file]") {
    const ScratchDirectory scratch;
    fs::create_directory(scratch / "directory");
    CHECK(replace_error(scratch / "directory") ==
          "cannot replace '" + (scratch / "directory").string() + "': Is a directory");
    const auto fifo = scratch / "fifo";
    REQUIRE(::mkfifo(fifo.c_str(), 0600) == 0);
    CHECK(replace_error(fifo) ==
          "cannot replace the special file '" + fifo.string() + "': Operation not supported");
    CHECK(replace_error("/nosuch/x") == "cannot replace '/nosuch/x': No such file or directory");
    CHECK_THROWS_AS(replace_file("/", ""), std::invalid_argument);
    CHECK_THROWS_AS(replace_file(scratch / "..", ""), std::invalid_argument);
    CHECK_THROWS_AS(replace_file("", ""), std::invalid_argument);
}

TEST_CASE("a directory without write permission", "[support][file]") {
    if (::geteuid() == 0) {
        WARN("skipped: root may write anywhere");
        return;
    }
    CHECK(replace_error("/etc/passwd") ==
          "cannot create a temporary file to replace '/etc/passwd': Permission denied");
}

TEST_CASE("the longest file name can be replaced", "[support][file]") {
    const ScratchDirectory scratch;
    const std::string name(255, 'n');
    replace_file(scratch / name, "new");
    CHECK(contents_of(scratch / name) == "new");
}

TEST_CASE("paths relative to the working directory", "[support][file]") {
    CHECK(passes_in_fork([] {
        const ScratchDirectory scratch;
        if (::chdir(scratch.path().c_str()) != 0) return false;
        replace_file("plain", "new");
        return AtomicFile("plain").target() == "plain" && read_file("plain") == "new" &&
               make_directories("a/b/", 0700) == std::vector<fs::path>{"a", "a/b"} &&
               remove_tree("a/") == std::vector<fs::path>{"a/b", "a"};
    }));
}

}  // namespace brine::support::test
