// SPDX-License-Identifier: Apache-2.0
//
// Files become plugins: rules for files, the index, the search path.
#include "core/loader/catalog.hpp"
#include "core/loader/file_rules.hpp"
#include "core/loader/index.hpp"
#include "support/scratch_directory.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using namespace brine::core;
using brine::support::test::ScratchDirectory;

std::string refusal(const fs::path& path) {
    FileStamp stamp;
    return file_refusal(path, stamp);
}

TEST_CASE("a plugin file belongs to root or the user, who alone may write it") {
    const ScratchDirectory directory;
    const fs::path file = directory.write("a.so", "x");
    ::chmod(file.c_str(), 0644);
    CHECK(refusal(file).empty());
    for (const mode_t mode : {0664U, 0646U, 0666U}) {
        ::chmod(file.c_str(), mode);
        CHECK(refusal(file) ==
              "may be written by others than its owner (chmod go-w '" + file.string() + "')");
    }
    if (::geteuid() == 0) {
        ::chmod(file.c_str(), 0644);
        REQUIRE(::chown(file.c_str(), 12345, 0) == 0);
        CHECK(refusal(file) ==
              "is owned by user 12345, neither root nor the running user (chown root '" +
                  file.string() + "')");
    }
    CHECK(refusal(directory.path()) == "is not a regular file");
    CHECK(refusal(directory / "none.so") == "cannot be looked at: No such file or directory");
}

TEST_CASE("the same holds for directories of plugins, and a missing one is none") {
    const ScratchDirectory directory;
    CHECK(directory_refusal(directory.path()).empty());
    CHECK(directory_refusal(directory / "none").empty());
    CHECK(directory_refusal(directory.write("file", "")) == "is not a directory");
    ::chmod(directory.path().c_str(), 0777);
    CHECK_THAT(directory_refusal(directory.path()), Catch::Contains("chmod go-w"));
}

TEST_CASE("a stamp tells a changed file from the same one") {
    const ScratchDirectory directory;
    const fs::path file = directory.write("a.so", "x");
    FileStamp before;
    FileStamp after;
    CHECK(file_refusal(file, before).empty());
    CHECK(file_refusal(file, after).empty());
    CHECK(before == after);
    ::chmod(file.c_str(), 0600);
    CHECK(file_refusal(file, after).empty());
    CHECK(before != after);
    directory.write("b.so", "x");
    fs::rename(directory / "b.so", file);
    CHECK(file_refusal(file, after).empty());
    CHECK(before.inode != after.inode);
}

Manifest manifest(const std::string& path, const std::string& name) {
    Manifest made{.path = path,
                  .stamp = {},
                  .refusal = {},
                  .name = name,
                  .version = "1.2",
                  .summary = "s",
                  .needs_minor = 0,
                  .functions = {}};
    brine::Arena arena;
    const brine::Value traits = brine::Map(arena.memory()).add("output", "txt").value();
    made.functions.push_back({.kind = "exec",
                              .name = name + ".ping",
                              .params = "a: int = 1",
                              .doc = "d",
                              .traits = brine::OwnedValue(traits)});
    return made;
}

TEST_CASE("the index remembers what it was told, for the same file only") {
    const ScratchDirectory directory;
    const std::string path = directory / "cache/plugins.index";
    FileStamp stamp{.device = 1, .inode = ~0ULL, .size = 3, .modified = 4, .changed = 5};
    {
        Index index(path);
        CHECK(index.find("/p/a.so", stamp) == nullptr);
        Manifest a = manifest("/p/a.so", "a");
        a.stamp = stamp;
        index.put(std::make_shared<const Manifest>(std::move(a)));
        Manifest broken{};
        broken.path = "/p/b.so";
        broken.refusal = "is broken";
        index.put(std::make_shared<const Manifest>(std::move(broken)));
        index.save();
    }
    const Index index(path);
    const auto found = index.find("/p/a.so", stamp);
    REQUIRE(found != nullptr);
    CHECK(found->name == "a");
    CHECK(found->version == "1.2");
    REQUIRE(found->functions.size() == 1);
    CHECK(found->functions[0].name == "a.ping");
    CHECK(found->functions[0].params == "a: int = 1");
    CHECK(found->functions[0].traits.get()["output"].str() == "txt");
    CHECK(index.find("/p/b.so", {})->refusal == "is broken");
    CHECK(index.find("/p/c.so", stamp) == nullptr);
    stamp.changed = 6;
    CHECK(index.find("/p/a.so", stamp) == nullptr);
}

