// SPDX-License-Identifier: Apache-2.0
//
// Archives: reading what strangers packed, writing so that the same input gives the same bytes.
#pragma once

#include <brine/error.hpp>

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace brine::support::archive {

/// What is wrong with an archive. what() is "archive 'FILE': REASON", or "archive 'FILE': member
/// 'NAME': REASON", with control characters of names written as escapes.
class Error : public brine::Error {
  public:
    enum class Kind {
        /// Truncated, damaged, or of an unknown format.
        corrupt,
        /// It would lead out of the place where it is unpacked, or makes what no archive should.
        unsafe,
        /// More than Limits allow.
        too_large,
        /// The file cannot be read.
        unreadable,
    };

    Error(Kind kind, const std::string& what) : brine::Error(what), kind_(kind) {}

    [[nodiscard]] Kind kind() const noexcept { return kind_; }

  private:
    Kind kind_;
};

enum class MemberType { file, directory, symlink, hardlink };

struct Member {
    /// Relative, without "." components and a '/' at the end. Bytes, not necessarily UTF-8.
    std::string path = {};
    MemberType type = MemberType::file;
    /// Bytes of a file; 0 for others.
    std::uint64_t size = 0;
    /// Permission bits, set-id and sticky included.
    mode_t mode = 0644;
    /// Seconds since 1970.
    std::int64_t mtime = 0;
    std::int64_t uid = 0;
    std::int64_t gid = 0;
    std::string user = {};
    std::string group = {};
    /// A symbolic link's target as written; a hard link's as a path of the archive.
    std::string link = {};
};

struct Limits {
    std::uint64_t members = 200'000;
    std::uint64_t member_bytes = std::uint64_t{1} << 32U;
    std::uint64_t total_bytes = std::uint64_t{1} << 33U;
    /// Bytes of a path.
    std::size_t path_bytes = 4096;
};

/// Reads an archive from front to back, in any format and compression that libarchive knows of
/// tar, cpio and zip. One thread at a time.
///
/// Each member is checked before it is handed out; Error, with the member named, for
///  - paths that are absolute, empty, too long, or have a ".." component or a NUL byte;
///  - paths that lead through a member that is not a directory;
///  - names that came before, unless both are directories;
///  - symbolic links that are absolute, lead out of the archive's root, or go up again after they
///    went down;
///  - hard links to anything but a file that came before;
///  - devices, pipes and sockets;
///  - what exceeds the limits, by what is there and not by what is declared.
class Reader {
  public:
    /// Opens the file at `path`.
    explicit Reader(const std::filesystem::path& path, const Limits& limits = {});
    /// Reads bytes that outlive the object; `name` names them in errors.
    Reader(std::string_view bytes, std::string name, const Limits& limits = {});
    /// Reads what `source` answers, call by call, until that is empty. Each view is valid until the
    /// next call. What it throws comes out of the members of this class.
    Reader(std::function<std::string_view()> source, std::string name, const Limits& limits = {});
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) = delete;
    ~Reader();

    /// The next member, valid until the next call; nullptr at the end. What was not read of the
    /// member before is skipped.
    const Member* next();

    /// The next piece of the current file's content, valid until the next call; empty at its end.
    std::string_view read();

    /// The whole content of the current file; Error when it has more than `limit` bytes.
    std::string read_all(std::uint64_t limit);

    /// Lets another member have the current one's name, as packages do whose description is called
    /// like the directory behind it.
    void release_name();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

enum class Format { gnu_tar, pax, zip };
enum class Compression { none, gzip, bzip2, xz, zstd };

/// Writes an archive whose bytes depend on what is added and on nothing else. One thread at a time.
class Writer {
  public:
    /// Receives the archive piece by piece; what it throws comes out of the members of this class.
    using Sink = std::function<void(std::string_view)>;

    explicit Writer(Sink sink, Format format = Format::gnu_tar,
                    Compression compression = Compression::none);
    Writer(Writer&&) noexcept;
    Writer& operator=(Writer&&) = delete;
    /// Without finish() the archive stays incomplete.
    ~Writer();

    /// Begins a member. A file's `size` bytes follow by write().
    void begin(const Member& member);
    void write(std::string_view bytes);
    /// A whole member; `size` is taken from the content.
    void add(Member member, std::string_view content = {});

    /// Ends the archive. Error when a file got another number of bytes than announced.
    void finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// A name for messages: control characters and what is no UTF-8 as \xNN.
std::string printable(std::string_view name);

}  // namespace brine::support::archive
