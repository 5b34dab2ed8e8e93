// SPDX-License-Identifier: Apache-2.0
//
// Transfers by URL: requests whose answer is kept in memory, and downloads into files.
#pragma once

#include <brine/error.hpp>

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace brine::support::http {

/// A transfer that did not come to an end, or an answer that was not accepted. what() is
/// "URL: REASON", the URL without user and password.
class Error : public brine::Error {
  public:
    enum class Kind {
        /// The text is no URL, or its protocol is not allowed.
        url,
        /// Name not found, nobody listens, connection lost, TLS refused.
        connection,
        /// Too slow, or no answer in time.
        timeout,
        /// More bytes than allowed.
        too_large,
        /// The server's answer makes no sense.
        protocol,
        /// The server answered with a status that says no; status() has it.
        refused,
        /// User or password are wrong or missing.
        unauthorised,
        /// There is no such thing at this URL.
        not_found,
        cancelled,
    };

    Error(Kind kind, const std::string& what, int status = 0)
        : brine::Error(what, kind == Kind::cancelled ? BRINE_CANCELLED : BRINE_FAILED),
          kind_(kind),
          status_(status) {}

    [[nodiscard]] Kind kind() const noexcept { return kind_; }
    /// HTTP's or FTP's status, 0 when there was none.
    [[nodiscard]] int status() const noexcept { return status_; }

  private:
    Kind kind_;
    int status_;
};

/// Names and values, in order. Names compare without regard to case.
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Progress {
    /// Bytes of the content here so far, those of an earlier attempt included.
    std::uint64_t received = 0;
    /// All that there will be, when the server says so.
    std::optional<std::uint64_t> total = {};
};

/// How to reach a server, and how far to trust it.
struct Settings {
    /// The protocols allowed, in lower case: "http", "https", "ftp", "ftps", "file". Redirects may
    /// lead to http and https only, and from https to https only.
    std::vector<std::string> protocols{"http", "https"};
    int max_redirects = 10;
    /// Bytes of content; one more is an Error, told before it arrives where the server says so.
    std::uint64_t max_bytes = 64U << 20U;
    std::chrono::milliseconds connect_timeout{15'000};
    /// For the whole transfer; zero: none.
    std::chrono::milliseconds timeout{0};
    /// A transfer that stays below this many bytes per second for this long is given up.
    std::uint32_t low_speed = 64;
    std::chrono::seconds low_speed_time{30};
    /// Sent to the first host only, whatever redirects say.
    std::string user = {};
    std::string password = {};
    /// PEM files; empty: the system's authorities, no client certificate.
    std::string ca_file = {};
    std::string certificate = {};
    std::string key = {};
    /// Checks the server's certificate and name.
    bool verify = true;
    /// "http://host:port", "socks5h://..."; empty: what the environment says (http_proxy, ...).
    std::string proxy = {};
    std::string proxy_user = {};
    std::string proxy_password = {};
    std::string user_agent = "brine";
    /// Called several times a second, in the thread of the transfer.
    std::function<void(const Progress&)> on_progress = {};
    std::function<bool()> cancelled = {};
};

struct Request {
    std::string url = {};
    std::string method = "GET";
    Headers headers = {};
    std::string body = {};  // sent if the method is neither GET nor HEAD
};

struct Response {
    int status = 0;
    /// Those of the last answer, after redirects.
    Headers headers = {};
    std::string body = {};
    /// Where the answer came from, without user and password.
    std::string url = {};

    /// The first header of that name; empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;
};

/// What a server said about a content, to ask later whether it has changed.
struct Validators {
    std::string etag = {};
    std::string last_modified = {};
};

struct DownloadOptions {
    /// Those of the content at hand: the server then sends it only if it has changed.
    Validators known = {};
    /// Keeps what has arrived in PATH.part when the transfer breaks off, and goes on from there
    /// the next time if the server still has the same content. HTTP only.
    bool resume = false;
    mode_t mode = 0644;
};

struct Downloaded {
    /// False: the content is still that of DownloadOptions::known, and no file was written.
    bool changed = true;
    Validators validators = {};
    /// Bytes of the whole content.
    std::uint64_t size = 0;
    /// Bytes that were there from an earlier attempt.
    std::uint64_t resumed = 0;
};

/// Makes transfers, one at a time, and keeps connections open between them. Used by one thread at
/// a time; distinct objects are independent.
class Client {
  public:
    explicit Client(Settings settings = {});
    Client(Client&&) noexcept;
    Client& operator=(Client&&) = delete;
    ~Client();

    /// Settings for the next transfer.
    [[nodiscard]] Settings& settings() noexcept;

    /// Sends a request and answers whatever HTTP status comes back; throws only when there is no
    /// answer.
    Response send(const Request& request);

    /// The content at `url`. Throws Error also for statuses other than 200.
    std::string get(std::string_view url);

    /// Puts the content at `url` into the file `path`, atomically; on failure the old file stays
    /// as it was. Throws std::system_error when it cannot be written.
    Downloaded download(std::string_view url, const std::filesystem::path& path,
                        const DownloadOptions& options = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The URL without user and password, for messages.
std::string without_credentials(std::string_view url);

/// The parts of a URL that decide whom it talks to; empty protocol: the text is no URL.
struct UrlParts {
    std::string protocol = {};
    std::string user = {};
    std::string password = {};
    std::string host = {};
    std::string path = {};
};
UrlParts parse_url(std::string_view url);

}  // namespace brine::support::http
