# SPDX-License-Identifier: Apache-2.0
list(APPEND BRINE_TEST_LINK brine_core_value)
