# SPDX-License-Identifier: Apache-2.0
set(plugin ${PROJECT_SOURCE_DIR}/plugins/language/output)
list(APPEND BRINE_TEST_SOURCES
    ${plugin}/compress_ids.cpp
    ${plugin}/highstate.cpp
    ${plugin}/key_list.cpp
    ${plugin}/nested.cpp
    ${plugin}/palette.cpp
    ${plugin}/plain.cpp
    ${plugin}/pretty_print.cpp
    ${plugin}/python_format.cpp
    ${plugin}/python_text.cpp
    ${plugin}/secrets.cpp
    ${plugin}/serialized.cpp
    ${plugin}/settings.cpp
    ${plugin}/state_chunk.cpp
    ${plugin}/summary.cpp
    ${plugin}/text_wrap.cpp)
list(APPEND BRINE_TEST_INCLUDES ${plugin})
