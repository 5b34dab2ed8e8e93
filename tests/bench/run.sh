#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds the release preset with its benchmarks, runs them and prints a table: medians, and ratios
# to a stated baseline. Asserts nothing.
#
#   tests/bench/run.sh [--runs N]   N runs of each whole process (default: 31)
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
runs=31
case ${1:-} in
    "") ;;
    --runs) runs=${2:?--runs needs a number} ;;
    -h | --help)
        sed -n '4,7s/^# \{0,1\}//p' tests/bench/run.sh
        exit 0
        ;;
    *)
        printf 'run.sh takes no %s; see --help\n' "$1" >&2
        exit 64
        ;;
esac

cmake/install-dependencies.sh test
mkdir -p build/logs
if ! { cmake --preset release -DBRINE_TESTS=ON -DBRINE_BENCH=ON &&
    cmake --build --preset release --target core/all plugins/all tests/bench/all; } \
    >build/logs/bench.log 2>&1; then
    tail -n 40 build/logs/bench.log >&2
    exit 1
fi
bin=build/release/bin
bench=build/release/tests/bench

root=$(mktemp -d "${TMPDIR:-/tmp}/brine-bench.XXXXXX")
daemon=
clean_up() {
    [[ -z $daemon ]] || kill "$daemon"
    wait
    rm -rf "$root"
}
trap clean_up EXIT
mkdir -p "$root/etc" "$root/states"
cat >"$root/etc/minion" <<END
id: bench
root_dir: $root
sock_dir: /run
file_roots:
  base: [$root/states]
END
for size in 1000 10000; do
    for ((n = 0; n < size; ++n)); do
        printf 'state number %d:\n  test.nop\n' "$n"
    done >"$root/states/nop$size.sls"
done

# Sets `us` (median microseconds) and `kib` (largest resident set) of a whole process.
process() { # RUNS COMMAND...
    read -r us kib < <("$bench/bench_process" "$@")
}
row() {
    printf '%-58s %14s %12s\n' "$@"
}
divide() {
    awk -v a="$1" -v b="$2" -v digits="$3" 'BEGIN { printf "%.*f", digits, a / b }'
}
ms() {
    printf '%s ms' "$(divide "$1" 1000 2)"
}

call=("$bin/brine" -c "$root/etc" call --local --out=json)

row "whole process, median of $runs runs" time "peak RSS"
process "$runs" /bin/true
row "/bin/true" "$(ms "$us")" "$kib KiB"
process "$runs" "$bin/brine" --version
version=$us
row "brine --version (baseline)" "$(ms "$us")" "$kib KiB"
process "$runs" "${call[@]}" test.ping
row "brine call --local test.ping" "$(ms "$us")" "$kib KiB"
row "  ratio to the baseline" "$(divide "$us" "$version" 2) x" ""

printf '\n'
row "one call from plugin to plugin: 10 arguments, 6 results" time ""
while read -r kind ns; do
    row "  $kind" "$ns ns" ""
done < <("$bench/bench_cross_call")

printf '\n'
row "state.apply of test.nop, median of 5 runs" time "peak RSS"
process 5 "${call[@]}" state.apply nop1000
small=$us
row "1,000 states (baseline)" "$(ms "$us")" "$kib KiB"
process 5 "${call[@]}" state.apply nop10000
row "10,000 states" "$(ms "$us")" "$kib KiB"
row "  ratio to the baseline" "$(divide "$us" "$small" 1) x" ""

# The sum of a field over the daemon's threads.
over_threads() { # FIELD
    awk -v field="$1:" '$1 == field { sum += $2 } END { print sum }' /proc/"$daemon"/task/*/status
}

printf '\n'
row "brined, idle for 10 s" value ""
"$bin/brined" -c "$root/etc" &
daemon=$!
until [[ -S $root/run/brined.sock ]]; do sleep 0.05; done
"$bin/brine" -c "$root/etc" call test.ping --out=quiet
sleep 1
before=$(over_threads voluntary_ctxt_switches)
sleep 10
row "voluntary context switches" "$(($(over_threads voluntary_ctxt_switches) - before))" ""
row "resident set" "$(awk '$1 == "VmRSS:" { print $2 }' /proc/$daemon/status) KiB" ""
