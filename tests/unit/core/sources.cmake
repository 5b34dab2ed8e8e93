# SPDX-License-Identifier: Apache-2.0
list(APPEND BRINE_TEST_LINK brine_core brine_core_value)
set(BRINE_TEST_THREADED ON)
