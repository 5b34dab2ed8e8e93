// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "brine/support/digest.hpp"

namespace brine::support {

/// What OpenSSL calls `algorithm`.
const char* openssl_name(DigestAlgorithm algorithm) noexcept;

}  // namespace brine::support
