// SPDX-License-Identifier: Apache-2.0
#include "http_client.hpp"

#include "brine/support/atomic_file.hpp"
#include "brine/support/file.hpp"
#include "brine/support/os_error.hpp"
#include "brine/support/unique_fd.hpp"
#include "eintr.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

// A transfer that may go on later writes to PATH.part, and keeps beside it, in PATH.part.etag, the
// entity tag that the server gave to the content. Going on is safe only with `If-Range` and a
// strong tag (RFC 9110, 13.1.5): the server then sends the rest of the same content, or all anew.
namespace brine::support::http {
namespace {

std::string header_of(const Headers& headers, std::string_view name) {
    for (const auto& [key, value] : headers)
        if (same_name(key, name)) return value;
    return {};
}

bool strong(std::string_view etag) { return etag.starts_with('"'); }

std::filesystem::path with_suffix(std::filesystem::path path, std::string_view suffix) {
    return path += suffix;
}

// What has arrived of a content, on the disk.
class PartialFile {
  public:
    explicit PartialFile(const std::filesystem::path& path)
        : path_(with_suffix(path, ".part")), tag_path_(with_suffix(path_, ".etag")) {
        file_.reset(retry_on_eintr([this] {
            return ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        }));
        if (!file_) throw_os_error(errno, "cannot write", path_.native());
        std::error_code ignored;
        if (std::filesystem::exists(tag_path_, ignored)) tag_ = read_file(tag_path_, 4096);
        struct stat status {};
        if (strong(tag_) && ::fstat(file_.get(), &status) == 0)
            size_ = static_cast<std::uint64_t>(status.st_size);
    }

    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] const std::string& tag() const noexcept { return tag_; }

    // The rest comes.
    void go_on() {
        if (::lseek(file_.get(), static_cast<off_t>(size_), SEEK_SET) < 0)
            throw_os_error(errno, "cannot write", path_.native());
    }

    // All comes anew, with this tag.
    void start(const std::string& tag) {
        size_ = 0;
        forget_tag();
        if (::ftruncate(file_.get(), 0) != 0 || ::lseek(file_.get(), 0, SEEK_SET) < 0)
            throw_os_error(errno, "cannot write", path_.native());
        if (strong(tag)) replace_file(tag_path_, tag, {.mode = 0600});
    }

    void append(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count =
                retry_on_eintr([&] { return ::write(file_.get(), bytes.data(), bytes.size()); });
            if (count < 0) throw_os_error(errno, "cannot write", path_.native());
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    void commit(const std::filesystem::path& target, mode_t mode) {
        if (::fchmod(file_.get(), mode) != 0 || ::fsync(file_.get()) != 0 ||
            ::rename(path_.c_str(), target.c_str()) != 0)
            throw_os_error(errno, "cannot write", target.native());
        forget_tag();
    }

    void discard() {
        ::unlink(path_.c_str());
        forget_tag();
    }

  private:
    void forget_tag() { ::unlink(tag_path_.c_str()); }

    std::filesystem::path path_;
    std::filesystem::path tag_path_;
    UniqueFd file_;
    std::string tag_;
    std::uint64_t size_ = 0;
};

class FileSink final : public Sink {
  public:
    FileSink(const std::filesystem::path& path, const DownloadOptions& options, bool http)
        : path_(path), options_(options), http_(http) {
        if (options.resume && http) partial_.emplace(path);
    }

    void add_conditions(Headers& headers) const {
        if (!options_.known.etag.empty())
            headers.emplace_back("If-None-Match", options_.known.etag);
        if (!options_.known.last_modified.empty())
            headers.emplace_back("If-Modified-Since", options_.known.last_modified);
        if (partial_ && partial_->size() > 0) {
            headers.emplace_back("Range", "bytes=" + std::to_string(partial_->size()) + "-");
            headers.emplace_back("If-Range", partial_->tag());
        }
    }

    std::uint64_t begin(int status, const Headers& headers) override {
        result_.validators = {.etag = header_of(headers, "ETag"),
                              .last_modified = header_of(headers, "Last-Modified")};
        status_ = status;
        const bool rest = partial_ && partial_->size() > 0 && status == 206 && fits(headers);
        accepted_ = rest || !http_ || status == 200;
        if (!accepted_) return 0;
        if (rest) {
            partial_->go_on();
            result_.resumed = result_.size = partial_->size();
        } else if (partial_) {
            partial_->start(result_.validators.etag);
        } else {
            file_.emplace(path_);
            file_->set_mode(options_.mode);
        }
        return result_.resumed;
    }

    void write(std::string_view bytes) override {
        if (!accepted_) return;  // the text of an error
        if (partial_)
            partial_->append(bytes);
        else
            file_->append(bytes);
        result_.size += bytes.size();
    }

    // The rest of the content cannot be had as it was asked for.
    [[nodiscard]] bool rest_refused() const noexcept {
        return partial_ && partial_->size() > 0 && (status_ == 416 || status_ == 206) && !accepted_;
    }
    [[nodiscard]] bool unchanged() const noexcept {
        const bool asked = !options_.known.etag.empty() || !options_.known.last_modified.empty();
        return http_ && asked && status_ == 304;
    }
    [[nodiscard]] bool accepted() const noexcept { return accepted_; }
    [[nodiscard]] int status() const noexcept { return status_; }

    void discard_partial() {
        if (partial_) partial_->discard();
    }

    Downloaded commit() {
        if (partial_)
            partial_->commit(path_, options_.mode);
        else
            file_->commit();
        return result_;
    }

    Downloaded same_as_before() {
        discard_partial();
        result_.changed = false;
        return result_;
    }

  private:
    // Whether the answer's range begins where our part ends: "bytes 100-199/200".
    [[nodiscard]] bool fits(const Headers& headers) const {
        return header_of(headers, "Content-Range")
            .starts_with("bytes " + std::to_string(partial_->size()) + "-");
    }

    std::filesystem::path path_;
    const DownloadOptions& options_;
    bool http_;
    std::optional<PartialFile> partial_;
    std::optional<AtomicFile> file_;
    bool accepted_ = false;
    int status_ = 0;
    Downloaded result_;
};

}  // namespace

Downloaded Client::download(std::string_view url, const std::filesystem::path& path,
                            const DownloadOptions& options) {
    for (int attempt = 0;; ++attempt) {
        FileSink sink(path, options, url_is_http(url));
        Request request{.url = std::string(url), .method = "GET", .headers = {}, .body = {}};
        sink.add_conditions(request.headers);
        Transfer transfer(state_->handle, state_->settings, request);
        const Response response = transfer.run(sink);
        if (sink.unchanged()) return sink.same_as_before();
        if (sink.accepted()) return sink.commit();
        if (!sink.rest_refused() || attempt > 0) throw_status(response.url, sink.status());
        sink.discard_partial();
    }
}

}  // namespace brine::support::http
