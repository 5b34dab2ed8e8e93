// SPDX-License-Identifier: Apache-2.0
//
// How far a long work has come, as events: spm/progress {"what", "name", "done", "total"}. At most
// ten a second, so that whoever works need not count.
#pragma once

#include <brine/sdk.hpp>

#include <chrono>
#include <filesystem>
#include <string>

namespace brine::spm {

class Progress {
  public:
    Progress(Call& call, std::string_view what, const std::filesystem::path& name,
             std::uint64_t total = 0)
        : call_(call), what_(what), name_(name.filename()), total_(total) {}

    // `bytes` more have been done.
    void add(std::uint64_t bytes) {
        done_ += bytes;
        tell();
    }
    // So many have been done.
    void set(std::uint64_t done, std::uint64_t total) {
        done_ = done;
        total_ = total;
        tell();
    }

  private:
    void tell() {
        const auto now = std::chrono::steady_clock::now();
        if (now < next_) return;
        next_ = now + std::chrono::milliseconds(100);
        call_.emit(
            "spm/progress",
            call_.map({{"what", what_}, {"name", name_}, {"done", done_}, {"total", total_}}));
    }

    Call& call_;
    std::string what_;
    std::string name_;
    std::uint64_t done_ = 0;
    std::uint64_t total_;
    std::chrono::steady_clock::time_point next_ =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(100);
};

}  // namespace brine::spm
