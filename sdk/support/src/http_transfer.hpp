// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brine/support/http.hpp"

#include <curl/curl.h>

#include <array>
#include <exception>

namespace brine::support::http {

/// Where the content of an answer goes.
class Sink {
  public:
    virtual ~Sink() = default;
    /// The status and headers of the last answer are known; called once, before any content, and
    /// also when there is none. Bytes that are at hand already are part of Progress.
    virtual std::uint64_t begin(int status, const Headers& headers) = 0;
    virtual void write(std::string_view bytes) = 0;
};

/// One transfer on a handle that is used again and again.
class Transfer {
  public:
    Transfer(CURL* handle, const Settings& settings, const Request& request);
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;
    ~Transfer();

    /// Runs it. Throws Error; what the sink throws comes through.
    Response run(Sink& sink);

  private:
    void set_up();
    void set_up_server();
    void set_up_request();
    void begin_content();
    [[noreturn]] void fail(CURLcode code) const;
    void check_size(std::uint64_t bytes) const;

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_content(char* data, std::size_t size, std::size_t count, void* self);
    static int on_progress(void* self, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t);

    CURL* handle_;
    const Settings& settings_;
    const Request& request_;
    std::string shown_url_;
    curl_slist* header_list_ = nullptr;
    std::array<char, CURL_ERROR_SIZE> message_{};
    Sink* sink_ = nullptr;
    Response response_;
    bool begun_ = false;
    bool cancelled_ = false;
    std::uint64_t received_ = 0;
    std::exception_ptr failure_;
};

/// Sets an option of a handle; curl refuses only what this library does not know, or out of memory.
template <class T>
void set_option(CURL* handle, CURLoption option, T value) {
    const CURLcode code = curl_easy_setopt(handle, option, value);
    if (code != CURLE_OK)
        throw Error(Error::Kind::protocol,
                    std::string("cannot set up a transfer: ") + curl_easy_strerror(code));
}

/// Whether two names of headers are the same.
bool same_name(std::string_view a, std::string_view b) noexcept;

/// Throws the Error for an HTTP status that is no success.
[[noreturn]] void throw_status(const std::string& shown_url, int status);

}  // namespace brine::support::http
