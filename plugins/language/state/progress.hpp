// SPDX-License-Identifier: Apache-2.0
//
// The events of a state run.
#pragma once

#include "chunks.hpp"
#include "result.hpp"
#include "settings.hpp"

#include <brine/call.hpp>

#include <cstddef>

namespace brine::state {

class Progress {
  public:
    // `total`: the number of chunks of the run.
    Progress(Call& call, const Settings& settings, std::size_t total)
        : call_(call), settings_(settings), total_(total) {}

    // brine/state/JID/start {run_num, total, function, id, name}: the `number`-th chunk, from 1.
    void started(const Chunk& chunk, std::size_t number);

    // salt/job/JID/prog/ID/RUN_NUM {data: {ret, len}}, and the event that the chunk asks for with
    // fire_event: salt/state_result/JID/ID/NAME {data: {ret}}.
    void finished(const Chunk& chunk, const Result& result);

  private:
    Call& call_;
    const Settings& settings_;
    std::size_t total_;
};

}  // namespace brine::state
