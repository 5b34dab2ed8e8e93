// SPDX-License-Identifier: Apache-2.0
#include "http_transfer.hpp"

#include "brine/support/text.hpp"

#include <algorithm>
#include <charconv>

namespace brine::support::http {
namespace {

Error::Kind kind_of(CURLcode code) {
    switch (static_cast<int>(code)) {
        case CURLE_UNSUPPORTED_PROTOCOL:
        case CURLE_URL_MALFORMAT:
            return Error::Kind::url;
        case CURLE_OPERATION_TIMEDOUT:
        case CURLE_FTP_ACCEPT_TIMEOUT:
            return Error::Kind::timeout;
        case CURLE_FILESIZE_EXCEEDED:
            return Error::Kind::too_large;
        case CURLE_LOGIN_DENIED:
        case CURLE_REMOTE_ACCESS_DENIED:
            return Error::Kind::unauthorised;
        case CURLE_FILE_COULDNT_READ_FILE:
        case CURLE_REMOTE_FILE_NOT_FOUND:
        case CURLE_FTP_COULDNT_RETR_FILE:
            return Error::Kind::not_found;
        case CURLE_ABORTED_BY_CALLBACK:
            return Error::Kind::cancelled;
        case CURLE_WEIRD_SERVER_REPLY:
        case CURLE_TOO_MANY_REDIRECTS:
        case CURLE_PARTIAL_FILE:
        case CURLE_GOT_NOTHING:
        case CURLE_BAD_CONTENT_ENCODING:
        case CURLE_RANGE_ERROR:
            return Error::Kind::protocol;
        default:
            return Error::Kind::connection;
    }
}

std::string comma_separated(const std::vector<std::string>& words) { return join(words, ","); }

// Redirects lead to the web only, and never out of TLS.
std::string redirect_protocols(const Settings& settings, std::string_view protocol) {
    std::vector<std::string> allowed;
    for (const std::string& name : settings.protocols)
        if (name == "https" || (name == "http" && protocol == "http")) allowed.push_back(name);
    return comma_separated(allowed);
}

std::optional<std::uint64_t> number_in(std::string_view text) {
    std::uint64_t number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) noexcept {
    return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) {
        const auto lower = [](unsigned char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; };
        return lower(x) == lower(y);
    });
}

void throw_status(const std::string& shown_url, int status) {
    Error::Kind kind = Error::Kind::refused;
    if (status == 401 || status == 403 || status == 407) kind = Error::Kind::unauthorised;
    if (status == 404 || status == 410) kind = Error::Kind::not_found;
    throw Error(kind, shown_url + ": the server answers with status " + std::to_string(status),
                status);
}

Transfer::Transfer(CURL* handle, const Settings& settings, const Request& request)
    : handle_(handle),
      settings_(settings),
      request_(request),
      shown_url_(without_credentials(request.url)) {
    try {
        set_up();
    } catch (...) {
        curl_slist_free_all(header_list_);
        throw;
    }
}

Transfer::~Transfer() { curl_slist_free_all(header_list_); }

void Transfer::set_up() {
    curl_easy_reset(handle_);  // keeps open connections
    set_option(handle_, CURLOPT_ERRORBUFFER, message_.data());
    set_option(handle_, CURLOPT_NOSIGNAL, 1L);
    set_option(handle_, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
    set_option(handle_, CURLOPT_HEADERDATA, this);
    set_option(handle_, CURLOPT_WRITEFUNCTION, &Transfer::on_content);
    set_option(handle_, CURLOPT_WRITEDATA, this);
    set_option(handle_, CURLOPT_NOPROGRESS, 0L);
    set_option(handle_, CURLOPT_XFERINFOFUNCTION, &Transfer::on_progress);
    set_option(handle_, CURLOPT_XFERINFODATA, this);
    set_up_server();
    set_up_request();
}

void Transfer::set_up_server() {
    const std::string protocol = parse_url(request_.url).protocol;
    if (protocol.empty()) throw Error(Error::Kind::url, "'" + shown_url_ + "' is no URL");
    if (std::ranges::find(settings_.protocols, protocol) == settings_.protocols.end())
        throw Error(Error::Kind::url, shown_url_ + ": the protocol " + protocol +
                                          " is not allowed here; allowed are " +
                                          join(settings_.protocols, ", "));
    set_option(handle_, CURLOPT_PROTOCOLS_STR, comma_separated(settings_.protocols).c_str());
    const std::string redirects = redirect_protocols(settings_, protocol);
    if (!redirects.empty()) {
        set_option(handle_, CURLOPT_REDIR_PROTOCOLS_STR, redirects.c_str());
        set_option(handle_, CURLOPT_FOLLOWLOCATION, 1L);
        set_option(handle_, CURLOPT_MAXREDIRS, static_cast<long>(settings_.max_redirects));
    }
    set_option(handle_, CURLOPT_CONNECTTIMEOUT_MS,
               static_cast<long>(settings_.connect_timeout.count()));
    set_option(handle_, CURLOPT_TIMEOUT_MS, static_cast<long>(settings_.timeout.count()));
    set_option(handle_, CURLOPT_LOW_SPEED_LIMIT, static_cast<long>(settings_.low_speed));
    set_option(handle_, CURLOPT_LOW_SPEED_TIME,
               static_cast<long>(settings_.low_speed_time.count()));
    set_option(handle_, CURLOPT_SSL_VERIFYPEER, settings_.verify ? 1L : 0L);
    set_option(handle_, CURLOPT_SSL_VERIFYHOST, settings_.verify ? 2L : 0L);
    const auto text = [this](CURLoption option, const std::string& value) {
        if (!value.empty()) set_option(handle_, option, value.c_str());
    };
    text(CURLOPT_CAINFO, settings_.ca_file);
    text(CURLOPT_SSLCERT, settings_.certificate);
    text(CURLOPT_SSLKEY, settings_.key);
    text(CURLOPT_PROXY, settings_.proxy);
    text(CURLOPT_PROXYUSERNAME, settings_.proxy_user);
    text(CURLOPT_PROXYPASSWORD, settings_.proxy_password);
    text(CURLOPT_USERNAME, settings_.user);
    text(CURLOPT_PASSWORD, settings_.password);
    text(CURLOPT_USERAGENT, settings_.user_agent);
    set_option(handle_, CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC | CURLAUTH_DIGEST));
}

