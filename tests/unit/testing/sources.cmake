# SPDX-License-Identifier: Apache-2.0
list(APPEND BRINE_TEST_SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/rude_plugin.cpp
    ${CMAKE_CURRENT_LIST_DIR}/sample_plugin.cpp)
set(BRINE_TEST_THREADED ON)
