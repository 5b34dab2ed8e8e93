#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plugins that come, change and go while brined runs."""

import json
import os
import signal

import brine


class Hot(brine.TestCase):
    def setUp(self):
        super().setUp()
        self.scratch.start_daemon()

    def call(self, *words, **more):
        return self.scratch.brine("call", *words, **more)

    def plugins(self):
        """How many plugin files the daemon itself knows."""
        status = self.succeeds(self.scratch.brine("job", "status", "--out=json"))
        return json.loads(status.out)["plugins"]

    def handled(self):
        path = self.scratch.root / "handled.txt"
        return path.read_text().splitlines() if path.exists() else []

    def test_added_and_removed(self):
        before = self.plugins()
        self.fails(self.call("plainc.describe", "x"), "not available")
        path = self.scratch.drop(brine.FOREIGN / "plain_c.so")
        brine.wait_until(lambda: self.plugins() == before + 1, "the new plugin")
        self.assertEqual(self.value("plainc.describe", "x", run=self.call)["name"], "x")
        path.unlink()
        brine.wait_until(lambda: self.plugins() == before, "the plugin's end")
        self.fails(self.call("plainc.describe", "x"), "not available")

    def test_event_handlers_come_and_go(self):
        path = self.scratch.drop(brine.FOREIGN / "events.so")
        send = lambda tag: self.scratch.brine("call", "events.send", tag).code == 0
        brine.wait_until(lambda: send("test/note/in") and self.handled(), "a handled event")
        # The handler's plugin is open in the daemon by now: its file is replaced and removed.
        self.scratch.drop(brine.FOREIGN / "events.so")
        brine.wait_until(
            lambda: send("test/note/again") and "test/note/again None" in self.handled(),
            "an event that the replaced plugin handles")
        path.unlink()
        brine.wait_until(lambda: self.call("events.send", "x").code != 0, "the plugin's end")
        self.assertTrue(self.value("test.ping", run=self.call))

    def test_a_broken_one_is_told_of_and_harms_nobody(self):
        path = self.scratch.drop(brine.BROKEN / "crashing_start.so")
        brine.wait_until(lambda: str(path) in self.scratch.daemon_errors(), "a line in the log")
        self.assertIn("crashes while it is opened", self.scratch.daemon_errors())
        self.assertEqual(json.loads(self.call("test.ping", "--out=json").out), {"local": True})

    def test_a_hanging_one_does_not_hold_the_daemon_up(self):
        self.scratch.drop(brine.BROKEN / "hanging_start.so")
        status = self.scratch.brine("job", "status", "--out=json", timeout=30)
        self.assertEqual(status.code, 0, str(status))

    def test_hangup_looks_for_plugins_at_once(self):
        before = self.plugins()
        self.scratch.drop(brine.FOREIGN / "plain_c.so")
        self.scratch.daemon.send_signal(signal.SIGHUP)
        brine.wait_until(lambda: self.plugins() == before + 1, "the new plugin")
        self.assertIsNone(self.scratch.daemon.poll())

    def test_a_drop_in_directory_that_comes_later(self):
        before = self.plugins()
        moved = self.scratch.drop_in.with_name("moved")
        self.scratch.drop(brine.FOREIGN / "plain_c.so")
        brine.wait_until(lambda: self.plugins() == before + 1, "the new plugin")
        self.scratch.drop_in.rename(moved)
        brine.wait_until(lambda: self.plugins() == before, "the plugin's end")
        moved.rename(self.scratch.drop_in)
        brine.wait_until(lambda: self.plugins() == before + 1, "the plugin again")

    def test_many_changes_in_a_row(self):
        before = self.plugins()
        for n in range(20):
            self.scratch.drop(brine.FOREIGN / "plain_c.so", f"p{n}.so")
            if n % 2:
                os.unlink(self.scratch.drop_in / f"p{n}.so")
        # All have the same name: one is in use, nine are refused.
        brine.wait_until(lambda: self.plugins() == before + 10, "ten files")
        self.succeeds(self.call("plainc.describe", "x"))


if __name__ == "__main__":
    brine.main()
