#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`brine call`: its options, arguments, outputs and exit statuses."""

import json
import os

import brine


class Arguments(brine.TestCase):
    def arguments(self, *words):
        return self.value("test.arg", *words)

    def test_words_are_typed_as_yaml(self):
        words = ["5", "1.5", "true", "None", "text", "[1, a]", "{a: 1}", "1_000", "a: b", "", "~",
                 "'5'", "2020-01-01", "#x", "a #b"]
        self.assertEqual(
            self.arguments(*words)["args"],
            [5, 1.5, True, None, "text", [1, "a"], {"a": 1}, "1_000", "a: b", "", None,
             "5", "2020-01-01", "#x", "a #b"])

    def test_name_and_value(self):
        self.assertEqual(self.arguments("pos", "a=1", "b_2=[x]", "c=", "d==", "=e", "9=f"),
                         {"args": ["pos", "=e", "9=f"],
                          "kwargs": {"a": 1, "b_2": ["x"], "c": "", "d": "="}})

    def test_text_that_yaml_would_change_survives(self):
        for text in ("grüße 'quoted' \"too\"", "two\nlines", "a\tb", "---", "...", "|", "!"):
            self.assertEqual(self.value("test.echo", text), text)

    def test_arguments_from_json(self):
        text = json.dumps({"args": ["5", 5, None, "a=b"], "kwargs": {"k": {"x": [1]}}})
        self.assertEqual(self.arguments("--args-json", text),
                         {"args": ["5", 5, None, "a=b"], "kwargs": {"k": {"x": [1]}}})
        self.assertEqual(self.arguments("--args-json", "{}"), {"args": [], "kwargs": {}})

    def test_bad_arguments_from_json(self):
        for text, complaint in (("[]", "object"), ("{", "--args-json"), ('{"args": 5}', "'args'"),
                                ('{"more": []}', "'more'")):
            with self.subTest(text):
                self.fails(self.scratch.call("test.arg", "--args-json", text), complaint, code=64)

    def test_words_beside_json_are_no_silent_loss(self):
        result = self.scratch.call("test.arg", "word", "--args-json", '{"args": [1]}')
        self.fails(result, "--args-json", code=64)

    def test_double_dash_ends_the_options(self):
        result = self.scratch.call("--out=json", "--", "test.arg", "-l", "--out")
        self.assertEqual(json.loads(self.succeeds(result).out)["local"]["args"], ["-l", "--out"])


class Output(brine.TestCase):
    def test_nested_is_the_default(self):
        result = self.succeeds(self.scratch.call("test.ping"))
        self.assertEqual(result.out, "local:\n    True\n")

    def test_outputs(self):
        for name, text in (("json", '{\n    "local": true\n}\n'), ("yaml", "local: true\n"),
                           ("txt", "local: True\n"), ("raw", "{'local': True}\n"), ("quiet", "")):
            with self.subTest(name):
                self.assertEqual(self.succeeds(self.scratch.call("test.ping", f"--out={name}")).out,
                                 text)

    def test_compact_json(self):
        result = self.succeeds(self.scratch.call("test.ping", "--out=json", "--out-indent=-1"))
        self.assertEqual(json.loads(result.out), {"local": True})
        self.assertEqual(result.out.count("\n"), 1)

    def test_unknown_output(self):
        self.fails(self.scratch.call("test.ping", "--out=nonsense"), "nonsense")

    def test_to_a_file(self):
        target = self.scratch.root / "out.json"
        self.succeeds(self.scratch.call("test.ping", "--out=json", "--out-file", target))
        self.assertEqual(json.loads(target.read_text()), {"local": True})

    def test_to_a_file_that_cannot_be_written(self):
        self.fails(self.scratch.call("test.ping", "--out-file", "/nonexistent/x"),
                   "/nonexistent/x", "No such file")

    def test_to_a_full_disk(self):
        result = self.scratch.call("test.ping", "--out-file", "/dev/full")
        self.fails(result, "/dev/full", "No space left")

    def test_to_a_pipe_that_is_closed(self):
        reader, writer = os.pipe()
        os.close(reader)
        try:
            result = self.scratch.call("test.ping", stdout=writer)
        finally:
            os.close(writer)
        self.assertNotEqual(result.code, 0)

    def test_no_colour_in_a_pipe(self):
        self.assertNotIn("\033", self.scratch.call("test.ping").out)
        self.assertIn("\033", self.scratch.call("test.ping", "--force-color").out)


class Status(brine.TestCase):
    def test_failures(self):
        for function, complaint in (("no.such", "'no.such' is not available"),
                                    ("test.pong", "Did you mean 'test.ping'?"),
                                    ("ping", "'ping' is not available")):
            with self.subTest(function):
                self.fails(self.scratch.call(function), f"Error running '{function}'", complaint)

    def test_bad_arguments(self):
        self.fails(self.scratch.call("test.ping", "extra"), "test.ping")
        self.fails(self.scratch.call("test.echo"), "test.echo", "'text'")
        self.fails(self.scratch.call("test.sleep", "long"), "test.sleep")

    def test_a_function_that_throws(self):
        self.fails(self.scratch.call("test.exception", "oh no"), "oh no")

    def test_return_codes(self):
        self.assertEqual(self.scratch.call("cmd.run", "exit 7").code, 1)
        self.assertEqual(self.scratch.call("cmd.run", "exit 7", "--retcode-passthrough").code, 7)
        self.assertEqual(self.scratch.call("cmd.run", "/bin/true").code, 0)

    def test_usage(self):
        self.fails(self.scratch.call(), "which function?", code=64)
        self.fails(self.scratch.call("--nonsense", "test.ping"), "--nonsense", code=64)
        self.fails(self.scratch.brine("nonsense"), "there is no command 'nonsense'", code=64)
        self.fails(self.scratch.brine("call", "--log-level"), "--log-level needs a value", code=64)
        self.fails(self.scratch.brine("-l", "loud", "call", "test.ping"), "'loud' is no log level",
                   code=64)

    def test_without_a_command_help_is_shown(self):
        result = self.scratch.brine()
        self.assertEqual(result.code, 64)
        self.assertIn("usage: brine", result.out + result.err)

    def test_help_and_version(self):
        for words in (("--help",), ("call", "--help")):
            result = self.succeeds(self.scratch.brine(*words))
            self.assertIn("call", result.out)
            self.assertEqual(result.err, "")
        self.assertRegex(self.succeeds(self.scratch.brine("--version")).out, r"^brine \d+\.\d+")

    def test_no_daemon_is_no_obstacle(self):
        self.assertTrue(self.value("test.ping", run=lambda *words: self.scratch.brine("call", *words)))
        self.fails(self.scratch.brine("call", "--async", "test.ping"), "brined does not run")

    def test_invoked_as_salt_call(self):
        link = self.scratch.root / "salt-call"
        link.symlink_to(brine.BUILD / "bin/brine")
        result = self.scratch.program(link, "-c", self.scratch.etc, "--local", "test.ping",
                                      "--out=json")
        self.assertEqual(json.loads(self.succeeds(result).out), {"local": True})


class Documentation(brine.TestCase):
    def test_of_a_function_and_a_module(self):
        one = self.succeeds(self.scratch.call("--doc", "test.ping")).out
        self.assertTrue(one.startswith("test.ping:\n"), one)
        module = self.succeeds(self.scratch.call("-d", "test")).out
        self.assertIn("test.echo:", module)
        self.assertGreater(len(module), len(one))

    def test_of_nothing(self):
        self.fails(self.scratch.call("--doc", "no.such"), "no documentation of 'no.such'")


if __name__ == "__main__":
    brine.main()
