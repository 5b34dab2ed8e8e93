// SPDX-License-Identifier: Apache-2.0
#include "brine/support/http.hpp"

#include <curl/curl.h>

#include <memory>

namespace brine::support::http {
namespace {

struct DeleteUrl {
    void operator()(CURLU* url) const noexcept { curl_url_cleanup(url); }
};
using UrlHandle = std::unique_ptr<CURLU, DeleteUrl>;

UrlHandle parsed(std::string_view url) {
    UrlHandle handle(curl_url());
    if (handle == nullptr) throw std::bad_alloc();
    const CURLUcode code = curl_url_set(handle.get(), CURLUPART_URL, std::string(url).c_str(),
                                        CURLU_NON_SUPPORT_SCHEME);
    return code == CURLUE_OK ? std::move(handle) : nullptr;
}

std::string part(CURLU* url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK) return {};
    std::string copy(text);
    curl_free(text);
    return copy;
}

}  // namespace

UrlParts parse_url(std::string_view url) {
    const UrlHandle handle = parsed(url);
    if (handle == nullptr) return {};
    return {.protocol = part(handle.get(), CURLUPART_SCHEME),
            .user = part(handle.get(), CURLUPART_USER, CURLU_URLDECODE),
            .password = part(handle.get(), CURLUPART_PASSWORD, CURLU_URLDECODE),
            .host = part(handle.get(), CURLUPART_HOST),
            .path = part(handle.get(), CURLUPART_PATH, CURLU_URLDECODE)};
}

std::string without_credentials(std::string_view url) {
    const UrlHandle handle = parsed(url);
    if (handle == nullptr) {
        // No URL to curl; whatever stands before an '@' may be a password even so.
        const std::size_t at = url.rfind('@');
        const std::size_t start = url.find("://");
        if (at == std::string_view::npos) return std::string(url);
        const std::size_t keep = start == std::string_view::npos || start > at ? 0 : start + 3;
        return std::string(url.substr(0, keep)).append(url.substr(at + 1));
    }
    curl_url_set(handle.get(), CURLUPART_USER, nullptr, 0);
    curl_url_set(handle.get(), CURLUPART_PASSWORD, nullptr, 0);
    std::string text = part(handle.get(), CURLUPART_URL);
    return text.empty() ? std::string(url) : text;
}

}  // namespace brine::support::http
