// SPDX-License-Identifier: Apache-2.0
#include "core/job/worker_process.hpp"

#include "core/job/job_message.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <unistd.h>

namespace brine::core {
namespace {

[[noreturn]] void throw_error(int error, const char* what) {
    throw std::system_error(error, std::generic_category(), what);
}

// posix_spawn's two parameter blocks, released in any case.
class SpawnSettings {
  public:
    explicit SpawnSettings(int channel) {
        ::posix_spawn_file_actions_init(&actions_);
        ::posix_spawnattr_init(&attributes_);
        ::posix_spawn_file_actions_adddup2(&actions_, channel, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&actions_, channel, job_channel);
        sigset_t all;
        sigset_t none;
        ::sigfillset(&all);
        ::sigemptyset(&none);
        ::posix_spawnattr_setsigdefault(&attributes_, &all);
        ::posix_spawnattr_setsigmask(&attributes_, &none);
        ::posix_spawnattr_setflags(
            &attributes_, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
    ~SpawnSettings() {
        ::posix_spawn_file_actions_destroy(&actions_);
        ::posix_spawnattr_destroy(&attributes_);
    }

    [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }
    [[nodiscard]] const posix_spawnattr_t* attributes() const { return &attributes_; }

  private:
    posix_spawn_file_actions_t actions_{};
    posix_spawnattr_t attributes_{};
};

std::optional<pid_t> session_of(pid_t pid) {
    const pid_t session = ::getsid(pid);
    if (session < 0) return std::nullopt;
    return session;
}

}  // namespace

WorkerProcess start_worker(const std::vector<std::string>& argv) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw_error(errno, "cannot make a socket pair");
    // A descriptor that already has the number of the channel would keep its close-on-exec flag
    // when it is duplicated onto itself.
    if (ends[1] <= job_channel) {
        const int higher = ::fcntl(ends[1], F_DUPFD_CLOEXEC, job_channel + 1);
        const int error = errno;
        ::close(ends[1]);
        if (higher < 0) {
            ::close(ends[0]);
            throw_error(error, "cannot duplicate a socket");
        }
        ends[1] = higher;
    }
    std::vector<char*> words;
    for (const std::string& word : argv) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);

    const SpawnSettings settings(ends[1]);
    WorkerProcess process;
    const int error = ::posix_spawn(&process.pid, words[0], settings.actions(),
                                    settings.attributes(), words.data(), ::environ);
    ::close(ends[1]);
    if (error != 0) {
        ::close(ends[0]);
        throw_error(error, ("cannot run '" + argv[0] + "'").c_str());
    }
    process.channel = ends[0];
    return process;
}

void signal_session(pid_t leader, int signal) {
    std::error_code error;
    for (std::filesystem::directory_iterator entry("/proc", error), end; !error && entry != end;
         entry.increment(error)) {
        const std::string name = entry->path().filename();
        pid_t pid = 0;
        const auto [stop, bad] = std::from_chars(name.data(), name.data() + name.size(), pid);
        if (bad != std::errc() || stop != name.data() + name.size()) continue;
        if (pid != leader && session_of(pid) == leader) ::kill(pid, signal);
    }
    ::kill(leader, signal);
}

}  // namespace brine::core
