#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""brined: starting and stopping, its socket, signals, events and engines."""

import json
import os
import signal
import socket
import stat
import unittest

import brine


class Life(brine.TestCase):
    def call(self, *words, **more):
        """Through the daemon."""
        return self.scratch.brine("call", *words, **more)

    def status(self):
        return json.loads(self.succeeds(self.scratch.brine("job", "status", "--out=json")).out)

    def test_start_call_stop(self):
        daemon = self.scratch.start_daemon()
        self.assertTrue(self.value("test.ping", run=self.call))
        worker = self.value("cmd.run", "cat /proc/$PPID/comm", run=self.call)
        self.assertEqual(worker, "brine-worker")
        self.assertEqual(self.status()["pid"], daemon.pid)
        self.assertEqual(self.scratch.stop_daemon(), 0)
        self.assertFalse(self.scratch.socket().exists())
        self.assertFalse((self.scratch.sock_dir / "brined.pid").exists())
        self.fails(self.scratch.brine("job", "list"), "brined does not run")

    def test_interrupt_stops_it_too(self):
        self.scratch.start_daemon()
        self.assertEqual(self.scratch.stop_daemon(signal.SIGINT), 0)

    def test_a_call_can_stay_here_nevertheless(self):
        self.scratch.start_daemon()
        comm = self.value("cmd.run", "cat /proc/$PPID/comm")
        self.assertEqual(comm, "brine")

    def test_failures_look_as_they_do_here(self):
        self.scratch.start_daemon()
        for words in (("no.such",), ("test.echo",), ("test.exception", "oh no"),
                      ("test.ping", "extra")):
            here, there = self.scratch.call(*words), self.call(*words)
            self.assertEqual((there.code, there.out, there.err), (here.code, here.out, here.err))
        self.assertEqual(self.call("cmd.run", "exit 7", "--retcode-passthrough").code, 7)
        self.assertEqual(self.call("cmd.run", "exit 7").code, 1)

    def test_in_the_background(self):
        self.succeeds(self.scratch.program("brined", "-c", self.scratch.etc, "-d"))
        pid = int((self.scratch.sock_dir / "brined.pid").read_text())
        try:
            self.assertTrue(self.value("test.ping", run=self.call))
        finally:
            os.kill(pid, signal.SIGTERM)
        brine.wait_until(lambda: not self.scratch.socket().exists(), "the end of the daemon")

    def test_in_the_background_mistakes_are_told_as_well(self):
        self.scratch.configure(log_level="loud")
        self.fails(self.scratch.program("brined", "-c", self.scratch.etc, "-d"), "'loud'",
                   "log_level")

    def test_usage(self):
        self.fails(self.scratch.program("brined", "--nonsense"), "--nonsense", code=64)
        self.assertIn("usage: brined", self.scratch.program("brined", "--help").out)
        self.assertRegex(self.scratch.program("brined", "--version").out, r"^brined \d")

    def test_a_second_one_is_refused(self):
        daemon = self.scratch.start_daemon()
        self.fails(self.scratch.program("brined", "-c", self.scratch.etc), str(daemon.pid))
        self.assertTrue(self.value("test.ping", run=self.call))

    def test_what_a_killed_one_left_behind_is_no_obstacle(self):
        self.scratch.start_daemon()
        self.scratch.stop_daemon(signal.SIGKILL)
        self.assertTrue(self.scratch.socket().exists())
        self.assertTrue(self.value("test.ping", run=self.call))
        self.scratch.start_daemon()
        self.assertTrue(self.value("test.ping", run=self.call))

    def test_a_socket_path_that_is_too_long(self):
        self.scratch.configure(sock_dir="/" + "x" * 120)
        self.fails(self.scratch.program("brined", "-c", self.scratch.etc), "sock_dir")


