# SPDX-License-Identifier: Apache-2.0
#
# brine_add_plugin(NAME SOURCES file... [LINK library...])
#
# Builds the plugin NAME as a module that exports its descriptor and nothing else. Works the same
# inside the project and for others after find_package(Brine). There the module is left in the
# current binary directory and `install(TARGETS plugin_NAME LIBRARY DESTINATION
# ${BRINE_PLUGIN_DIR})` installs it.

set(BRINE_PLUGIN_MAP ${CMAKE_CURRENT_LIST_DIR}/plugin.map)

function(brine_add_plugin name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;LINK")
    if(NOT arg_SOURCES)
        message(FATAL_ERROR "brine_add_plugin(${name}): SOURCES is missing")
    endif()
    add_library(plugin_${name} MODULE ${arg_SOURCES})
    target_compile_features(plugin_${name} PRIVATE cxx_std_20)
    target_link_libraries(plugin_${name} PRIVATE Brine::sdk ${arg_LINK})
    set_target_properties(plugin_${name} PROPERTIES
        OUTPUT_NAME ${name}
        PREFIX ""
        NO_SONAME ON
        C_VISIBILITY_PRESET hidden
        CXX_VISIBILITY_PRESET hidden
        VISIBILITY_INLINES_HIDDEN ON
        LINK_DEPENDS ${BRINE_PLUGIN_MAP})
    target_link_options(plugin_${name} PRIVATE -Wl,--version-script=${BRINE_PLUGIN_MAP})
    if(NOT BRINE_SANITIZE) # a sanitizer's symbols are resolved by the program
        target_link_options(plugin_${name} PRIVATE -Wl,-z,defs)
    endif()
    if(TARGET brine_warnings)
        target_link_libraries(plugin_${name} PRIVATE brine_warnings)
    endif()
    if(TARGET brine_plugin_headers)
        target_precompile_headers(plugin_${name} REUSE_FROM brine_plugin_headers)
    endif()
    if(BRINE_BUILD_PLUGIN_DIR)
        set_target_properties(plugin_${name} PROPERTIES
            LIBRARY_OUTPUT_DIRECTORY ${BRINE_BUILD_PLUGIN_DIR})
        install(TARGETS plugin_${name}
            LIBRARY DESTINATION ${BRINE_INSTALL_PLUGIN_DIR} COMPONENT common)
        set_property(GLOBAL APPEND PROPERTY BRINE_PLUGINS plugin_${name})
    else()
        set_target_properties(plugin_${name} PROPERTIES
            LIBRARY_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR})
    endif()
endfunction()
