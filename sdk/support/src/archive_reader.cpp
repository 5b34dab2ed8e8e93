// SPDX-License-Identifier: Apache-2.0
#include "archive_checks.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <exception>
#include <utility>

namespace brine::support::archive {
namespace {

constexpr std::size_t block_bytes = std::size_t{64} << 10U;

std::string text_or_empty(const char* text) { return text != nullptr ? text : ""; }

// The bytes as they are in the archive; names of pax archives that this locale has no letters for
// can be had as UTF-8 only.
std::string bytes_of(const char* bytes, const char* utf8) {
    return text_or_empty(bytes != nullptr ? bytes : utf8);
}

}  // namespace

struct Reader::State {
    State(std::string archive_name, const Limits& limits)
        : checks(std::move(archive_name), limits), handle(archive_read_new()) {
        if (handle == nullptr) throw std::bad_alloc();
        archive_read_support_filter_all(handle);
        archive_read_support_format_tar(handle);
        archive_read_support_format_cpio(handle);
        archive_read_support_format_zip(handle);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { archive_read_free(handle); }

    // Throws the archive's own complaint, about a member if there is one.
    [[noreturn]] void fail(const Member* about) {
        if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
        const char* message = archive_error_string(handle);
        const std::string reason = message != nullptr ? message : "damaged or truncated";
        const int number = archive_errno(handle);
        const auto kind = number == ENOENT || number == EACCES || number == EISDIR
                              ? Error::Kind::unreadable
                              : Error::Kind::corrupt;
        if (about != nullptr) checks.refuse(kind, about->path, reason);
        checks.fail(kind, reason);
    }

    void require(int code) {
        if (code != ARCHIVE_OK) fail(nullptr);
    }

    void take(archive_entry* entry);
    std::string_view ready();
    bool fetch();

    Checks checks;
    struct ::archive* handle;
    std::function<std::string_view()> source;
    std::exception_ptr failure;
    Member member;
    bool in_content = false;
    std::uint64_t position = 0;  // in the content of a file
    std::uint64_t zeros = 0;     // of a hole, still to be handed out
    std::string_view pending;    // data behind that hole
};

Reader::Reader(const std::filesystem::path& path, const Limits& limits)
    : state_(std::make_unique<State>(path.native(), limits)) {
    state_->require(archive_read_open_filename(state_->handle, path.c_str(), block_bytes));
}

Reader::Reader(std::string_view bytes, std::string name, const Limits& limits)
    : state_(std::make_unique<State>(std::move(name), limits)) {
    state_->require(archive_read_open_memory(state_->handle, bytes.data(), bytes.size()));
}

Reader::Reader(std::function<std::string_view()> source, std::string name, const Limits& limits)
    : state_(std::make_unique<State>(std::move(name), limits)) {
    state_->source = std::move(source);
    const auto read = [](struct ::archive* handle, void* self, const void** bytes) -> la_ssize_t {
        auto* state = static_cast<State*>(self);
        try {
            const std::string_view piece = state->source();
            *bytes = piece.data();
            return static_cast<la_ssize_t>(piece.size());
        } catch (...) {
            state->failure = std::current_exception();
            archive_set_error(handle, EIO, "the source failed");
            return -1;
        }
    };
    state_->require(archive_read_open(state_->handle, state_.get(), nullptr, read, nullptr));
}

Reader::Reader(Reader&&) noexcept = default;
Reader::~Reader() = default;

void Reader::State::take(archive_entry* entry) {
    member = Member();
    member.path = bytes_of(archive_entry_pathname(entry), archive_entry_pathname_utf8(entry));
    const char* hardlink = archive_entry_hardlink(entry);
    if (hardlink == nullptr) hardlink = archive_entry_hardlink_utf8(entry);
    if (hardlink != nullptr) {
        member.type = MemberType::hardlink;
        member.link = hardlink;
    } else {
        switch (archive_entry_filetype(entry)) {
            case AE_IFREG:
                break;
            case AE_IFDIR:
                member.type = MemberType::directory;
                break;
            case AE_IFLNK:
                member.type = MemberType::symlink;
                member.link =
                    bytes_of(archive_entry_symlink(entry), archive_entry_symlink_utf8(entry));
                break;
            default:
                checks.refuse(Error::Kind::unsafe, member.path,
                              "neither a file nor a directory nor a link");
        }
    }
    if (member.type == MemberType::file)
        member.size =
            static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
    member.mode = archive_entry_perm(entry) & 07777U;
    member.mtime = archive_entry_mtime(entry);
    member.uid = archive_entry_uid(entry);
    member.gid = archive_entry_gid(entry);
    member.user = bytes_of(archive_entry_uname(entry), archive_entry_uname_utf8(entry));
    member.group = bytes_of(archive_entry_gname(entry), archive_entry_gname_utf8(entry));
}

const Member* Reader::next() {
    State& state = *state_;
    while (!read().empty()) continue;  // so that the limits hold for what is skipped, too
    archive_entry* entry = nullptr;
    const int code = archive_read_next_header(state.handle, &entry);
    if (code == ARCHIVE_EOF) return nullptr;
    // A warning says that a name has letters that this locale lacks.
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN) state.fail(nullptr);
    state.take(entry);
    state.checks.accept(state.member);
    state.in_content = state.member.type == MemberType::file;
    state.position = 0;
    return &state.member;
}

// Bytes that are at hand: of a hole, or of the block behind it.
std::string_view Reader::State::ready() {
    static constexpr std::array<char, 4096> zero_bytes{};
    std::string_view piece;
    if (zeros > 0) {
        piece = {zero_bytes.data(),
                 static_cast<std::size_t>(std::min<std::uint64_t>(zeros, zero_bytes.size()))};
        zeros -= piece.size();
    } else {
        piece = std::exchange(pending, {});
    }
    checks.count(member, piece.size());
    return piece;
}

// The next block of the content; false at its end. A sparse file has holes between them.
bool Reader::State::fetch() {
    const void* bytes = nullptr;
    std::size_t size = 0;
    la_int64_t offset = 0;
    const int code = archive_read_data_block(handle, &bytes, &size, &offset);
    if (code == ARCHIVE_EOF) {
        in_content = false;
        zeros = member.size > position ? member.size - position : 0;
        return zeros > 0;
    }
    if (code != ARCHIVE_OK) fail(&member);
    const auto at = static_cast<std::uint64_t>(std::max<la_int64_t>(offset, 0));
    if (at < position) checks.refuse(Error::Kind::corrupt, member.path, "its parts overlap");
    zeros = at - position;
    position = at + size;
    pending = {static_cast<const char*>(bytes), size};
    return true;
}

std::string_view Reader::read() {
    for (;;) {
        if (const std::string_view piece = state_->ready(); !piece.empty()) return piece;
        if (!state_->in_content || !state_->fetch()) return {};
    }
}

std::string Reader::read_all(std::uint64_t limit) {
    std::string content;
    for (std::string_view piece = read(); !piece.empty(); piece = read()) {
        if (piece.size() > limit - content.size())
            state_->checks.refuse(Error::Kind::too_large, state_->member.path,
                                  "more than the " + std::to_string(limit) + " bytes allowed");
        content += piece;
    }
    return content;
}

void Reader::release_name() { state_->checks.release(state_->member.path); }

}  // namespace brine::support::archive
