// SPDX-License-Identifier: Apache-2.0
#include "process_supervisor.hpp"

#include <poll.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>

#include "brine/support/os_error.hpp"

namespace brine::support {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

// As much as a pipe holds by default.
constexpr std::size_t buffer_size = 64 * 1024;
// Between two looks at what no descriptor announces: the cancellation, and the child's end where
// there is no pidfd. Well within the promised ten times a second.
constexpr auto tick = 50ms;
// Promised in process.hpp.
constexpr auto drain_quiet_time = 250ms;
constexpr auto drain_time_limit = 5s;

// `start + duration` without overflow.
Clock::time_point later(Clock::time_point start, std::chrono::milliseconds duration) {
    const auto room =
        std::chrono::floor<std::chrono::milliseconds>(Clock::time_point::max() - start);
    return duration < room ? start + duration : Clock::time_point::max();
}

// A timeout for poll(2), rounded up so that we do not wake just before the time.
int poll_timeout(Clock::time_point wakeup) {
    if (wakeup == Clock::time_point::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(wakeup - Clock::now()).count();
    return static_cast<int>(std::clamp<decltype(left)>(left, 0, std::numeric_limits<int>::max()));
}

}  // namespace

ProcessSupervisor::ProcessSupervisor(ChildProcess& child, ChildPipes pipes,
                                     const RunOptions& options)
    : child_(child),
      pipes_(std::move(pipes)),
      options_(options),
      buffer_(buffer_size),
      deadline_(options.timeout ? later(Clock::now(), *options.timeout)
                                : Clock::time_point::max()) {
    result_.pid = child.pid();
}

ProcessResult ProcessSupervisor::run() {
    while (!finished()) {
        exchange_data();
        observe_exit();
        enforce_limits();
    }
    // The child heeded SIGTERM; whatever it left behind in its group gets no further grace.
    if (stop_ == Stop::terminating) child_.signal_group(SIGKILL);
    return collect_result();
}

bool ProcessSupervisor::finished() const {
    if (!exited_) return false;
    if (!output_open()) return true;
    // The group still has its grace; the kill to come starts the draining anew.
    if (stop_ == Stop::terminating) return false;
    const auto now = Clock::now();
    return now >= drain_start_ + drain_time_limit || (idle_ && now >= drain_end());
}

bool ProcessSupervisor::output_open() const noexcept {
    return pipes_.out.is_open() || pipes_.err.is_open();
}

Clock::time_point ProcessSupervisor::drain_end() const {
    return std::min(last_output_ + drain_quiet_time, drain_start_ + drain_time_limit);
}

Clock::time_point ProcessSupervisor::next_wakeup() const {
    if (stop_ == Stop::terminating) {
        return exited_ || child_.exit_descriptor() >= 0 ? kill_time_
                                                        : std::min(kill_time_, Clock::now() + tick);
    }
    if (exited_) return drain_end();
    Clock::time_point wakeup = stop_ == Stop::none ? deadline_ : Clock::time_point::max();
    const bool watches_cancel = stop_ == Stop::none && options_.cancel_requested;
    if (watches_cancel || child_.exit_descriptor() < 0) {
        wakeup = std::min(wakeup, Clock::now() + tick);
    }
    return wakeup;
}

void ProcessSupervisor::exchange_data() {
    // poll(2) skips negative descriptors.
    std::array<pollfd, 4> events{{
        {pipes_.input.descriptor(), POLLOUT, 0},
        {pipes_.out.descriptor(), POLLIN, 0},
        {pipes_.err.descriptor(), POLLIN, 0},
        {exited_ ? -1 : child_.exit_descriptor(), POLLIN, 0},
    }};
    const int ready = ::poll(events.data(), events.size(), poll_timeout(next_wakeup()));
    if (ready < 0 && errno != EINTR) {
        throw_os_error(errno, "cannot wait for data of", child_.program());
    }
    idle_ = ready == 0;
    if (ready <= 0) return;
    if (events[0].revents != 0) pipes_.input.write_available();
    if (events[1].revents != 0) read_output(OutputStream::out, pipes_.out);
    if (events[2].revents != 0) read_output(OutputStream::err, pipes_.err);
}

void ProcessSupervisor::read_output(OutputStream stream, OutputReader& reader) {
    const std::string_view bytes = reader.read_available(buffer_);
    if (bytes.empty()) return;
    if (options_.on_output) options_.on_output(stream, bytes);
    // After the callback, whose time must not count as silence.
    last_output_ = Clock::now();
}

void ProcessSupervisor::observe_exit() {
    if (exited_ || !child_.has_exited()) return;
    exited_ = true;
    pipes_.input.close();
    start_draining();
}

void ProcessSupervisor::enforce_limits() {
    if (stop_ == Stop::terminating && Clock::now() >= kill_time_) kill();
    if (stop_ != Stop::none || exited_) return;
    if (options_.cancel_requested && options_.cancel_requested()) {
        result_.cancelled = true;
        terminate();
    } else if (Clock::now() >= deadline_) {
        result_.timed_out = true;
        terminate();
    }
}

void ProcessSupervisor::terminate() {
    child_.signal_group(SIGTERM);
    // A stopped process acts on SIGTERM only once it continues.
    child_.signal_group(SIGCONT);
    stop_ = Stop::terminating;
    kill_time_ = later(Clock::now(), options_.kill_grace);
}

void ProcessSupervisor::kill() {
    child_.signal_group(SIGKILL);
    stop_ = Stop::killed;
    start_draining();
}

void ProcessSupervisor::start_draining() {
    drain_start_ = last_output_ = Clock::now();
    idle_ = false;
}

ProcessResult ProcessSupervisor::collect_result() {
    const ExitStatus status = child_.reap();
    result_.exit_code = status.exit_code;
    result_.signal_number = status.signal_number;
    result_.truncated = pipes_.out.truncated() || pipes_.err.truncated();
    result_.output_left_open = output_open();
    result_.out = pipes_.out.take();
    result_.err = pipes_.err.take();
    return std::move(result_);
}

}  // namespace brine::support
