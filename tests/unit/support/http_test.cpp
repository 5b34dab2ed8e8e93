// SPDX-License-Identifier: Apache-2.0
#include "brine/support/http.hpp"

#include <catch2/catch.hpp>

#include "file_status.hpp"
#include "scratch_directory.hpp"
#include "scripted_server.hpp"

namespace brine::support::test {
namespace {

using http::Client;
using http::Settings;
using Kind = http::Error::Kind;

struct Failure {
    Kind kind = Kind::protocol;
    int status = -1;
    std::string what;
};

template <class Action>
Failure failure_of(Action action) {
    try {
        action();
    } catch (const http::Error& error) {
        return {error.kind(), error.status(), error.what()};
    }
    FAIL("no error");
    return {};
}

Failure get_failure(const std::string& url, const Settings& settings = {}) {
    return failure_of([&] { Client(settings).get(url); });
}

bool has(const std::string& request, const std::string& line) {
    return request.find(line + "\r\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a request carries method, headers and body", "[support][http]") {
    const ScriptedServer server([](const std::string&) {
        return http_answer("answer", "418 I'm a teapot", "X-One: 1\r\n");
    });
    const http::Response response =
        Client().send({.url = server.url("/path?q=1"),
                       .method = "PUT",
                       .headers = {{"Content-Type", "text/xml"}, {"X-Empty", ""}},
                       .body = "the body"});
    CHECK(response.status == 418);
    CHECK(response.body == "answer");
    CHECK(response.header("x-one") == "1");
    CHECK(response.header("x-two").empty());
    CHECK(response.url == server.url("/path?q=1"));
    const std::string request = server.requests().at(0);
    CHECK(request.starts_with("PUT /path?q=1 HTTP/1.1\r\n"));
    CHECK(has(request, "Content-Type: text/xml"));
    CHECK(has(request, "X-Empty:"));
    CHECK(has(request, "User-Agent: brine"));
    CHECK(request.ends_with("\r\n\r\nthe body"));
}

TEST_CASE("a header cannot smuggle another one in", "[support][http]") {
    CHECK(failure_of([] {
              Client().send({.url = "http://127.0.0.1:1/",
                             .method = "GET",
                             .headers = {{"A", "b\r\nEvil: 1"}},
                             .body = {}});
          }).kind == Kind::url);
}

TEST_CASE("statuses that are no success are errors", "[support][http]") {
    const auto [status, kind] = GENERATE(table<std::string, Kind>({
        {"404 Not Found", Kind::not_found},
        {"401 Unauthorized", Kind::unauthorised},
        {"403 Forbidden", Kind::unauthorised},
        {"500 Oops", Kind::refused},
        {"204 No Content", Kind::refused},
    }));
    const ScriptedServer server(
        [&, status = status](const std::string&) { return http_answer("", status); });
    const Failure failure = get_failure(server.url("/x"));
    CHECK(failure.kind == kind);
    CHECK(failure.status == std::stoi(status));
    CHECK(failure.what ==
          server.url("/x") + ": the server answers with status " + status.substr(0, 3));
}

TEST_CASE("user and password are sent, and never shown", "[support][http]") {
    const ScriptedServer server([](const std::string& request) {
        return has(request, "Authorization: Basic dXNlcjpzM2NyZXQ=")
                   ? http_answer("in")
                   : http_answer("", "401 No", "WWW-Authenticate: Basic realm=\"x\"\r\n");
    });
    CHECK(Client({.user = "user", .password = "s3cret"}).get(server.url()) == "in");
    const std::string port = std::to_string(server.port());
    CHECK(Client().get("http://user:s3cret@127.0.0.1:" + port + "/") == "in");
    const Failure failure = get_failure("http://user:wr0ng@127.0.0.1:" + port + "/");
    CHECK(failure.kind == Kind::unauthorised);
    CHECK(failure.what.find("wr0ng") == std::string::npos);
    CHECK(failure.what.starts_with("http://127.0.0.1:" + port + "/: "));
    CHECK(http::without_credentials("https://a:b@host:1/p?q") == "https://host:1/p?q");
    CHECK(http::without_credentials("no url:with@secret") == "secret");
}

TEST_CASE("redirects are followed, within the web and to an end", "[support][http]") {
    std::string target;
    const ScriptedServer server([&](const std::string& request) {
        if (request.starts_with("GET /end ")) return http_answer("end");
        return http_answer("", "302 Found", "Location: " + target + "\r\nX-Old: 1\r\n");
    });
    target = "/end";
    const http::Response response =
        Client().send({.url = server.url("/a"), .method = "GET", .headers = {}, .body = {}});
    CHECK(response.body == "end");
    CHECK(response.url == server.url("/end"));
    CHECK(response.header("X-Old").empty());

    target = "file:///etc/passwd";
    CHECK(get_failure(server.url("/a"), {.protocols = {"http", "file"}}).kind == Kind::url);
    target = "/a";
    CHECK(get_failure(server.url("/a")).kind == Kind::protocol);
}

TEST_CASE("only allowed protocols are used", "[support][http]") {
    const ScratchDirectory scratch;
    const std::string url = "file://" + scratch.write("f", "local").string();
    CHECK(get_failure(url).what ==
          url + ": the protocol file is not allowed here; allowed are http, https");
    CHECK(Client({.protocols = {"file"}}).get(url) == "local");
    CHECK(get_failure(url + "x", {.protocols = {"file"}}).kind == Kind::not_found);
    CHECK(get_failure("gopher://127.0.0.1/").kind == Kind::url);
    CHECK(get_failure("").kind == Kind::url);
    CHECK(get_failure("http://").kind == Kind::url);
}

TEST_CASE("a size limit holds, announced or not", "[support][http]") {
    std::string answer;
    const ScriptedServer server([&](const std::string&) { return answer; });
    const Settings settings{.max_bytes = 10};
    answer = http_answer("0123456789");
    CHECK(Client(settings).get(server.url()) == "0123456789");
    answer = http_answer("0123456789a");
    CHECK(get_failure(server.url(), settings).kind == Kind::too_large);
    answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(100'000, 'x');
    CHECK(get_failure(server.url(), settings).what ==
          server.url() + ": more than the 10 bytes allowed");
    const ScratchDirectory scratch;
    CHECK_THROWS_AS(Client(settings).download(server.url(), scratch / "f"), http::Error);
    CHECK(entry_count(scratch.path()) == 0);
}

TEST_CASE("a silent server is given up", "[support][http]") {
    const ScriptedServer server([](const std::string& request) {
        return request.starts_with("GET /never ")
                   ? ScriptedServer::hang()
                   : "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome" + ScriptedServer::hang();
    });
    Settings settings;
    settings.timeout = std::chrono::milliseconds(200);
    CHECK(get_failure(server.url("/never"), settings).kind == Kind::timeout);
    CHECK(get_failure(server.url("/half"), settings).kind == Kind::timeout);
    settings = {};
    settings.low_speed_time = std::chrono::seconds(1);
    CHECK(get_failure(server.url("/half"), settings).kind == Kind::timeout);
}

TEST_CASE("an answer of the wrong length is an error", "[support][http]") {
    const ScriptedServer server([](const std::string&) {
        return std::string("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nsome");
    });
    CHECK(get_failure(server.url()).kind == Kind::protocol);
    const ScratchDirectory scratch;
    scratch.write("f", "old");
    CHECK_THROWS_AS(Client().download(server.url(), scratch / "f"), http::Error);
    CHECK(contents_of(scratch / "f") == "old");
    CHECK(entry_count(scratch.path()) == 1);
}

TEST_CASE("nobody there, and a transfer that is cancelled", "[support][http]") {
    int port = 0;
    {
        const ScriptedServer gone([](const std::string&) { return std::string(); });
        port = gone.port();
    }
    CHECK(get_failure("http://127.0.0.1:" + std::to_string(port) + "/").kind == Kind::connection);
    const ScriptedServer server([](const std::string&) { return ScriptedServer::hang(); });
    Settings settings;
    settings.cancelled = [] { return true; };
    CHECK(get_failure(server.url(), settings).kind == Kind::cancelled);
}

TEST_CASE("a download is conditional", "[support][http]") {
    const ScriptedServer server([](const std::string& request) {
        return has(request, "If-None-Match: \"1\"")
                   ? std::string("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n")
                   : http_answer("content", "200 OK", "ETag: \"1\"\r\nLast-Modified: then\r\n");
    });
    const ScratchDirectory scratch;
    Client client;
    const http::Downloaded first = client.download(server.url(), scratch / "f");
    CHECK(first.changed);
    CHECK(first.size == 7);
    CHECK(first.validators.etag == "\"1\"");
    CHECK(first.validators.last_modified == "then");
    CHECK(contents_of(scratch / "f") == "content");
    CHECK(mode_of(scratch / "f") == 0644);
    const http::Downloaded second =
        client.download(server.url(), scratch / "f", {.known = first.validators});
    CHECK_FALSE(second.changed);
    CHECK(has(server.requests().at(1), "If-Modified-Since: then"));
}

TEST_CASE("a server cannot claim that nothing changed when nothing is known", "[support][http]") {
    const ScriptedServer server(
        [](const std::string&) { return std::string("HTTP/1.1 304 Not Modified\r\n\r\n"); });
    const ScratchDirectory scratch;
    CHECK(failure_of([&] { Client().download(server.url(), scratch / "f"); }).status == 304);
}

TEST_CASE("a broken download goes on where it stopped", "[support][http]") {
    std::string tag = "\"1\"";
    const ScriptedServer server([&](const std::string& request) {
        if (has(request, "Range: bytes=4-") && has(request, "If-Range: " + tag))
            return http_answer("thing", "206 Partial Content",
                               "Content-Range: bytes 4-8/9\r\nETag: " + tag + "\r\n");
        if (request.find("Range: ") != std::string::npos)
            return http_answer("all anew", "200 OK", "ETag: " + tag + "\r\n");
        return "HTTP/1.1 200 OK\r\nETag: " + tag + "\r\nContent-Length: 9\r\n\r\nsome";
    });
    const ScratchDirectory scratch;
    Client client;
    CHECK_THROWS_AS(client.download(server.url(), scratch / "f", {.resume = true}), http::Error);
    CHECK(contents_of(scratch / "f.part") == "some");
    CHECK(mode_of(scratch / "f.part") == 0600);
    SECTION("the content is the same") {
        std::vector<std::uint64_t> seen;
        client.settings().on_progress = [&](const http::Progress& p) {
            seen.push_back(p.received);
        };
        const http::Downloaded done =
            client.download(server.url(), scratch / "f", {.resume = true});
        CHECK(contents_of(scratch / "f") == "something");
        CHECK(done.resumed == 4);
        CHECK(done.size == 9);
        CHECK(seen.back() == 9);
    }
    SECTION("the content is another one") {
        tag = "\"2\"";
        const http::Downloaded done =
            client.download(server.url(), scratch / "f", {.resume = true});
        CHECK(contents_of(scratch / "f") == "all anew");
        CHECK(done.resumed == 0);
    }
    CHECK(entry_count(scratch.path()) == 1);
}

TEST_CASE("a server that cannot give the rest gives all", "[support][http]") {
    const ScriptedServer server([](const std::string& request) {
        return request.find("Range: ") != std::string::npos
                   ? http_answer("", "416 Range Not Satisfiable")
                   : http_answer("whole", "200 OK", "ETag: \"1\"\r\n");
    });
    const ScratchDirectory scratch;
    scratch.write("f.part", "too much");
    scratch.write("f.part.etag", "\"1\"");
    Client().download(server.url(), scratch / "f", {.resume = true});
    CHECK(contents_of(scratch / "f") == "whole");
    CHECK(entry_count(scratch.path()) == 1);
}

TEST_CASE("a URL is taken apart", "[support][http]") {
    const http::UrlParts parts = http::parse_url("HTTPS://us%20er:p@host:8/a/b%20c?q");
    CHECK(parts.protocol == "https");
    CHECK(parts.user == "us er");
    CHECK(parts.password == "p");
    CHECK(parts.host == "host");
    CHECK(parts.path == "/a/b c");
    CHECK(http::parse_url("not a url").protocol.empty());
}

}  // namespace brine::support::test
