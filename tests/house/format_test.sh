#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# format_test.sh CLANG_FORMAT: fails, naming the places, when a source file is not formatted as
# .clang-format says. Runs in the top directory. `find ... | xargs clang-format -i` mends it.
set -euo pipefail

clang_format=$1
find core sdk plugins tests examples -name build -prune -o \
    -type f \( -name '*.c' -o -name '*.h' -o -name '*.cpp' -o -name '*.hpp' \) -print0 |
    xargs -0 -r -n 16 -P "$(nproc)" "$clang_format" --dry-run -Werror --ferror-limit=3
