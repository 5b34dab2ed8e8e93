#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# A service as small as can be: reads its configuration when it starts, writes one line into
# greeter.log, and stays.
#
#   greeter.sh start|stop|restart|status
set -eu

cd "$(dirname "$0")"

running() {
    [ -f greeter.pid ] && kill -0 "$(cat greeter.pid)" 2>/dev/null
}

start() {
    running && return
    greeting=
    # shellcheck source=greeter.conf
    . ./greeter.conf
    # In a session of its own, so that it outlives the job that starts it.
    # shellcheck disable=SC2016 # it is the inner shell that has the number to write
    setsid sh -c 'echo $$ >greeter.pid; echo "$1 from process $$" >>greeter.log; exec sleep 3600' \
        greeter "$greeting" >/dev/null 2>&1 </dev/null &
    while ! running; do sleep 0.05; done
}

stop() {
    running || return 0
    kill "$(cat greeter.pid)"
    while running; do sleep 0.05; done
    rm greeter.pid
}

case ${1:-} in
    start) start ;;
    stop) stop ;;
    restart)
        stop
        start
        ;;
    status) running ;;
    *)
        echo "usage: greeter.sh start|stop|restart|status" >&2
        exit 64
        ;;
esac