class Socket(brine.TestCase):
    def setUp(self):
        super().setUp()
        self.scratch.start_daemon()

    def test_modes(self):
        directory = self.scratch.sock_dir.stat()
        self.assertEqual(stat.S_IMODE(directory.st_mode), 0o700)
        self.assertEqual(stat.S_IMODE(self.scratch.socket().stat().st_mode), 0o600)

    @unittest.skipUnless(os.geteuid() == 0, "needs another user")
    def test_other_users(self):
        nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        for directory in (self.scratch.root, self.scratch.etc, self.scratch.sock_dir):
            directory.chmod(0o755)
        call = lambda: self.scratch.brine("call", "test.ping", prefix=nobody)
        self.fails(call(), "cannot reach brined", "Permission denied")
        # Even if somebody opens the socket's mode, the daemon asks who is there.
        self.scratch.socket().chmod(0o666)
        for _ in range(20):  # whoever is faster
            self.fails(call(), "user 65534 may not use this socket")

    def talk(self, data):
        with socket.socket(socket.AF_UNIX) as client:
            client.settimeout(20)
            client.connect(str(self.scratch.socket()))
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
            try:
                while client.recv(65536):
                    pass
            except ConnectionResetError:
                pass  # it was closed with our bytes unread

    def test_nonsense_is_survived(self):
        for data in (b"", b"\x00", b"\xff\xff\xff\xff", b"\x01\x00\x00\x00\xc1",
                     b"\x01\x00\x00\x00\x05", b"\x01\x00\x00\x00\x80", b"GET / HTTP/1.0\r\n\r\n",
                     b"\x07\x00\x00\x00\x81\xa2op\xa3run"):
            self.talk(data)
        self.assertTrue(self.value("test.ping", run=lambda *w: self.scratch.brine("call", *w)))

    def test_many_idle_clients(self):
        clients = [socket.socket(socket.AF_UNIX) for _ in range(100)]
        try:
            for client in clients:
                client.connect(str(self.scratch.socket()))
            self.assertTrue(self.value("test.ping",
                                       run=lambda *w: self.scratch.brine("call", *w)))
        finally:
            for client in clients:
                client.close()


class Events(brine.TestCase):
    options = {"engines": [{"events.follow": {"match": "test/engine/*"}}]}

    def setUp(self):
        super().setUp()
        self.scratch.drop(brine.FOREIGN / "events.so")
        self.scratch.start_daemon()

    def lines(self, name):
        path = self.scratch.root / name
        return path.read_text().splitlines() if path.exists() else []

    def send(self, *words):
        self.succeeds(self.scratch.brine("call", "events.send", *words))

    def test_events_of_jobs_reach_handlers(self):
        self.send("test/note/1", "data=[a, 1]")
        self.send("test/other", "data=1")
        self.send("test/note/2/deep")
        brine.wait_until(lambda: len(self.lines("handled.txt")) == 2, "two handled events")
        self.assertEqual(sorted(self.lines("handled.txt")),
                         ["test/note/1 ['a', 1]", "test/note/2/deep None"])

    def test_a_failing_handler_is_told_of_and_called_again(self):
        self.send("test/fail")
        self.send("test/fail")
        brine.wait_until(lambda: len(self.lines("failing.txt")) == 2, "two failures")
        brine.wait_until(lambda: "this handler always fails" in self.scratch.daemon_errors(),
                         "a line in the log")

    def test_engines_run_as_long_as_the_daemon(self):
        brine.wait_until(lambda: self.lines("engine.txt") == ["started"], "the engine")
        self.send("test/engine/1")
        brine.wait_until(lambda: "test/engine/1" in self.lines("engine.txt"), "the event")
        self.assertEqual(self.scratch.stop_daemon(), 0)
        self.assertEqual(self.lines("engine.txt")[-1], "stopped")


class UnknownEngine(brine.TestCase):
    options = {"engines": ["no.such"]}

    def test_it_is_an_error(self):
        self.fails(self.scratch.program("brined", "-c", self.scratch.etc), "no.such")


if __name__ == "__main__":
    brine.main()
