// SPDX-License-Identifier: Apache-2.0
//
// Each rule of the loader is broken by one plugin, and told with what to do about it. The real
// brine-worker looks at real files here.
#include "core/loader/catalog.hpp"
#include "core/loader/describer.hpp"
#include "support/scratch_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using namespace brine::core;
using brine::support::test::ScratchDirectory;

const fs::path broken = BROKEN_PLUGINS;
const fs::path foreign = FOREIGN_PLUGINS;

Manifest describe(const fs::path& path) {
    return describe_files(BRINE_WORKER, {path.string()}).at(0);
}

struct Broken {
    std::string file;
    std::string refusal;
};

const std::vector<Broken> rules{
    {"no_symbol",
     "does not export brine_plugin_v1; it is no plugin, or BRINE_PLUGIN is missing in "
     "it"},
    {"other_major",
     "is built for ABI major 2, this host has major 1; build it with an SDK of "
     "major 1"},
    {"high_minor",
     "needs ABI 1.99, this host has 1.0; update Brine or build the plugin for an "
     "older minor"},
    {"small_descriptor", "has a descriptor smaller than ABI minor 0 has it"},
    {"null_name", "has no name in its descriptor"},
    {"no_start", "has no start() in its descriptor"},
    {"failing_start", "does not start: the moon is full"},
    {"silent_start", "does not start: it gives no reason"},
    {"throwing_start", "throws an exception out of start(), which the ABI forbids"},
    {"crashing_start", "crashes while it is opened: Segmentation fault (signal 11)"},
    {"exiting_start", "ends the program while it is opened (exit status 42)"},
    {"hanging_start", "does not come back from start() within 10 s"},
    {"twice_added", "does not start: adds exec 'broken.ping' twice"},
    {"ignored_refusal", "does not start: adds exec 'broken.ping' without code"},
    {"bad_signature",
     "does not start: adds exec 'broken.ping' with parameters that cannot be "
     "read: "},
    {"null_function_name", "does not start: adds a function of kind 'exec' without a name"},
    {"small_function",
     "does not start: adds a function whose size is smaller than ABI minor 0 "
     "has it"},
    {"unknown_flags", "does not start: adds exec 'broken.ping' with unknown flags"},
    {"bad_text", "does not start: adds a function whose name is not UTF-8"},
    {"missing_dependency", "cannot be loaded: "},
    {"unresolved_symbol", "cannot be loaded: "},
};

TEST_CASE("each broken plugin is refused with the rule and what to do") {
    // One call for all: whichever ends the worker, the others are described.
    std::vector<std::string> paths;
    for (const Broken& rule : rules) paths.push_back(broken / (rule.file + ".so"));
    paths.push_back(foreign / "plain_c.so");
    const std::vector<Manifest> manifests = describe_files(BRINE_WORKER, paths);
    REQUIRE(manifests.size() == paths.size());
    for (std::size_t n = 0; n < rules.size(); ++n) {
        INFO(rules[n].file);
        CHECK(manifests[n].path == paths[n]);
        CHECK_THAT(manifests[n].refusal, Catch::StartsWith(rules[n].refusal));
        CHECK(manifests[n].functions.empty());
        CHECK(manifests[n].stamp.inode != 0);
    }
    CHECK(manifests.back().refusal.empty());
    CHECK(manifests.back().functions.size() == 3);
}

TEST_CASE("no broken plugin is left out") {
    std::set<std::string> tested;
    for (const Broken& rule : rules) tested.insert(rule.file + ".so");
    std::set<std::string> built;
    for (const fs::directory_entry& entry : fs::directory_iterator(broken))
        built.insert(entry.path().filename());
    CHECK(built == tested);
}

TEST_CASE("what a plugin misses is named") {
    CHECK_THAT(describe(broken / "missing_dependency.so").refusal,
               Catch::Contains("libabsent.so") && Catch::Contains("ldd -r"));
    CHECK_THAT(describe(broken / "unresolved_symbol.so").refusal,
               Catch::Contains("nobody_defines_this") && Catch::Contains("ldd -r"));
    CHECK_THAT(describe(broken / "bad_signature.so").refusal, Catch::Contains("number"));
}

TEST_CASE("what is no plugin file at all is refused") {
    const ScratchDirectory directory;
    const auto refusal = [&](const std::string& name) {
        return describe(directory / name).refusal;
    };
    const std::string damaged =
        "is not a shared library, or is damaged; build it with brine_add_plugin()";
    directory.write("text.so", "#!/bin/sh\nexit 0\n");
    CHECK(refusal("text.so") == damaged);
    directory.write("empty.so", "");
    CHECK(refusal("empty.so") == damaged);

    const std::string whole = brine::support::test::contents_of(foreign / "plain_c.so");
    REQUIRE(whole.size() > 2000);
    for (const std::size_t size : {4UL, 63UL, 64UL, 1000UL, whole.size() / 2, whole.size() - 1}) {
        directory.write("truncated.so", whole.substr(0, size));
        INFO(size);
        CHECK(refusal("truncated.so") == damaged);
    }
    fs::create_directory(directory / "directory.so");
    CHECK(refusal("directory.so") == "is not a regular file");
    REQUIRE(::mkfifo((directory / "fifo.so").c_str(), 0644) == 0);
    CHECK(refusal("fifo.so") == "is not a regular file");
    fs::create_symlink("nowhere", directory / "dangling.so");
    CHECK(refusal("dangling.so") == "cannot be looked at: No such file or directory");
}

TEST_CASE("a file that others may write is not opened") {
    const ScratchDirectory directory;
    const fs::path file = directory / "plain_c.so";
    fs::copy_file(foreign / "plain_c.so", file);
    ::chmod(file.c_str(), 0644);
    CHECK(describe(file).refusal.empty());
    ::chmod(file.c_str(), 0664);
    CHECK(describe(file).refusal ==
          "may be written by others than its owner (chmod go-w '" + file.string() + "')");
    if (::geteuid() != 0) return;  // only root can give files away
    ::chmod(file.c_str(), 0644);
    REQUIRE(::chown(file.c_str(), 12345, 12345) == 0);
    CHECK_THAT(describe(file).refusal, Catch::StartsWith("is owned by user 12345"));
}

TEST_CASE("a refused plugin does not get in the way of the others in its directory") {
    const ScratchDirectory directory;
    fs::copy_file(foreign / "plain_c.so", directory / "one.so");
    fs::copy_file(foreign / "plain_c.so", directory / "two.so");
    fs::copy_file(broken / "crashing_start.so", directory / "crash.so");
    Index index(directory / "cache/index");
    const auto files = scan({{directory.path(), "drop-in"}}, index,
                            [](const auto& paths) { return describe_files(BRINE_WORKER, paths); });
    REQUIRE(files.size() == 3);
    CHECK_THAT(files[0].manifest->refusal, Catch::StartsWith("crashes while it is opened"));
    CHECK(files[1].manifest->usable());
    CHECK(files[2].manifest->refusal == "is named 'plain-c' like '" +
                                            (directory / "one.so").string() +
                                            "' in the same directory; remove one of them");
}

}  // namespace
