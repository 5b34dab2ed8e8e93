// SPDX-License-Identifier: Apache-2.0
#include "brine/support/archive.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <catch2/catch.hpp>

#include "scratch_directory.hpp"

namespace brine::support::test {
namespace {

using archive::Compression;
using archive::Format;
using archive::Limits;
using archive::Member;
using archive::MemberType;
using archive::Reader;
using archive::Writer;
using Kind = archive::Error::Kind;

using Content = std::vector<std::pair<Member, std::string>>;

std::string packed(const Content& members, Format format = Format::gnu_tar,
                   Compression compression = Compression::none) {
    std::string bytes;
    Writer writer([&](std::string_view piece) { bytes += piece; }, format, compression);
    for (const auto& [member, content] : members) writer.add(member, content);
    writer.finish();
    return bytes;
}

Content unpacked(std::string_view bytes, const Limits& limits = {}) {
    Content members;
    Reader reader(bytes, "test.tar", limits);
    while (const Member* member = reader.next()) {
        Member copy = *member;
        members.emplace_back(copy, reader.read_all(UINT64_MAX));
    }
    return members;
}

struct Refusal {
    Kind kind;
    std::string what;
};

Refusal refusal_of(std::string_view bytes, const Limits& limits = {}) {
    try {
        unpacked(bytes, limits);
    } catch (const archive::Error& error) {
        return {error.kind(), error.what()};
    }
    FAIL("nothing was refused");
    return {};
}

Member file(std::string path) { return {.path = std::move(path)}; }
Member directory(std::string path) {
    return {.path = std::move(path), .type = MemberType::directory, .mode = 0755};
}
Member link(std::string path, std::string target, MemberType type = MemberType::symlink) {
    return {.path = std::move(path), .type = type, .link = std::move(target)};
}

const Content sample{
    {directory("d"), ""},
    {{.path = "d/f",
      .mode = 04755,
      .mtime = 1700000000,
      .uid = 7,
      .gid = 8,
      .user = "u",
      .group = "g"},
     std::string(100'000, 'x')},
    {link("d/s", "../d/f"), ""},
    {link("d/h", "d/f", MemberType::hardlink), ""},
    {file("d/" + std::string(200, 'n') + "/\xc3\xa4\x01"), "end"},
};

// A device: what Writer cannot make.
std::string device() {
    std::string bytes(20'000, '\0');
    std::size_t used = 0;
    struct ::archive* writer = archive_write_new();
    archive_write_set_format_gnutar(writer);
    archive_write_open_memory(writer, bytes.data(), bytes.size(), &used);
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, "null");
    archive_entry_set_filetype(entry, AE_IFCHR);
    archive_write_header(writer, entry);
    archive_entry_free(entry);
    archive_write_close(writer);
    archive_write_free(writer);
    bytes.resize(used);
    return bytes;
}

}  // namespace

TEST_CASE("what is packed comes out again", "[support][archive]") {
    const auto format = GENERATE(Format::gnu_tar, Format::pax);
    const auto compression = GENERATE(Compression::none, Compression::gzip, Compression::bzip2,
                                      Compression::xz, Compression::zstd);
    const Content members = unpacked(packed(sample, format, compression));
    REQUIRE(members.size() == sample.size());
    for (std::size_t n = 0; n < sample.size(); ++n) {
        CHECK(members[n].first.path == sample[n].first.path);
        CHECK(members[n].first.type == sample[n].first.type);
        CHECK(members[n].first.link == sample[n].first.link);
        CHECK(members[n].second == sample[n].second);
    }
    const Member& attributes = members[1].first;
    CHECK(attributes.mode == 04755);
    CHECK(attributes.mtime == 1700000000);
    CHECK(attributes.uid == 7);
    CHECK(attributes.gid == 8);
    CHECK(attributes.user == "u");
    CHECK(attributes.group == "g");
    CHECK(attributes.size == 100'000);
}

TEST_CASE("the same input gives the same bytes", "[support][archive]") {
    const auto compression = GENERATE(Compression::none, Compression::gzip, Compression::bzip2);
    CHECK(packed(sample, Format::gnu_tar, compression) ==
          packed(sample, Format::gnu_tar, compression));
}

TEST_CASE("a source hands out an archive in pieces", "[support][archive]") {
    const std::string bytes = packed(sample);
    std::size_t at = 0;
    Reader reader(
        [&] {
            const std::string_view piece = std::string_view(bytes).substr(at, 700);
            at += piece.size();
            return piece;
        },
        "pieces");
    std::size_t count = 0;
    while (reader.next() != nullptr) ++count;
    CHECK(count == sample.size());

    const auto read_broken = [] {
        Reader reader_of_none([]() -> std::string_view { throw std::logic_error("mine"); }, "none");
        (void)reader_of_none.next();
    };
    CHECK_THROWS_AS(read_broken(), std::logic_error);
}

TEST_CASE("paths are brought into their plain form", "[support][archive]") {
    const Content members =
        unpacked(packed({{directory("."), ""}, {file("./a//b"), "1"}, {directory("c/"), ""}}));
    REQUIRE(members.size() == 3);
    CHECK(members[0].first.path.empty());
    CHECK(members[1].first.path == "a/b");
    CHECK(members[2].first.path == "c");
}

TEST_CASE("an archive that leads out is refused", "[support][archive]") {
    const auto [member, reason] = GENERATE(table<Member, std::string>({
        {file("/etc/passwd"), "an absolute path"},
        {file("a/../../b"), "a path with '..'"},
        {file(".."), "a path with '..'"},
        {link("a", "/etc"), "a link to '/etc', which is outside the archive"},
        {link("a/b", "../../c"), "a link to '../../c', which is outside the archive"},
        {link("a", "b/../../c"), "a link to 'b/../../c', which is outside the archive"},
        {link("a", "b", MemberType::hardlink), "a hard link to 'b', which is no file before it"},
        {link("a", "../b", MemberType::hardlink), "a path with '..'"},
    }));
    const Refusal refusal = refusal_of(packed({{member, ""}}));
    CHECK(refusal.kind == Kind::unsafe);
    CHECK(refusal.what == "archive 'test.tar': member '" + member.path + "': " + reason);
}

TEST_CASE("a path through a link is refused", "[support][archive]") {
    const Refusal refusal =
        refusal_of(packed({{directory("d"), ""}, {link("l", "d"), ""}, {file("l/f"), "x"}}));
    CHECK(refusal.kind == Kind::unsafe);
    CHECK(refusal.what.ends_with("its path leads through 'l', which is no directory"));
}

TEST_CASE("a name that comes twice is refused", "[support][archive]") {
    CHECK(refusal_of(packed({{file("a"), "1"}, {file("./a"), "2"}})).what ==
          "archive 'test.tar': member './a': the archive has two members of this name");
    CHECK(refusal_of(packed({{file("a"), "1"}, {directory("a"), ""}})).kind == Kind::unsafe);
    CHECK(unpacked(packed({{directory("a"), ""}, {directory("a"), ""}})).size() == 2);
}

TEST_CASE("a name can be given back", "[support][archive]") {
    const std::string bytes = packed({{file("a"), "1"}, {directory("a"), ""}, {file("a/b"), "2"}});
    Reader reader(bytes, "test.tar");
    REQUIRE(reader.next() != nullptr);
    reader.release_name();
    CHECK(reader.next()->path == "a");
    CHECK(reader.next()->path == "a/b");
    CHECK(reader.next() == nullptr);
}

TEST_CASE("devices are refused", "[support][archive]") {
    const Refusal refusal = refusal_of(device());
    CHECK(refusal.kind == Kind::unsafe);
    CHECK(refusal.what ==
          "archive 'test.tar': member 'null': neither a file nor a directory nor a link");
}

TEST_CASE("limits hold for what is there", "[support][archive]") {
    const std::string bytes = packed(sample, Format::gnu_tar, Compression::bzip2);
    CHECK(refusal_of(bytes, {.member_bytes = 99'999}).what ==
          "archive 'test.tar': member 'd/f': more than the 99999 bytes allowed");
    CHECK(refusal_of(bytes, {.total_bytes = 100'002}).kind == Kind::too_large);
    CHECK(unpacked(bytes, {.total_bytes = 100'003}).size() == 5);
    CHECK(refusal_of(bytes, {.members = 4}).what ==
          "archive 'test.tar': more than the 4 members allowed");
    CHECK(refusal_of(bytes, {.path_bytes = 100}).kind == Kind::too_large);

    Reader skipping(bytes, "test.tar", {.total_bytes = 100'002});
    CHECK_THROWS_AS(
        [&] {
            while (skipping.next() != nullptr) continue;
        }(),
        archive::Error);
}

TEST_CASE("what is damaged or truncated is refused", "[support][archive]") {
    const std::string plain = packed(sample);
    CHECK(refusal_of(std::string_view(plain).substr(0, 50'000)).kind == Kind::corrupt);
    CHECK(refusal_of("this is no archive at all").kind == Kind::corrupt);
    const std::string squeezed = packed(sample, Format::gnu_tar, Compression::bzip2);
    CHECK(refusal_of(std::string_view(squeezed).substr(0, squeezed.size() / 2)).kind ==
          Kind::corrupt);
    const ScratchDirectory scratch;
    try {
        Reader reader(scratch / "none");
        FAIL("there is no such file");
    } catch (const archive::Error& error) {
        CHECK(error.kind() == Kind::unreadable);
        CHECK(std::string(error.what()).find("none") != std::string::npos);
    }
}

TEST_CASE("a writer is held to what was announced", "[support][archive]") {
    Writer writer([](std::string_view) {});
    writer.begin({.path = "a", .size = 3});
    writer.write("12");
    CHECK_THROWS_AS(writer.write("34"), archive::Error);
    CHECK_THROWS_AS(writer.begin(file("b")), archive::Error);
    CHECK_THROWS_AS(writer.finish(), archive::Error);

    Writer broken([](std::string_view) { throw std::logic_error("mine"); });
    CHECK_THROWS_AS(
        [&] {
            broken.add(file("a"), std::string(100'000, 'x'));
            broken.finish();
        }(),
        std::logic_error);
}

TEST_CASE("names in messages are readable", "[support][archive]") {
    CHECK(archive::printable("a\n\x1b[0m\xc3\xa4") == "a\\x0a\\x1b[0m\xc3\xa4");
    CHECK(archive::printable("\xc3\xa4\xff") == "\\xc3\\xa4\\xff");
}

}  // namespace brine::support::test
