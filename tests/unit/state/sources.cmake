# SPDX-License-Identifier: Apache-2.0
file(GLOB state_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/plugins/language/state/*.cpp)
list(FILTER state_sources EXCLUDE REGEX "/plugin\\.cpp$")
list(APPEND BRINE_TEST_SOURCES ${state_sources})
list(APPEND BRINE_TEST_INCLUDES ${PROJECT_SOURCE_DIR}/plugins/language/state)
