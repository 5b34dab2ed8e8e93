# SPDX-License-Identifier: Apache-2.0

# Plays the process of a job: job_test.cpp tells it how.
if(NOT TARGET core_fake_worker)
    add_executable(core_fake_worker core/fake_worker.cpp)
    target_link_libraries(core_fake_worker PRIVATE brine_core brine_warnings)
    set_target_properties(core_fake_worker PROPERTIES
        RUNTIME_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
endif()
list(APPEND BRINE_TEST_LINK brine_core brine_core_value Boost::headers)
list(APPEND BRINE_TEST_DEPENDS core_fake_worker)
list(APPEND BRINE_TEST_DEFINITIONS FAKE_WORKER="${CMAKE_CURRENT_BINARY_DIR}/core_fake_worker")
set(BRINE_TEST_THREADED ON)
