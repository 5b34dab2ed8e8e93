// SPDX-License-Identifier: Apache-2.0
#include "brine/support/archive.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <cerrno>
#include <exception>
#include <utility>

namespace brine::support::archive {
namespace {

struct DeleteEntry {
    void operator()(archive_entry* entry) const noexcept { archive_entry_free(entry); }
};
using Entry = std::unique_ptr<archive_entry, DeleteEntry>;

unsigned file_type(MemberType type) {
    switch (type) {
        case MemberType::directory:
            return AE_IFDIR;
        case MemberType::symlink:
            return AE_IFLNK;
        case MemberType::file:
        case MemberType::hardlink:
            return AE_IFREG;
    }
    return AE_IFREG;
}

Entry entry_of(const Member& member) {
    Entry entry(archive_entry_new());
    if (entry == nullptr) throw std::bad_alloc();
    const bool directory = member.type == MemberType::directory;
    archive_entry_set_pathname(entry.get(), (member.path + (directory ? "/" : "")).c_str());
    archive_entry_set_filetype(entry.get(), file_type(member.type));
    archive_entry_set_perm(entry.get(), member.mode);
    archive_entry_set_size(
        entry.get(), static_cast<la_int64_t>(member.type == MemberType::file ? member.size : 0));
    archive_entry_set_mtime(entry.get(), static_cast<time_t>(member.mtime), 0);
    archive_entry_set_uid(entry.get(), member.uid);
    archive_entry_set_gid(entry.get(), member.gid);
    archive_entry_set_uname(entry.get(), member.user.c_str());
    archive_entry_set_gname(entry.get(), member.group.c_str());
    if (member.type == MemberType::symlink)
        archive_entry_set_symlink(entry.get(), member.link.c_str());
    if (member.type == MemberType::hardlink)
        archive_entry_set_hardlink(entry.get(), member.link.c_str());
    return entry;
}

}  // namespace

struct Writer::State {
    explicit State(Sink to) : sink(std::move(to)), handle(archive_write_new()) {
        if (handle == nullptr) throw std::bad_alloc();
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() {
        // Freeing would write the end of the archive.
        abandoned = true;
        archive_write_free(handle);
    }

    void check(int code) {
        if (failure) std::rethrow_exception(std::exchange(failure, nullptr));
        // A warning says that a name has letters that this locale lacks; the bytes are kept.
        if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return;
        const char* message = archive_error_string(handle);
        throw Error(Error::Kind::corrupt,
                    "cannot write the archive" +
                        (current.empty() ? "" : "'s member '" + printable(current) + "'") + ": " +
                        (message != nullptr ? message : "unknown reason"));
    }

    void set_up(Format format, Compression compression);

    Sink sink;
    struct ::archive* handle;
    std::exception_ptr failure;
    bool abandoned = false;
    std::string current;
    std::uint64_t missing = 0;  // bytes of the current file
};

void Writer::State::set_up(Format format, Compression compression) {
    switch (format) {
        case Format::gnu_tar:
            check(archive_write_set_format_gnutar(handle));
            break;
        case Format::pax:
            check(archive_write_set_format_pax_restricted(handle));
            break;
        case Format::zip:
            check(archive_write_set_format_zip(handle));
            break;
    }
    switch (compression) {
        case Compression::none:
            break;
        case Compression::gzip:
            check(archive_write_add_filter_gzip(handle));
            check(archive_write_set_filter_option(handle, "gzip", "timestamp", nullptr));
            break;
        case Compression::bzip2:
            check(archive_write_add_filter_bzip2(handle));
            break;
        case Compression::xz:
            check(archive_write_add_filter_xz(handle));
            break;
        case Compression::zstd:
            check(archive_write_add_filter_zstd(handle));
            break;
    }
}

Writer::Writer(Sink sink, Format format, Compression compression)
    : state_(std::make_unique<State>(std::move(sink))) {
    state_->set_up(format, compression);
    // No padding behind the end, which some formats would take for damage.
    state_->check(archive_write_set_bytes_in_last_block(state_->handle, 1));
    const auto write = [](struct ::archive* handle, void* self, const void* bytes,
                          std::size_t size) -> la_ssize_t {
        auto* state = static_cast<State*>(self);
        if (state->abandoned) return static_cast<la_ssize_t>(size);
        try {
            state->sink({static_cast<const char*>(bytes), size});
            return static_cast<la_ssize_t>(size);
        } catch (...) {
            state->failure = std::current_exception();
            archive_set_error(handle, EIO, "the sink failed");
            return -1;
        }
    };
    state_->check(archive_write_open(state_->handle, state_.get(), nullptr, write, nullptr));
}

Writer::Writer(Writer&&) noexcept = default;
Writer::~Writer() = default;

void Writer::begin(const Member& member) {
    State& state = *state_;
    if (state.missing > 0)
        throw Error(Error::Kind::corrupt,
                    "the content of '" + printable(state.current) + "' is shorter than announced");
    state.current = member.path;
    const Entry entry = entry_of(member);
    state.check(archive_write_header(state.handle, entry.get()));
    state.missing = member.type == MemberType::file ? member.size : 0;
}

void Writer::write(std::string_view bytes) {
    State& state = *state_;
    if (bytes.size() > state.missing)
        throw Error(Error::Kind::corrupt,
                    "the content of '" + printable(state.current) + "' is longer than announced");
    while (!bytes.empty()) {
        const la_ssize_t count = archive_write_data(state.handle, bytes.data(), bytes.size());
        if (count <= 0) state.check(ARCHIVE_FATAL);
        bytes.remove_prefix(static_cast<std::size_t>(count));
        state.missing -= static_cast<std::uint64_t>(count);
    }
}

void Writer::add(Member member, std::string_view content) {
    if (member.type == MemberType::file) member.size = content.size();
    begin(member);
    if (member.type == MemberType::file) write(content);
}

void Writer::finish() {
    State& state = *state_;
    if (state.missing > 0)
        throw Error(Error::Kind::corrupt,
                    "the content of '" + printable(state.current) + "' is shorter than announced");
    state.check(archive_write_close(state.handle));
}

}  // namespace brine::support::archive
