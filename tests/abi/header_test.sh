#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# header_test.sh SDK COMPILER...: the headers of the C ABI compile without a warning as C11, C17
# and C++11 to C++20, those of the C++ SDK as C++20. With the first compiler each is tried by
# itself, which shows that it includes what it needs; with the others all at once.
set -euo pipefail

sdk=$1
shift
warnings=(-Wall -Wextra -Wshadow -Wconversion -pedantic -Werror -fsyntax-only)
status=0

check() { # LANGUAGE STANDARD HEADER...
    local language=$1 standard=$2
    shift 2
    printf '#include <%s>\n' "$@" |
        "$compiler" -x "$language" -std="$standard" "${warnings[@]}" -I "$sdk/abi/include" \
            -I "$sdk/cpp/include" -I "$sdk/support/include" - ||
        { printf '%s: %s as %s\n' "$compiler" "$*" "$standard"; status=1; }
}

headers=()
for header in "$sdk"/cpp/include/brine/*.hpp "$sdk"/support/include/brine/support/*.hpp; do
    headers+=("${header#"$sdk"/*/include/}")
done

first=yes
for compiler in "$@"; do
    for header in brine/abi.h brine/value.h; do
        for standard in c11 c17; do check c "$standard" "$header"; done
        for standard in c++11 c++14 c++17 c++20; do check c++ "$standard" "$header"; done
    done
    if [[ $first == yes ]]; then
        for header in "${headers[@]}"; do check c++ c++20 "$header"; done
    else
        check c++ c++20 "${headers[@]}"
    fi
    first=no
done
exit "$status"
