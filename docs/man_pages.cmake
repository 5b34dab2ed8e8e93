# SPDX-License-Identifier: Apache-2.0
#
# cmake -D BRINE=brine -D BRINED=brined -D OUTPUT=DIRECTORY -P man_pages.cmake
#
# Writes DIRECTORY/man1/brine.1, one page for each command that `brine --help` lists, and
# DIRECTORY/man8/brined.8. Runs without the configuration of this machine.

set(scratch ${OUTPUT}/.configuration)
file(REMOVE_RECURSE ${OUTPUT})
file(MAKE_DIRECTORY ${scratch} ${OUTPUT}/man1 ${OUTPUT}/man8)
file(WRITE ${scratch}/minion "root_dir: ${scratch}\n")

function(run output)
    execute_process(COMMAND ${ARGN} -c ${scratch}
        OUTPUT_VARIABLE text COMMAND_ERROR_IS_FATAL ANY)
    set(${output} "${text}" PARENT_SCOPE)
endfunction()

run(help ${BRINE} --help)
string(REGEX REPLACE ".*\ncommands:\n(.*)\n\noptions:.*" "\\1" commands "${help}")
string(REGEX MATCHALL "(^|\n)  [a-z][a-z-]*" commands "${commands}")
if(NOT commands)
    message(FATAL_ERROR "`brine --help` lists no commands: ${help}")
endif()
run(page ${BRINE} --help-man)
file(WRITE ${OUTPUT}/man1/brine.1 "${page}")
foreach(command IN LISTS commands)
    string(STRIP "${command}" command)
    run(page ${BRINE} ${command} --help-man)
    if(NOT page MATCHES "^\\.TH ")
        message(FATAL_ERROR "`brine ${command} --help-man` prints no manual page: ${page}")
    endif()
    file(WRITE ${OUTPUT}/man1/brine-${command}.1 "${page}")
endforeach()
run(page ${BRINED} --help-man)
file(WRITE ${OUTPUT}/man8/brined.8 "${page}")
file(REMOVE_RECURSE ${scratch})
