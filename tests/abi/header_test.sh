#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# header_test.sh SDK COMPILER...: the headers of the C ABI compile without a warning as C11, C17
# and C++11 to C++20, and those of the C++ SDK, each by itself, as C++20. A C compiler's C++
# driver is asked for with -x.
set -euo pipefail

sdk=$1
shift
warnings=(-Wall -Wextra -Wshadow -Wconversion -pedantic -Werror -fsyntax-only)
status=0

check() { # LANGUAGE STANDARD HEADER
    printf '#include <%s>\n' "$3" |
        "$compiler" -x "$1" -std="$2" "${warnings[@]}" -I "$sdk/abi/include" \
            -I "$sdk/cpp/include" -I "$sdk/support/include" - ||
        { printf '%s: <%s> as %s\n' "$compiler" "$3" "$2"; status=1; }
}

for compiler in "$@"; do
    for header in brine/abi.h brine/value.h; do
        for standard in c11 c17; do check c "$standard" "$header"; done
        for standard in c++11 c++14 c++17 c++20; do check c++ "$standard" "$header"; done
    done
    for header in "$sdk"/cpp/include/brine/*.hpp "$sdk"/support/include/brine/support/*.hpp; do
        check c++ c++20 "${header#"$sdk"/*/include/}"
    done
done
exit "$status"
