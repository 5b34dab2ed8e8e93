// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace brine::testing {

// What the kit finds wrong with the code under test: a rule of the ABI or of a state's contract
// that was broken, or a call that was expected and is not there. No Error, so that a test for an
// error of the plugin never takes it for one; every test framework reports it as a failed test.
class Failure : public std::logic_error {
  public:
    using std::logic_error::logic_error;
};

}  // namespace brine::testing
