// SPDX-License-Identifier: Apache-2.0
//
// One line on a terminal that says what a long state run is doing.
#pragma once

#include <brine/abi.h>
#include <brine/value.hpp>

#include <cstdint>
#include <string_view>

namespace brine::cli {

// Follows the events of state runs while it exists. Writes to standard error.
class Progress {
  public:
    explicit Progress(const brine_host* host);
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress();  // takes the line away

  private:
    static void on_event(void* self, brine_text tag, const brine_value* data);
    void show(const Value& data);

    const brine_host* host_;
    const brine_events* events_;
    std::uint64_t token_ = 0;
    bool shown_ = false;
};

}  // namespace brine::cli
