# SPDX-License-Identifier: Apache-2.0
set(plugin ${PROJECT_SOURCE_DIR}/plugins/system/grains)
list(APPEND BRINE_TEST_SOURCES
    ${plugin}/distribution.cpp
    ${plugin}/distribution_names.cpp
    ${plugin}/elf_header.cpp
    ${plugin}/filter_by.cpp
    ${plugin}/host_names.cpp
    ${plugin}/proc_files.cpp
    ${plugin}/release_files.cpp
    ${plugin}/routes.cpp
    ${plugin}/shell_words.cpp
    ${plugin}/string_hash.cpp
    ${plugin}/text_file.cpp
    ${plugin}/virtual_machine.cpp)
list(APPEND BRINE_TEST_INCLUDES ${plugin})
list(APPEND BRINE_TEST_DEFINITIONS
    BRINE_DISTRIBUTIONS="${CMAKE_CURRENT_SOURCE_DIR}/grains/distributions.json")
