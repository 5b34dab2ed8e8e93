// SPDX-License-Identifier: Apache-2.0
#include "core/loop/directory_watcher.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include <sys/inotify.h>

namespace brine::core {
namespace {

// Copying a file makes several events; one look after the last of them is enough.
constexpr std::chrono::milliseconds quiet{150};

constexpr std::uint32_t changes = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                  IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;

int open_inotify() {
    const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "cannot watch directories");
    return descriptor;
}

}  // namespace

class DirectoryWatcher::Watch {
  public:
    Watch(boost::asio::io_context& io, std::vector<std::string> directories,
          std::function<void()> on_change)
        : events_(io, open_inotify()),
          timer_(io),
          directories_(std::move(directories)),
          on_change_(std::move(on_change)) {
        watch_all();
        wait();
    }

  private:
    // Also called after each change: a directory may have come into being, or back.
    void watch_all() {
        namespace fs = std::filesystem;
        for (const std::string& directory : directories_) {
            fs::path existing = directory;
            std::error_code error;
            while (!fs::is_directory(existing, error) && existing.has_relative_path())
                existing = existing.parent_path();
            const bool itself = existing == fs::path(directory);
            // Far above, only the way down is of interest.
            const std::uint32_t mask = itself ? changes : IN_CREATE | IN_MOVED_TO | IN_ONLYDIR;
            if (::inotify_add_watch(events_.native_handle(), existing.c_str(), mask) < 0 &&
                errno != ENOENT && errno != EACCES)
                throw std::system_error(errno, std::generic_category(),
                                        "cannot watch '" + existing.string() + "'");
        }
    }

    void wait() {
        events_.async_read_some(boost::asio::buffer(buffer_),
                                [this](const boost::system::error_code& error, std::size_t) {
                                    if (error) return;  // cancelled by the destructor
                                    settle();
                                    wait();
                                });
    }

    void settle() {
        timer_.expires_after(quiet);
        timer_.async_wait([this](const boost::system::error_code& error) {
            if (error) return;  // something else changed meanwhile
            watch_all();
            on_change_();
        });
    }

    boost::asio::posix::stream_descriptor events_;
    boost::asio::steady_timer timer_;
    std::vector<std::string> directories_;
    std::function<void()> on_change_;
    alignas(inotify_event) std::array<char, 4096> buffer_{};
};

DirectoryWatcher::DirectoryWatcher(boost::asio::io_context& io,
                                   std::vector<std::string> directories,
                                   std::function<void()> on_change)
    : watch_(std::make_unique<Watch>(io, std::move(directories), std::move(on_change))) {}

DirectoryWatcher::~DirectoryWatcher() = default;

}  // namespace brine::core
