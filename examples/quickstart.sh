#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Builds Brine and shows it at work: starts brined, drops a plugin into it while it runs, applies a
# small state tree, applies it again, and asks what a changed tree would do. Ends with status 0
# only if each step gave what it should.
#
#   examples/quickstart.sh [--help]
#
# Installs the Debian packages that the build needs (as root or by sudo) and builds below build/.
# All else happens in a scratch directory that is removed at the end.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
example=$top/examples/quickstart
build=$top/build/release
root=

case ${1:-} in
    "") ;;
    -h | --help)
        sed -n '4,12s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
    *)
        printf 'quickstart.sh takes no %s; see --help\n' "$1" >&2
        exit 64
        ;;
esac

# ---------------------------------------------------------------- helpers --

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then bold=$'\e[1m' plain=$'\e[0m'; else bold='' plain=''; fi

step() {
    printf '\n%s== %s ==%s\n' "$bold" "$1" "$plain"
}

# Shows a command as a user would type it.
show() {
    printf '$ %s\n' "$*"
}

die() {
    printf '\nquickstart.sh: %s\n' "$1" >&2
    exit 1
}

brine() {
    show brine "$@"
    "$build/bin/brine" -c "$root/etc" "$@"
}

# Fails unless the file has a line that fits the pattern.
expect() { # FILE PATTERN WHAT
    grep -Eq -- "$2" "$1" || die "expected $3 (/$2/), got:
$(cat "$1")"
}

# The number of places in a file where a fixed text stands.
count() { # TEXT FILE
    grep -Fo -- "$1" "$2" | wc -l
}

clean_up() {
    status=$?
    set +e
    if [[ -n $root ]]; then
        [[ -x $root/greeter/greeter.sh ]] && "$root/greeter/greeter.sh" stop
        if [[ -n ${daemon:-} ]]; then
            kill "$daemon" 2>/dev/null
            wait "$daemon" 2>/dev/null
        fi
        if [[ $status -ne 0 && -s $root/brined.log ]]; then
            printf '\nWhat brined said:\n' >&2
            cat "$root/brined.log" >&2
        fi
        rm -rf "$root"
    fi
    exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

# ------------------------------------------------------------------ steps --

step "Build"
"$top/cmake/install-dependencies.sh" build
cd "$top"
# Without the tests, unless this build directory has them already.
fresh=()
[[ -f $build/CMakeCache.txt ]] || fresh=(-DBRINE_TESTS=OFF -DBRINE_BENCH=OFF)
mkdir -p "$top/build/logs"
cmake --preset release "${fresh[@]}" >"$top/build/logs/quickstart.log" 2>&1 ||
    die "the configuration failed: $(tail -n 20 "$top/build/logs/quickstart.log")"
cmake --build --preset release --target core/all plugins/all

step "Start the daemon"
umask 022
root=$(mktemp -d "${TMPDIR:-/tmp}/brine-quickstart.XXXXXX")
mkdir -p "$root"/etc "$root"/plugins "$root"/states/greeter
cat >"$root/etc/minion" <<END
id: quickstart
root_dir: $root
sock_dir: /run
log_file: /brined.log
plugin_dirs: [/plugins]
file_roots:
  base: [$root/states]
END
for file in "$example"/states/greeter/*; do
    sed "s|@ROOT@|$root|g" "$file" >"$root/states/greeter/${file##*/}"
done
show "brined -c $root/etc &"
"$build/bin/brined" -c "$root/etc" >>"$root/brined.log" 2>&1 &
daemon=$!
for _ in $(seq 200); do
    [[ -S $root/run/brined.sock ]] && break
    kill -0 "$daemon" 2>/dev/null || die "brined did not start"
    sleep 0.05
done
brine call test.ping | tee "$root/out"
expect "$root/out" '^ +True$' "an answer of the daemon"

step "Drop a plugin into it while it runs"
show "c++ -std=c++20 -shared -fPIC -fvisibility=hidden -I sdk/... -o greet.so greet.cpp"
compiler=(g++)
command -v ccache >/dev/null && compiler=(ccache g++)
# Not linked from a temporary object file, whose name would differ each time: ccache knows it then.
"${compiler[@]}" -std=c++20 -fPIC -fvisibility=hidden -I "$top/sdk/abi/include" \
    -I "$top/sdk/cpp/include" -c -o "$root/greet.o" "$example/greet.cpp"
g++ -shared -o "$root/greet.so" "$root/greet.o"
show mv greet.so "$root/plugins/"
mv "$root/greet.so" "$root/plugins/"
brine call greet.hello Ada word=Welcome --out=json | tee "$root/out"
expect "$root/out" '"local": "Welcome, Ada!"' "a greeting"
if brine call greet.hello '' >"$root/out" 2>&1; then die "an empty name was greeted"; fi
cat "$root/out"
expect "$root/out" 'name must not be empty' "an error with its reason"

step "Apply a state tree"
brine call state.apply greeter | tee "$root/out"
expect "$root/out" '^Succeeded: 5 \(changed=4\)' "five good states, four of which changed something"
expect "$root/out" '^Failed: +0' "no failed state"
expect "$root/greeter/greeter.log" '^Hello from process [0-9]+$' "a running service"
cat "$root/greeter/greeter.log"

step "Apply it again: nothing is left to do"
brine call state.apply greeter | tee "$root/out"
expect "$root/out" '^Succeeded: 5$' "five good states without changes"
expect "$root/out" '^Failed: +0' "no failed state"

step "Change the configuration, and ask what would happen"
show "echo greeting=Moin > states/greeter/greeter.conf"
echo "greeting=Moin" >"$root/states/greeter/greeter.conf"
brine call state.apply greeter test=True
brine call state.apply greeter test=True --out=json >"$root/out"
[[ $(count '"result": null' "$root/out") -eq 2 ]] ||
    die "two states should be pending: $(cat "$root/out")"
[[ $(wc -l <"$root/greeter/greeter.log") -eq 1 ]] || die "test=True restarted the service"

step "Apply the change: the service is restarted"
brine call state.apply greeter | tee "$root/out"
expect "$root/out" '^Succeeded: 5 \(changed=2\)' "a new configuration and a restart"
cat "$root/greeter/greeter.log"
expect "$root/greeter/greeter.log" '^Moin from process [0-9]+$' "the restarted service"
[[ $(wc -l <"$root/greeter/greeter.log") -eq 2 ]] || die "the service was restarted more than once"

step "Stop"
brine job list
show kill "$daemon"
kill "$daemon"
wait "$daemon" || die "brined ended with status $?"
daemon=
[[ ! -e $root/run/brined.sock ]] || die "brined left its socket behind"
printf '\nAll steps gave what they should.\n'