void Transfer::set_up_request() {
    set_option(handle_, CURLOPT_URL, request_.url.c_str());
    if (request_.method == "HEAD") {
        set_option(handle_, CURLOPT_NOBODY, 1L);
    } else if (request_.method != "GET") {
        set_option(handle_, CURLOPT_POST, 1L);
        set_option(handle_, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request_.body.size()));
        set_option(handle_, CURLOPT_POSTFIELDS, request_.body.c_str());
        if (request_.method != "POST")
            set_option(handle_, CURLOPT_CUSTOMREQUEST, request_.method.c_str());
    }
    for (const auto& [name, value] : request_.headers) {
        if (name.find_first_of("\r\n:") != std::string::npos ||
            value.find_first_of("\r\n") != std::string::npos)
            throw Error(Error::Kind::url, shown_url_ + ": a header with a line break");
        // A header without a value is written with ';', else curl would leave it out.
        const std::string line = value.empty() ? name + ";" : name + ": " + value;
        curl_slist* const longer = curl_slist_append(header_list_, line.c_str());
        if (longer == nullptr) throw std::bad_alloc();
        header_list_ = longer;
    }
    if (header_list_ != nullptr) set_option(handle_, CURLOPT_HTTPHEADER, header_list_);
}

Response Transfer::run(Sink& sink) {
    sink_ = &sink;
    const CURLcode code = curl_easy_perform(handle_);
    if (failure_) std::rethrow_exception(failure_);
    if (code != CURLE_OK) fail(code);
    begin_content();
    char* url = nullptr;
    curl_easy_getinfo(handle_, CURLINFO_EFFECTIVE_URL, &url);
    response_.url = without_credentials(url != nullptr ? url : request_.url);
    return std::move(response_);
}

void Transfer::begin_content() {
    if (begun_) return;
    begun_ = true;
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    received_ = sink_->begin(response_.status, response_.headers);
    const auto announced = number_in(response_.header("Content-Length"));
    if (announced && request_.method != "HEAD" && response_.status != 304)
        check_size(received_ + *announced);
}

void Transfer::check_size(std::uint64_t bytes) const {
    if (bytes > settings_.max_bytes)
        throw Error(Error::Kind::too_large, shown_url_ + ": more than the " +
                                                std::to_string(settings_.max_bytes) +
                                                " bytes allowed");
}

void Transfer::fail(CURLcode code) const {
    if (cancelled_) throw Error(Error::Kind::cancelled, shown_url_ + ": cancelled");
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    const char* const reason =
        message_.front() != '\0' ? message_.data() : curl_easy_strerror(code);
    throw Error(kind_of(code), shown_url_ + ": " + reason, static_cast<int>(status));
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    const std::string_view line(data, size * count);
    try {
        if (line.starts_with("HTTP/")) {  // a new answer, after a redirect or a 100 Continue
            transfer->response_.headers.clear();
        } else if (const auto colon = line.find(':'); colon != std::string_view::npos) {
            transfer->response_.headers.emplace_back(line.substr(0, colon),
                                                     strip(line.substr(colon + 1)));
        }
        return line.size();
    } catch (...) {
        transfer->failure_ = std::current_exception();
        return 0;
    }
}

std::size_t Transfer::on_content(char* data, std::size_t size, std::size_t count, void* self) {
    auto* transfer = static_cast<Transfer*>(self);
    const std::string_view bytes(data, size * count);
    try {
        transfer->begin_content();
        transfer->check_size(transfer->received_ + bytes.size());
        transfer->sink_->write(bytes);
        transfer->received_ += bytes.size();
        return bytes.size();
    } catch (...) {
        transfer->failure_ = std::current_exception();
        return bytes.empty() ? 1 : 0;  // any other number than the bytes' stops the transfer
    }
}

int Transfer::on_progress(void* self, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
    auto* transfer = static_cast<Transfer*>(self);
    const Settings& settings = transfer->settings_;
    try {
        if (settings.cancelled && settings.cancelled()) transfer->cancelled_ = true;
        if (settings.on_progress && transfer->begun_) {
            Progress progress{.received = transfer->received_, .total = std::nullopt};
            const auto before =
                transfer->received_ -
                std::min<std::uint64_t>(transfer->received_, static_cast<std::uint64_t>(now));
            if (total > 0) progress.total = before + static_cast<std::uint64_t>(total);
            settings.on_progress(progress);
        }
    } catch (...) {
        transfer->failure_ = std::current_exception();
        return 1;
    }
    return transfer->cancelled_ ? 1 : 0;
}

}  // namespace brine::support::http
