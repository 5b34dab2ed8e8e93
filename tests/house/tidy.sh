#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Runs clang-tidy with the checks of .clang-tidy over the shipped sources. It takes many minutes
# for everything, so that tests/run.sh leaves it out; name files to look at these only.
#
#   tests/house/tidy.sh [FILE...]
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
case ${1:-} in
    -h | --help)
        sed -n '4,7s/^# \{0,1\}//p' tests/house/tidy.sh
        exit 0
        ;;
esac

cmake/install-dependencies.sh lint
# As clang sees it, and without precompiled headers, which would have to be built first.
cmake --preset dev -B build/tidy -DCMAKE_C_COMPILER=clang -DCMAKE_CXX_COMPILER=clang++ \
    -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DBRINE_TESTS=OFF -DBRINE_BENCH=OFF >/dev/null
if [[ $# -eq 0 ]]; then
    mapfile -t files < <(find core sdk plugins -name '*.cpp' -not -path '*/template/*' | sort)
    set -- "${files[@]}"
fi
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" clang-tidy -p build/tidy --quiet
