# SPDX-License-Identifier: Apache-2.0
#
# How everything is compiled: language, warnings, visibility, sanitizers, output directories.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
    set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

# -O3 makes these programs larger and slower to build, and not faster.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")

# The build tree looks like the installed one, so programs run from it without being installed.
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(BRINE_BUILD_PLUGIN_DIR ${CMAKE_BINARY_DIR}/${CMAKE_INSTALL_LIBDIR}/brine/plugins)
set(BRINE_INSTALL_PLUGIN_DIR ${CMAKE_INSTALL_LIBDIR}/brine/plugins)
set(BRINE_INSTALL_LIBEXEC_DIR ${CMAKE_INSTALL_LIBDIR}/brine)

# Warnings are errors for the project's own sources; consumers of the SDK are not bound by them.
add_library(brine_warnings INTERFACE)
target_compile_options(brine_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Werror
    $<$<COMPILE_LANGUAGE:CXX>:-Wconversion -Wnon-virtual-dtor -Woverloaded-virtual>
    -Werror=switch-enum
    # GCC 12 reports std::string's own insertions as overlapping copies and as copies beyond an
    # object's end when it inlines them (https://gcc.gnu.org/bugzilla/show_bug.cgi?id=105651);
    # those in precompiled headers too, though they are the system's. The sanitizers' runs see
    # real ones.
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-restrict>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-array-bounds>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-stringop-overflow>
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-stringop-overread>)

if(BRINE_SANITIZE)
    add_compile_options(-fsanitize=${BRINE_SANITIZE} -fno-omit-frame-pointer -g1)
    if(BRINE_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
    add_link_options(-fsanitize=${BRINE_SANITIZE})
    # With the checks in between GCC 12 loses track of what std::function and std::optional hold.
    target_compile_options(brine_warnings INTERFACE
        $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-maybe-uninitialized>)
endif()
