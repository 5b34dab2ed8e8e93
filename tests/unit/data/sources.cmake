# SPDX-License-Identifier: Apache-2.0
foreach(plugin yaml json)
    list(APPEND BRINE_TEST_SOURCES ${PROJECT_SOURCE_DIR}/plugins/language/${plugin}/plugin.cpp)
    set_source_files_properties(${PROJECT_SOURCE_DIR}/plugins/language/${plugin}/plugin.cpp
        PROPERTIES COMPILE_DEFINITIONS BRINE_PLUGIN_VARIABLE=${plugin}_plugin)
endforeach()
list(APPEND BRINE_TEST_SOURCES
    ${CMAKE_CURRENT_LIST_DIR}/../support/python_oracle_test.cpp
    ${CMAKE_CURRENT_LIST_DIR}/canonical.cpp
    ${CMAKE_CURRENT_LIST_DIR}/random_documents.cpp
    ${CMAKE_CURRENT_LIST_DIR}/random_values.cpp)
list(APPEND BRINE_TEST_LINK brine_core_value)
