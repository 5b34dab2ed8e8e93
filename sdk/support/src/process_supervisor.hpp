// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string_view>
#include <vector>

#include "brine/support/process.hpp"
#include "child_pipes.hpp"
#include "child_process.hpp"

namespace brine::support {

/// Our ends of the pipes to a child.
struct ChildPipes {
    InputWriter input;
    OutputReader out;
    OutputReader err;
};

/// Moves data between us and a running child until its end, and stops it when its time is over;
/// see run_process for the rules. Of one use, in one thread.
class ProcessSupervisor {
  public:
    /// `child` and `options` must outlive this object.
    ProcessSupervisor(ChildProcess& child, ChildPipes pipes, const RunOptions& options);

    /// Throws std::system_error and whatever a callback throws; the child is not reaped then.
    ProcessResult run();

  private:
    using Clock = std::chrono::steady_clock;
    enum class Stop { none, terminating, killed };

    [[nodiscard]] bool finished() const;
    [[nodiscard]] bool output_open() const noexcept;
    [[nodiscard]] Clock::time_point drain_end() const;
    [[nodiscard]] Clock::time_point next_wakeup() const;
    void exchange_data();
    void read_output(OutputStream stream, OutputReader& reader);
    void observe_exit();
    void enforce_limits();
    void terminate();
    void kill();
    void start_draining();
    ProcessResult collect_result();

    ChildProcess& child_;
    ChildPipes pipes_;
    const RunOptions& options_;
    std::vector<char> buffer_;
    ProcessResult result_;
    Stop stop_ = Stop::none;
    bool exited_ = false;
    // The last wait brought no event: what the child left in the pipes has been read.
    bool idle_ = false;
    Clock::time_point deadline_;
    Clock::time_point kill_time_;
    Clock::time_point drain_start_;
    Clock::time_point last_output_;
};

}  // namespace brine::support
