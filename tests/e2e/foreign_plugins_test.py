#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plugins that are made in another language or by another compiler, called for real."""

import unittest

import brine


class PlainC(brine.TestCase):
    def setUp(self):
        super().setUp()
        self.scratch.drop(brine.FOREIGN / "plain_c.so")

    def test_arguments_and_results(self):
        self.assertEqual(self.value("plainc.describe", "x", "1", "[a]", "k=2.5"),
                         {"name": "x", "more": [1, ["a"]], "named": {"k": 2.5}, "count": 3})

    def test_calls_of_others(self):
        self.assertTrue(self.value("plainc.ask", "test.ping"))
        self.fails(self.scratch.call("plainc.ask", "no.such"), "'no.such' is not available")

    def test_failures(self):
        self.fails(self.scratch.call("plainc.refuse"), "refused in plain C")
        self.fails(self.scratch.call("plainc.describe", "5"), "plainc.describe", "str")


@unittest.skipUnless((brine.FOREIGN / "other_compiler.so").exists(), "there is no other compiler")
class OtherCompiler(brine.TestCase):
    def setUp(self):
        super().setUp()
        self.scratch.drop(brine.FOREIGN / "other_compiler.so")

    def test_values_cross(self):
        self.assertEqual(self.value("foreign.compiler"), "clang")
        value = {"list": [1, 2.5, None, True, "text"], "deep": {"er": [[]]}}
        self.assertEqual(self.value("foreign.echo", repr(value).replace("None", "null").replace(
            "True", "true"), "k=[v]"), {"value": value, "kwargs": {"k": ["v"]}})

    def test_exceptions_stay_on_their_side(self):
        self.fails(self.scratch.call("foreign.fail"), "a known exception")
        self.fails(self.scratch.call("foreign.fail", "known=false"), "a standard exception")
        self.assertIn("'no.such' is not available", self.value("foreign.caught", "no.such"))
        self.assertEqual(self.value("foreign.caught", "test.ping"), "nothing")


if __name__ == "__main__":
    brine.main()
