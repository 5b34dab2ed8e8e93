// SPDX-License-Identifier: Apache-2.0
//
// Threads for work that may block, which the loop thread never does.
#pragma once

#include <functional>
#include <memory>

namespace brine::core {

class WorkerPool {
  public:
    explicit WorkerPool(unsigned threads);
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;
    ~WorkerPool();  // drops work that has not begun and waits for what has

    // Runs `work` on one of the threads, later. It must not throw. Any thread.
    void post(std::function<void()> work);

  private:
    class Threads;
    std::unique_ptr<Threads> threads_;
};

}  // namespace brine::core
