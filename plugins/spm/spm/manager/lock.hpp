// SPDX-License-Identifier: Apache-2.0
//
// One spm at a time changes something.
#pragma once

#include "manager/session.hpp"

#include <brine/support/unique_fd.hpp>

namespace brine::spm {

class Lock {
  public:
    // Waits as long as the wishes say; Busy names who holds it.
    explicit Lock(Session& session);

  private:
    support::UniqueFd file_;
};

}  // namespace brine::spm
