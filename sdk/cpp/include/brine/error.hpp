// SPDX-License-Identifier: Apache-2.0
//
// The exceptions of the C++ SDK. They exist on one side of the ABI only: the trampoline of each
// function turns them into a status and a message, and a failed call turns those back.
#pragma once

#include <brine/abi.h>

#include <stdexcept>
#include <string>

namespace brine {
inline namespace v1 {

// Why a function or a call failed. what() is the message a user reads.
class Error : public std::runtime_error {
  public:
    explicit Error(const std::string& message, brine_status status = BRINE_FAILED)
        : std::runtime_error(message), status_(status) {}

    // One of the BRINE_* codes, never BRINE_OK.
    [[nodiscard]] brine_status status() const noexcept { return status_; }

  private:
    brine_status status_;
};

// The arguments do not make sense together, although each has the declared type.
class BadArgument : public Error {
  public:
    explicit BadArgument(const std::string& message) : Error(message, BRINE_BAD_ARGS) {}
};

// The function exists but cannot work here.
class Unavailable : public Error {
  public:
    explicit Unavailable(const std::string& message) : Error(message, BRINE_UNAVAILABLE) {}
};

// The call was asked to stop.
class Cancelled : public Error {
  public:
    Cancelled() : Error("cancelled", BRINE_CANCELLED) {}
};

// A function that was called through the host failed; status() and what() are its own.
class CallError : public Error {
  public:
    using Error::Error;
};

}  // namespace v1
}  // namespace brine
