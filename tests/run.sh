#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Installs what is needed, builds Brine and runs all tests: the release build, then the same tests
# under AddressSanitizer and UndefinedBehaviorSanitizer, then the threaded ones under
# ThreadSanitizer. Builds are kept below build/ and only brought up to date the next time.
#
#   tests/run.sh [--quick]
#
#   --quick   the release build only
#   --help    show this text
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

usage() {
    sed -n '4,11s/^# \{0,1\}//p' tests/run.sh
}

presets=(release asan tsan)
case ${1:-} in
    "") ;;
    --quick) presets=(release) ;;
    -h | --help)
        usage
        exit 0
        ;;
    *)
        usage >&2
        exit 64
        ;;
esac

# Runs one step with its output kept, and shows the output's end when the step fails.
quietly() {
    local log=$1
    shift
    mkdir -p "$(dirname "$log")"
    "$@" >"$log" 2>&1 </dev/null && return
    tail -n 60 "$log" >&2
    printf '\nfailed: %s (all output: %s)\n' "$*" "$log" >&2
    return 1
}

heading() {
    printf '== %s (%d s) ==\n' "$1" "$SECONDS"
}

cmake/install-dependencies.sh test
jobs=$(nproc)

for preset in "${presets[@]}"; do
    heading "build $preset"
    quietly "build/logs/configure-$preset.log" cmake --preset "$preset" -DBRINE_TESTS=ON
    quietly "build/logs/build-$preset.log" cmake --build --preset "$preset" --parallel "$jobs"
done

# One run of ctest over all builds, so that its summary counts everything.
heading "test ${presets[*]}"
printf 'subdirs(%s)\n' "${presets[*]}" >build/CTestTestfile.cmake
export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1
exec ctest --test-dir build --parallel "$jobs" --output-on-failure --no-tests=error </dev/null
