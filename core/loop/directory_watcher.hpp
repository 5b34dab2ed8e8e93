// SPDX-License-Identifier: Apache-2.0
//
// Tells when files in some directories come, go or change.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace boost::asio {
class io_context;
}

namespace brine::core {

// All on the loop thread. Sleeps in the kernel while nothing happens.
class DirectoryWatcher {
  public:
    // Calls `on_change` once things have been quiet for a moment after a change. A directory that
    // does not exist is waited for in the nearest one above it that does. Throws
    // std::system_error when the system cannot watch.
    DirectoryWatcher(boost::asio::io_context& io, std::vector<std::string> directories,
                     std::function<void()> on_change);
    DirectoryWatcher(const DirectoryWatcher&) = delete;
    DirectoryWatcher& operator=(const DirectoryWatcher&) = delete;
    ~DirectoryWatcher();

  private:
    class Watch;
    std::unique_ptr<Watch> watch_;
};

}  // namespace brine::core
