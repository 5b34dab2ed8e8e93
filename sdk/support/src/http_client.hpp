// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http_transfer.hpp"

namespace brine::support::http {

struct Client::State {
    explicit State(Settings s);
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State();

    Settings settings;
    CURL* handle;
};

bool url_is_http(std::string_view url);

/// Whether an answer with `status` brings the whole content of `url`.
bool is_content(std::string_view url, int status);

}  // namespace brine::support::http
