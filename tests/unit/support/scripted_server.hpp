// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brine/support/unique_fd.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <functional>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <vector>

namespace brine::support::test {

/// A server on a free port of the loopback that answers each request with whatever bytes its script
/// returns for it, and then closes the connection. With an answer that ends in `hang()` the
/// connection stays open, and silent, until the server ends.
class ScriptedServer {
  public:
    using Script = std::function<std::string(const std::string& request)>;

    explicit ScriptedServer(Script script) : script_(std::move(script)) {
        listener_.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* generic = reinterpret_cast<sockaddr*>(&address);
        if (!listener_ || ::bind(listener_.get(), generic, size) != 0 ||
            ::listen(listener_.get(), 16) != 0 ||
            ::getsockname(listener_.get(), generic, &size) != 0)
            throw std::system_error(errno, std::generic_category(), "test server");
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ScriptedServer(const ScriptedServer&) = delete;
    ScriptedServer& operator=(const ScriptedServer&) = delete;
    ~ScriptedServer() {
        stopping_ = true;
        ::shutdown(listener_.get(), SHUT_RDWR);
        thread_.join();
    }

    static std::string hang() { return "\x01hang"; }

    [[nodiscard]] std::string url(const std::string& path = "/") const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }
    [[nodiscard]] int port() const noexcept { return port_; }

    [[nodiscard]] std::vector<std::string> requests() const {
        const std::lock_guard lock(mutex_);
        return requests_;
    }

  private:
    void serve() {
        while (!stopping_) {
            UniqueFd client(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
            if (!client) continue;
            const std::string request = read_request(client.get());
            {
                const std::lock_guard lock(mutex_);
                requests_.push_back(request);
            }
            std::string answer = script_(request);
            const bool stays = answer.ends_with(hang());
            if (stays) answer.resize(answer.size() - hang().size());
            std::string_view rest = answer;
            while (!rest.empty()) {
                const ssize_t sent = ::send(client.get(), rest.data(), rest.size(), MSG_NOSIGNAL);
                if (sent <= 0) break;
                rest.remove_prefix(static_cast<std::size_t>(sent));
            }
            if (stays) held_.push_back(std::move(client));
        }
    }

    static std::string read_request(int fd) {
        std::string request;
        char buffer[4096];
        for (;;) {
            const std::size_t end = request.find("\r\n\r\n");
            if (end != std::string::npos) {
                const std::size_t length = request.find("Content-Length: ");
                const std::size_t body =
                    length == std::string::npos ? 0 : std::stoul(request.substr(length + 16));
                if (request.size() >= end + 4 + body) return request;
            }
            const ssize_t count = ::read(fd, buffer, sizeof buffer);
            if (count <= 0) return request;
            request.append(buffer, static_cast<std::size_t>(count));
        }
    }

    Script script_;
    UniqueFd listener_;
    int port_ = 0;
    std::atomic<bool> stopping_ = false;
    mutable std::mutex mutex_;
    std::vector<std::string> requests_;
    std::vector<UniqueFd> held_;
    std::thread thread_;
};

/// An answer with its headers.
inline std::string http_answer(const std::string& body, const std::string& status = "200 OK",
                               const std::string& headers = "") {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           headers + "Connection: close\r\n\r\n" + body;
}

}  // namespace brine::support::test
