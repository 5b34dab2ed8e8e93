# SPDX-License-Identifier: Apache-2.0
list(APPEND BRINE_TEST_LINK brine_core_value)
list(APPEND BRINE_TEST_SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/../support/python_oracle_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/canonical.cpp
    ${CMAKE_CURRENT_LIST_DIR}/random_documents.cpp
    ${CMAKE_CURRENT_LIST_DIR}/random_values.cpp)
