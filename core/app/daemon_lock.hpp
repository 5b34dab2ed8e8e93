// SPDX-License-Identifier: Apache-2.0
//
// One daemon per sock_dir, and its process id for whoever wants to know.
#pragma once

#include <string>

namespace brine::core {

class DaemonLock {
  public:
    // Takes the lock and writes this process's id into the file. Error naming the other process
    // when one holds it; std::system_error when the file cannot be made.
    explicit DaemonLock(std::string path);
    DaemonLock(const DaemonLock&) = delete;
    DaemonLock& operator=(const DaemonLock&) = delete;
    ~DaemonLock();  // removes the file

  private:
    std::string path_;
    int descriptor_ = -1;
};

}  // namespace brine::core
