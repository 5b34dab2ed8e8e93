# SPDX-License-Identifier: Apache-2.0
#
# Compiles through ccache where it is installed. The presets include this file; a build without
# them is left as it is. ccache only caches what uses a precompiled header with these sloppiness
# settings (ccache's manual, "Precompiled headers"). Several checkouts share what they have in
# common: paths below the project are taken relative to it.

find_program(BRINE_CCACHE ccache)
mark_as_advanced(BRINE_CCACHE)
if(BRINE_CCACHE)
    foreach(language C CXX)
        if(NOT DEFINED CMAKE_${language}_COMPILER_LAUNCHER)
            set(CMAKE_${language}_COMPILER_LAUNCHER
                env CCACHE_SLOPPINESS=pch_defines,time_macros
                CCACHE_BASEDIR=${CMAKE_CURRENT_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${BRINE_CCACHE})
        endif()
    endforeach()
endif()
