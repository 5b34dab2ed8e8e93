// SPDX-License-Identifier: Apache-2.0
//
// The daemon's end of the control socket: a Unix socket that only its owner (and root) can use.
//
// A client sends one request, a map, at a time and gets one answer:
//   {op: "run", fun, args, kwargs, user, wait}  -> the job's outcome (job/job.hpp) or, without
//       waiting, {jid}; before the answer come {type: "event", tag, data} of that job
//   {op: "jobs"}               -> {jobs: [...]}
//   {op: "job", jid}           -> {job: {..., outcome}}
//   {op: "kill", jid, signal}  -> {killed: true}
//   {op: "status"}             -> {status: {...}}
// An answer carries type "answer"; a refusal is {type: "error", message}.
#pragma once

#include "core/job/job_manager.hpp"
#include "core/log/log.hpp"

#include <functional>
#include <memory>
#include <string>

namespace brine::core {

class ControlServer {
  public:
    using Status = std::function<Value(Memory memory)>;

    // Listens on `path`, which takes the place of a socket left behind there. All arguments
    // outlive the server. Throws std::system_error. Loop thread.
    ControlServer(boost::asio::io_context& io, const std::string& path, JobManager& jobs,
                  Status status, Log& log);
    ControlServer(const ControlServer&) = delete;
    ControlServer& operator=(const ControlServer&) = delete;
    ~ControlServer();  // removes the socket

    // Accepts no more clients; those connected get their answers.
    void stop_accepting();

  private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace brine::core
