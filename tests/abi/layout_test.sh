#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# layout_test.sh PROGRAM MINOR: compares the layout that PROGRAM (layout.c) prints with the golden
# files. The one of the current minor has to be equal. Those of older minors have to be contained:
# only the sizes of tables may have grown.
set -euo pipefail

program=$1
minor=$2
here=$(dirname "${BASH_SOURCE[0]}")
printed=$(mktemp)
trap 'rm -f "$printed"' EXIT
"$program" >"$printed"

status=0
diff -u "$here/layout-1.$minor.golden" "$printed" || status=1
for golden in "$here"/layout-1.*.golden; do
    missing=$(grep -v '^sizeof brine_\(request\|host\|function\|setup\|plugin\|events\) ' "$golden" |
        grep -Fxv -f "$printed" || true)
    if [[ -n $missing ]]; then
        printf 'promised in %s, but different now:\n%s\n' "${golden##*/}" "$missing"
        status=1
    fi
done
exit "$status"
