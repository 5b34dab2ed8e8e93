// SPDX-License-Identifier: Apache-2.0
//
// bzip2 on all cores: the input is cut into pieces of one block, each compressed as a stream of its
// own. Streams one after the other are what bzip2, tar and Python's bz2 read as one file. The
// bytes do not depend on the number of threads.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

namespace brine::spm {

class ParallelBzip2 {
  public:
    // Receives the compressed bytes in order, in the thread of write() and finish().
    using Sink = std::function<void(std::string_view)>;

    // `threads` 0: one per core. Each needs some 10 MB.
    explicit ParallelBzip2(Sink sink, unsigned threads = 0);
    ParallelBzip2(const ParallelBzip2&) = delete;
    ParallelBzip2& operator=(const ParallelBzip2&) = delete;
    ~ParallelBzip2();

    void write(std::string_view bytes);
    // Waits for all and hands out the rest; once, and last.
    void finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace brine::spm
