// SPDX-License-Identifier: Apache-2.0
//
// A line on a terminal that tells how far a long work has come, how fast, and how long it will
// take.
#pragma once

#include <brine/sdk.hpp>

#include <chrono>
#include <string>

namespace brine::spm {

class ProgressBar {
  public:
    // Listens to spm/progress until it dies.
    explicit ProgressBar(const brine_host* host);
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;
    ~ProgressBar();

    void clear();

  private:
    static void on_event(void* self, brine_text tag, const brine_value* data);
    void show(const Value& data);

    const brine_host* host_;
    const brine_events* events_;
    std::uint64_t token_ = 0;
    std::string work_;
    std::chrono::steady_clock::time_point started_;
    std::uint64_t started_at_ = 0;
    bool shown_ = false;
};

// The line for a work: "building a.spm  [#####-----]  50%  1.5 MB/s  0:03". Without a total only
// what is done and the speed. `width` columns at most.
[[nodiscard]] std::string progress_line(std::string_view work, std::uint64_t done,
                                        std::uint64_t total, double per_second, std::size_t width);

}  // namespace brine::spm