TEST_CASE("a damaged index counts as empty and is written anew") {
    const ScratchDirectory directory;
    const std::string path = directory / "plugins.index";
    {
        Index index(path);
        index.put(std::make_shared<const Manifest>(manifest("/p/a.so", "a")));
        index.save();
    }
    const std::string whole = brine::support::test::contents_of(path);
    for (std::size_t size = 0; size < whole.size(); size += 7) {
        directory.write("plugins.index", whole.substr(0, size));
        CHECK(Index(path).find("/p/a.so", {}) == nullptr);
    }
    directory.write("plugins.index",
                    "\x81\xA6"
                    "format\x05");
    Index index(path);
    index.put(std::make_shared<const Manifest>(manifest("/p/a.so", "a")));
    index.save();
    CHECK(Index(path).find("/p/a.so", {}) != nullptr);
    CHECK((fs::status(path).permissions() & fs::perms::others_write) == fs::perms::none);
}

// Plays the worker: the name of a plugin is what its file holds.
struct FakeWorker {
    std::vector<Manifest> operator()(const std::vector<std::string>& paths) {
        std::vector<Manifest> manifests;
        for (const std::string& path : paths) {
            asked.push_back(fs::path(path).filename());
            Manifest made = manifest(path, brine::support::test::contents_of(path));
            made.refusal = file_refusal(path, made.stamp);
            manifests.push_back(std::move(made));
        }
        return manifests;
    }
    std::vector<std::string> asked;
};

struct Found {
    std::string file;
    std::string refusal;
    bool operator==(const Found&) const = default;
};

struct Scan {
    Scan() {
        fs::create_directory(low);
        fs::create_directory(high);
    }
    std::vector<Located> run() {
        Index index(directory / "cache/plugins.index");
        std::vector<Located> files =
            scan({{low, "built-in"}, {high, "drop-in"}, {directory / "none", "synced"}}, index,
                 [this](const auto& paths) { return worker(paths); });
        index.save();
        return files;
    }

    ScratchDirectory directory;
    fs::path low = directory / "low";
    fs::path high = directory / "high";
    FakeWorker worker;
};

TEST_CASE("plugin files are found in order of precedence") {
    Scan scan;
    scan.directory.write("low/b.so", "b");
    scan.directory.write("low/a.so", "a");
    scan.directory.write("high/c.so", "c");
    scan.directory.write("high/_off.so", "off");
    scan.directory.write("high/.new.so", "new");
    scan.directory.write("high/readme.txt", "text");
    const auto files = scan.run();
    REQUIRE(files.size() == 3);
    CHECK(files[0].manifest->name == "a");
    CHECK(files[1].manifest->name == "b");
    CHECK(files[2].manifest->name == "c");
    CHECK(files[0].origin == "built-in");
    CHECK(files[2].origin == "drop-in");
    CHECK(files[0].rank < files[2].rank);
}

TEST_CASE("only files that are new or changed are looked into") {
    Scan scan;
    scan.directory.write("low/a.so", "a");
    scan.directory.write("low/b.so", "b");
    CHECK(scan.run().size() == 2);
    CHECK(scan.worker.asked == std::vector<std::string>{"a.so", "b.so"});
    scan.worker.asked.clear();
    CHECK(scan.run().size() == 2);
    CHECK(scan.worker.asked.empty());

    scan.directory.write("low/b.so", "bb");
    CHECK(scan.run()[1].manifest->name == "bb");
    CHECK(scan.worker.asked == std::vector<std::string>{"b.so"});

    fs::remove(scan.low / "a.so");
    CHECK(scan.run().size() == 1);
}

TEST_CASE("a plugin replaces the one of the same name in a lower directory") {
    Scan scan;
    scan.directory.write("low/a.so", "same");
    scan.directory.write("high/z.so", "same");
    const auto files = scan.run();
    REQUIRE(files.size() == 2);
    CHECK(files[0].manifest->refusal ==
          "is replaced by the plugin of the same name '" + (scan.high / "z.so").string() + "'");
    CHECK(files[1].manifest->usable());

    fs::remove(scan.high / "z.so");
    CHECK(scan.run().front().manifest->usable());
}

TEST_CASE("two plugins of one name in the same directory: the second is refused") {
    Scan scan;
    scan.directory.write("low/a.so", "same");
    scan.directory.write("low/b.so", "same");
    const auto files = scan.run();
    CHECK(files[0].manifest->usable());
    CHECK(files[1].manifest->refusal == "is named 'same' like '" + (scan.low / "a.so").string() +
                                            "' in the same directory; remove one of them");
}

TEST_CASE("a file or directory that breaks a rule is not looked into") {
    Scan scan;
    scan.directory.write("low/a.so", "a");
    ::chmod((scan.low / "a.so").c_str(), 0666);
    scan.directory.write("high/b.so", "b");
    ::chmod(scan.high.c_str(), 0777);
    const auto files = scan.run();
    CHECK(scan.worker.asked.empty());
    REQUIRE(files.size() == 2);
    CHECK_THAT(files[0].manifest->refusal, Catch::StartsWith("may be written by others"));
    CHECK(files[1].manifest->path == scan.high);
    CHECK_THAT(files[1].manifest->refusal,
               Catch::StartsWith("is a plugin directory that may be written by others"));
}

}  // namespace
