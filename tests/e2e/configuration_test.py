#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The configuration, as files and command line give it."""

import json

import brine


class Mistakes(brine.TestCase):
    def fails_with(self, text, *complaints):
        path = self.scratch.etc / "minion"
        path.write_text(text, encoding="utf-8")
        self.fails(self.scratch.call("test.ping"), *complaints)

    def test_malformed_files_are_told_by_place(self):
        path = self.scratch.etc / "minion"
        self.fails_with("id: a\nid: b\n", f"{path}:2:1", "id")
        self.fails_with("id: a\n\tx: b\n", f"{path}:2:")
        self.fails_with("id: [a\n", f"{path}:")
        self.fails_with("- a\n", f"{path}: a configuration file is a map of options")
        self.fails_with("test: 5\n", f"{path}", "'test'", "bool")
        self.fails_with("log_level: loud\n", f"{path}", "log_level", "'loud'")

    def test_bytes_that_are_no_text(self):
        (self.scratch.etc / "minion").write_bytes(b"id: \xff\xfe\n")
        self.fails(self.scratch.call("test.ping"), str(self.scratch.etc / "minion"))

    def test_a_file_in_minion_d(self):
        path = self.scratch.write("etc/salt/minion.d/bad.conf", "a: b: c\n")
        self.fails(self.scratch.call("test.ping"), f"{path}:1:")

    def test_a_directory_that_is_not_there(self):
        self.fails(self.scratch.brine("-c", "/nonexistent", "call", "test.ping"),
                   "the configuration directory '/nonexistent' does not exist")

    def test_senseless_numbers(self):
        self.fails_with("call_depth: -1\n", "call_depth")
        self.fails_with("call_depth: 0\n", "call_depth")


class Layers(brine.TestCase):
    def option(self, name, *words):
        return self.value("config.get", name, *words)

    def test_files_and_command_line(self):
        self.scratch.write("etc/salt/minion.d/b.conf", "own: b\nid: from-d\n")
        self.scratch.write("etc/salt/minion.d/a.conf", "own: a\n")
        self.assertEqual(self.option("own"), "b")
        self.assertEqual(self.option("id"), "from-d")
        self.assertEqual(self.option("id", "--id=from-line"), "from-line")

    def test_file_root_of_the_command_line(self):
        self.scratch.write("other/x.sls", "a:\n  test.nop: []\n")
        result = self.value("state.show_sls", "x", "--file-root", self.scratch.root / "other")
        self.assertIn("a", result)

    def test_the_log(self):
        log = self.scratch.root / "own.log"
        result = self.scratch.call("test.ping", "-l", "debug", f"--log-file={log}",
                                   "--log-file-level=debug")
        self.assertIn("[debug", self.succeeds(result).err)
        self.assertIn("[debug", log.read_text())
        self.assertEqual(self.scratch.call("no.such", "-l", "quiet").code, 1)


class DeepCalls(brine.TestCase):
    options = {"call_depth": 8}

    def test_recursion_ends_with_an_error(self):
        arguments = ["test.ping"]
        for _ in range(20):
            arguments = ["test.cross_test", arguments]
        result = self.scratch.call("test.cross_test", "--args-json",
                                   json.dumps({"args": arguments}))
        self.fails(result, "nested more than 8 deep", "call_depth")


if __name__ == "__main__":
    brine.main()
