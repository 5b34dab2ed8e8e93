// SPDX-License-Identifier: Apache-2.0
#include "http_client.hpp"

#include <algorithm>

namespace brine::support::http {
namespace {

class MemorySink final : public Sink {
  public:
    std::uint64_t begin(int, const Headers&) override { return 0; }
    void write(std::string_view bytes) override { text.append(bytes); }

    std::string text;
};

CURL* new_handle() {
    // Thread-safe, and done once, as the initialisation of statics is.
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (ready != CURLE_OK)
        throw Error(Error::Kind::protocol,
                    std::string("cannot start libcurl: ") + curl_easy_strerror(ready));
    CURL* const handle = curl_easy_init();
    if (handle == nullptr) throw std::bad_alloc();
    return handle;
}

}  // namespace

std::string_view Response::header(std::string_view name) const noexcept {
    const auto found = std::ranges::find_if(
        headers, [&](const auto& pair) { return same_name(pair.first, name); });
    return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

Client::State::State(Settings s) : settings(std::move(s)), handle(new_handle()) {}
Client::State::~State() { curl_easy_cleanup(handle); }

Client::Client(Settings settings) : state_(std::make_unique<State>(std::move(settings))) {}
Client::Client(Client&&) noexcept = default;
Client::~Client() = default;

Settings& Client::settings() noexcept { return state_->settings; }

Response Client::send(const Request& request) {
    MemorySink sink;
    Transfer transfer(state_->handle, state_->settings, request);
    Response response = transfer.run(sink);
    response.body = std::move(sink.text);
    return response;
}

std::string Client::get(std::string_view url) {
    Response response = send({.url = std::string(url), .method = "GET", .headers = {}, .body = {}});
    if (!is_content(url, response.status)) throw_status(response.url, response.status);
    return std::move(response.body);
}

bool is_content(std::string_view url, int status) {
    // Other protocols report what is missing as a failed transfer.
    return status == 200 || !url_is_http(url);
}

bool url_is_http(std::string_view url) {
    const std::string protocol = parse_url(url).protocol;
    return protocol == "http" || protocol == "https";
}

}  // namespace brine::support::http
