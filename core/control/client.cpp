// SPDX-License-Identifier: Apache-2.0
#include "core/control/client.hpp"

#include "core/control/address.hpp"
#include "core/control/frame.hpp"

#include <brine/format.hpp>

#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace brine::core {

std::string control_socket(const std::string& sock_dir) { return sock_dir + "/brined.sock"; }

std::optional<ControlClient> ControlClient::connect(const std::string& socket_path) {
    const sockaddr_un address = unix_address(socket_path);
    ControlClient client(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (client.descriptor_ < 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a socket");
    if (::connect(client.descriptor_, reinterpret_cast<const sockaddr*>(&address),
                  sizeof address) == 0)
        return client;
    // Nothing there, or left behind by a daemon that is gone.
    if (errno == ENOENT || errno == ECONNREFUSED || errno == ENOTDIR) return std::nullopt;
    throw std::system_error(errno, std::generic_category(),
                            "cannot reach brined at '" + socket_path + "'");
}

ControlClient::ControlClient(ControlClient&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

ControlClient::~ControlClient() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Value ControlClient::ask(Memory memory, const Value& request, const OnEvent& on_event) {
    try {
        write_frame(descriptor_, request);
    } catch (const std::system_error& error) {
        // A daemon that refuses this client says so before it hangs up.
        if (error.code() != std::errc::broken_pipe) throw;
    }
    for (;;) {
        Arena arena;
        const std::optional<Value> message = read_frame(descriptor_, arena.memory());
        if (!message) throw Error("brined ended the connection without an answer");
        const std::string_view type = (*message)["type"].str_or("");
        if (type == "event") {
            on_event((*message)["tag"].str(), (*message)["data"]);
        } else if (type == "answer") {
            return copy(memory, *message);
        } else if (type == "error") {
            throw Error(std::string((*message)["message"].str()));
        } else {
            throw Error(format("brined sent a message of the unknown type '{}'", type));
        }
    }
}

}  // namespace brine::core
