# SPDX-License-Identifier: Apache-2.0
#
# The plugins cmd, file and test, linked in.

set(system_plugins ${PROJECT_SOURCE_DIR}/plugins/system)
foreach(plugin cmd file test)
    file(GLOB plugin_sources CONFIGURE_DEPENDS ${system_plugins}/${plugin}/*.cpp)
    list(APPEND BRINE_TEST_SOURCES ${plugin_sources})
    set_source_files_properties(${system_plugins}/${plugin}/plugin.cpp PROPERTIES
        COMPILE_DEFINITIONS BRINE_PLUGIN_VARIABLE=${plugin}_plugin)
endforeach()
set_source_files_properties(${system_plugins}/file/hash_plugin.cpp PROPERTIES
    COMPILE_DEFINITIONS BRINE_PLUGIN_VARIABLE=file_hash_plugin)
set_source_files_properties(${system_plugins}/test/random_hash_plugin.cpp PROPERTIES
    COMPILE_DEFINITIONS BRINE_PLUGIN_VARIABLE=test_random_hash_plugin)
list(APPEND BRINE_TEST_INCLUDES ${system_plugins})
