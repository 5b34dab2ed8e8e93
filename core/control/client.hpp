// SPDX-License-Identifier: Apache-2.0
//
// The command line's end of the control socket. Messages are described in control/server.hpp.
#pragma once

#include <brine/build.hpp>

#include <functional>
#include <optional>
#include <string>

namespace brine::core {

// The socket of the daemon that uses this directory (option sock_dir).
[[nodiscard]] std::string control_socket(const std::string& sock_dir);

class ControlClient {
  public:
    // nullopt when no daemon listens there. Throws std::system_error when one does but cannot be
    // reached, such as for lack of rights.
    [[nodiscard]] static std::optional<ControlClient> connect(const std::string& socket_path);

    ControlClient(ControlClient&& other) noexcept;
    ControlClient& operator=(ControlClient&&) = delete;
    ~ControlClient();

    using OnEvent = std::function<void(std::string_view tag, const Value& data)>;

    // Sends a request and waits for its answer; events that arrive before are handed to
    // `on_event`. The answer lives in `memory`. Error with the daemon's message when it refuses.
    [[nodiscard]] Value ask(Memory memory, const Value& request, const OnEvent& on_event);

  private:
    explicit ControlClient(int descriptor) noexcept : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace brine::core
