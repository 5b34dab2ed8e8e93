// SPDX-License-Identifier: Apache-2.0
//
// Downloads for spm: a function of the kind `spm-fetch`, for the manager alone; a plugin of its own
// because libcurl takes longer to load than most commands of spm take to run.
#include "common/progress.hpp"

#include <brine/support/http.hpp>

using namespace brine::literals;

namespace {

namespace http = brine::support::http;
using brine::Call;
using brine::Value;

std::string text(const Value& map, std::string_view key) {
    return std::string(map[key].str_or(""));
}

http::Settings settings_from(const Value& server) {
    http::Settings settings;
    settings.protocols = {"https", "http", "ftp", "ftps", "file"};
    settings.user = text(server, "username");
    settings.password = text(server, "password");
    settings.ca_file = text(server, "ca_file");
    settings.certificate = text(server, "certificate");
    settings.key = text(server, "key");
    settings.proxy = text(server, "proxy");
    settings.proxy_user = text(server, "proxy_username");
    settings.proxy_password = text(server, "proxy_password");
    settings.verify = !server["verify_ssl"].is_false();
    settings.user_agent = "brine-spm";
    if (server["timeout"].is_number())
        settings.low_speed_time = std::chrono::seconds(
            std::max<std::int64_t>(1, static_cast<std::int64_t>(server["timeout"].number())));
    return settings;
}

// download: {"url", "path", "limit": bytes, "etag", "last_modified", "resume": bool, "name"}
Value fetch(Call& call, Value server, Value download) {
    http::Settings settings = settings_from(server);
    settings.max_bytes = static_cast<std::uint64_t>(download["limit"].integer());
    settings.cancelled = [&] { return call.cancelled(); };
    brine::spm::Progress progress(call, "downloading", text(download, "name"));
    settings.on_progress = [&](const http::Progress& at) {
        progress.set(at.received, at.total.value_or(0));
    };
    const http::Downloaded done = http::Client(settings).download(
        download["url"].str(), text(download, "path"),
        {.known = {.etag = text(download, "etag"),
                   .last_modified = text(download, "last_modified")},
         .resume = download["resume"].is_true(),
         .mode = 0644});
    return call.map({{"changed", done.changed},
                     {"etag", done.validators.etag},
                     {"last_modified", done.validators.last_modified},
                     {"size", done.size},
                     {"resumed", done.resumed}});
}

}  // namespace

BRINE_PLUGIN("spm-fetch", "1.0.0", "Downloads for spm", plugin) {
    plugin.add("spm-fetch", "fetch", fetch, "server"_a, "download"_a).doc("Downloads a file.");
}
