#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# examples/test.sh BUILD: builds each example, and projects made by `brine plugin new`, against the
# SDK as the build tree BUILD installs it; runs their tests; drops the plugins into a directory and
# calls them through BUILD/bin/brine. Everything is written to a scratch directory that is removed.
set -euo pipefail
umask 022 # what others may write is refused as a plugin

if [[ $# -ne 1 || ! -f $1/CMakeCache.txt ]]; then
    echo "usage: $0 BUILD, a build tree of Brine" >&2
    exit 64
fi
build=$(realpath "$1")
examples=$(realpath "$(dirname "$0")")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/brine-examples.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
# The random name of the directory is no reason for ccache to compile again.
export CCACHE_BASEDIR=$scratch CCACHE_NOHASHDIR=1

sdk=$scratch/sdk
drop_in=$scratch/plugins
config=$scratch/etc
mkdir -p "$drop_in" "$config"

cached() { sed -n "s/^$1:[A-Z]*=//p" "$build/CMakeCache.txt"; }

brine() { "$build/bin/brine" "$@"; }
call() { brine call --local -c "$config" --out=json --out-indent=-1 "$@"; }

fail() {
    printf 'FAILED: %s\n' "$@" >&2
    exit 1
}

# expect TEXT COMMAND...: the command succeeds and its output contains the text.
expect() {
    local text=$1 output
    shift
    output=$("$@" 2>&1) || fail "$*" "ended with status $?" "$output"
    [[ $output == *"$text"* ]] || fail "$*" "does not print: $text" "but: $output"
    echo "ok: $*"
}

# expect_error TEXT COMMAND...: the command fails and its output contains the text.
expect_error() {
    local text=$1 output
    shift
    if output=$("$@" 2>&1); then fail "$*" "succeeds:" "$output"; fi
    [[ $output == *"$text"* ]] || fail "$*" "does not print: $text" "but: $output"
    echo "ok: $* (an error)"
}

# build_project SOURCE NAME [OPTION...]: configures, builds and tests a project against the
# installed SDK, and drops its plugin NAME in.
build_project() {
    local source=$1 name=$2 directory=$scratch/build/$2 log=$scratch/$2.log
    shift 2
    {
        cmake -S "$source" -B "$directory" -G "$(cached CMAKE_GENERATOR)" \
            -D CMAKE_PREFIX_PATH="$sdk" -D CMAKE_BUILD_TYPE="$(cached CMAKE_BUILD_TYPE)" \
            -D CMAKE_C_COMPILER="$(cached CMAKE_C_COMPILER)" \
            -D CMAKE_C_COMPILER_LAUNCHER="$(cached CMAKE_C_COMPILER_LAUNCHER)" \
            -D CMAKE_CXX_COMPILER="$(cached CMAKE_CXX_COMPILER)" \
            -D CMAKE_CXX_COMPILER_LAUNCHER="$(cached CMAKE_CXX_COMPILER_LAUNCHER)" "$@" &&
            cmake --build "$directory" &&
            ctest --test-dir "$directory" --output-on-failure --no-tests=error
    } >"$log" 2>&1 || fail "building and testing $source:" "$(cat "$log")"
    install -m 0644 "$directory/$name.so" "$drop_in/$name.so"
    echo "ok: $name is built and tested"
}

cmake --install "$build" --prefix "$sdk" --component sdk >"$scratch/install.log" 2>&1 ||
    fail "cmake --install" "$(cat "$scratch/install.log")"

build_project "$examples/cpp-plugin" motd
build_project "$examples/c-plugin" fileage
build_project "$examples/override-state" file-audit

# New projects: one whose name is hard on templates, and one of each kind.
brine plugin new int-2-x --directory "$scratch/int-2-x" >"$scratch/new.log"
brine plugin new only-exec --directory "$scratch/only-exec" --kind exec >"$scratch/new.log"
brine plugin new only-state --directory "$scratch/only-state" --kind state >"$scratch/new.log"
expect_error "is not empty" brine plugin new again --directory "$scratch/int-2-x"
expect_error "is no name for a plugin" brine plugin new Not_A_Name --directory "$scratch/other"
build_project "$scratch/int-2-x" int-2-x
build_project "$scratch/only-exec" only-exec -D CMAKE_DISABLE_FIND_PACKAGE_Catch2=ON
build_project "$scratch/only-state" only-state -D CMAKE_DISABLE_FIND_PACKAGE_Catch2=ON

cat >"$config/minion" <<END
root_dir: $scratch
plugin_dirs: [$drop_in]
check_results: true
motd:
  directory: $scratch/motd.d
file_audit:
  trail: $scratch/trail
END

for plugin in "$drop_in"/*.so; do
    expect "is fine" brine plugin check "$plugin"
done
expect_error "is not usable" brine plugin check "$build/bin/brine"
expect '"usable": true' brine plugin check --out=json "$drop_in/motd.so"

expect "'file-audit' wins, as drop-in plugins go before built-in ones" \
    brine plugin -c "$config" list
expect '"winner": "file-audit"' brine plugin -c "$config" list --out=json
expect 'motd.get(name: str)' brine plugin -c "$config" info motd
expect_error "did you mean 'motd'?" brine plugin -c "$config" info mot

expect '{"local": []}' call motd.list
expect '"result": true' call state.single motd.present name=welcome text=Hello
expect '{"local": "Hello\n"}' call motd.get welcome
expect_error "is no name for a piece" call motd.get ../x
sed -i 's/^  directory: .*/  directory: \/nonexistent\/motd.d/' "$config/minion"
expect_error "set the option motd:directory" call motd.list
expect "set the option motd:directory" brine plugin -c "$config" info motd

touch -d '2 hours ago' "$scratch/old"
expect '{"local": 2.0' call fileage.of "$scratch/old" unit=hours
expect_error "is no unit; use seconds" call fileage.of "$scratch/old" unit=moons
expect '{"local": true}' call fileage.refresh "$scratch/old"
expect '{"local": false}' call fileage.refresh "$scratch/old"

expect '"result": null' call state.single file.managed name="$scratch/managed" contents=x test=True
[[ ! -e $scratch/trail ]] || fail "test mode is recorded"
expect '"result": true' call state.single file.managed name="$scratch/managed" contents=x
grep -q " $scratch/managed\$" "$scratch/trail" || fail "the trail does not tell of the change"

expect '{"local": "Hello, Ada!"}' call int_2_x.greet Ada
expect '{"local": "Hi, Ada!"}' call only_exec.greet Ada word=Hi
expect '"result": null' call state.single int_2_x.written name="$scratch/line" line=a test=True
expect '"result": true' call state.single only_state.written name="$scratch/line" line=a
[[ $(cat "$scratch/line") == a ]] || fail "only_state.written did not write the line"

echo "all examples work"
