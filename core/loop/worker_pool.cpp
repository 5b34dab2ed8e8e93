// SPDX-License-Identifier: Apache-2.0
#include "core/loop/worker_pool.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <utility>

namespace brine::core {

class WorkerPool::Threads : public boost::asio::thread_pool {
  public:
    using thread_pool::thread_pool;
};

WorkerPool::WorkerPool(unsigned threads) : threads_(std::make_unique<Threads>(threads)) {}

WorkerPool::~WorkerPool() {
    threads_->stop();
    threads_->join();
}

void WorkerPool::post(std::function<void()> work) { boost::asio::post(*threads_, std::move(work)); }

}  // namespace brine::core
