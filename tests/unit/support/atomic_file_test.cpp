// SPDX-License-Identifier: Apache-2.0
#include "brine/support/atomic_file.hpp"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include <catch2/catch.hpp>
#include <stdexcept>
#include <system_error>

#include "brine/support/file.hpp"
#include "file_status.hpp"
#include "forked_check.hpp"
#include "scratch_directory.hpp"

namespace brine::support::test {
namespace {

std::string replace_error(const std::filesystem::path& path, std::string_view contents) {
    return error_of<std::system_error>([&] { replace_file(path, contents); });
}

}  // namespace

TEST_CASE("the temporary file is private and has a name of its own", "[support][file]") {
    const ScratchDirectory scratch;
    AtomicFile file(scratch / "file");
    CHECK(file.temporary_path().parent_path() == scratch.path());
    const std::string name = file.temporary_path().filename().string();
    CHECK(name.starts_with(".file."));
    CHECK(name.size() == std::string(".file.XXXXXX").size());
    CHECK(mode_of(file.temporary_path()) == 0600);
    CHECK(AtomicFile(scratch / "file").temporary_path() != file.temporary_path());
}

TEST_CASE("an AtomicFile that is not committed leaves nothing", "[support][file]") {
    const ScratchDirectory scratch;
    const auto path = scratch.write("file", "old");
    {
        AtomicFile file(path);
        file.append("new");
        CHECK(entry_count(scratch.path()) == 2);
        const AtomicFile moved(std::move(file));
        CHECK_THROWS_AS(file.append(""), std::invalid_argument);
    }
    CHECK(contents_of(path) == "old");
    CHECK(entry_count(scratch.path()) == 1);
}

TEST_CASE("an AtomicFile sets its attributes", "[support][file]") {
    const ScratchDirectory scratch;
    AtomicFile file(scratch / "file");
    CHECK_FALSE(file.replaced());
    file.append("one ");
    file.append("two");
    file.set_mode(02644);
    file.set_modification_time(
        std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(-1)));
    CHECK_FALSE(std::filesystem::exists(scratch / "file"));
    file.commit();
    CHECK(contents_of(scratch / "file") == "one two");
    CHECK(mode_of(scratch / "file") == 02644);
    CHECK(status_of(scratch / "file").st_mtim.tv_sec == -1);
    CHECK(status_of(scratch / "file").st_mtim.tv_nsec == 999'999'999);
    CHECK_THROWS_AS(file.commit(), std::invalid_argument);
    CHECK_THROWS_AS(file.append("x"), std::invalid_argument);
}

TEST_CASE("a short write is an error and leaves the old file", "[support][file]") {
    const ScratchDirectory scratch;
    const auto path = scratch.write("file", "old");
    CHECK(passes_in_fork([&] {
        const rlimit limit{100'000, 100'000};
        ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const std::string message = replace_error(path, std::string(150'000, 'x'));
        return message == "cannot write '" + path.string() + "': File too large";
    }));
    CHECK(passes_in_fork([&] {
        const rlimit limit{100'000, 100'000};
        ::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &limit);
        AtomicFile file(path);
        const std::string write =
            error_of<std::system_error>([&] { file.append(std::string(150'000, 'x')); });
        const std::string commit = error_of<std::invalid_argument>([&] { file.commit(); });
        return !write.empty() && commit == "contents are incomplete: '" + path.string() + "'";
    }));
    CHECK(contents_of(path) == "old");
    CHECK(entry_count(scratch.path()) == 1);
}

TEST_CASE("a full disk is an error and leaves the old file", "[support][file]") {
    const ScratchDirectory scratch;
    const auto mount_here = [&] {
        return ::unshare(CLONE_NEWNS) == 0 &&
               ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
               ::mount("tmpfs", scratch.path().c_str(), "tmpfs", 0, "size=64k") == 0;
    };
    if (!passes_in_fork(mount_here)) {
        WARN("skipped: may not mount a small file system");
        return;
    }
    CHECK(passes_in_fork([&] {
        if (!mount_here()) return false;
        const auto path = scratch.write("file", "old");
        const std::string message = replace_error(path, std::string(150'000, 'x'));
        return message == "cannot write '" + path.string() + "': No space left on device" &&
               contents_of(path) == "old" && entry_count(scratch.path()) == 1;
    }));
}

}  // namespace brine::support::test
