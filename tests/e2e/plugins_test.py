#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Plugin files: dropped in, taking the place of others, refused, indexed."""

import json
import os
import pathlib
import shutil
import subprocess
import unittest

import brine


class PluginTest(brine.TestCase):
    def listed(self):
        return json.loads(self.succeeds(self.scratch.brine("plugin", "list", "--out=json")).out)


class DropIn(PluginTest):
    def test_a_plugin_is_there_when_its_file_is(self):
        self.fails(self.scratch.call("plainc.describe", "x"), "not available")
        target = self.scratch.drop(brine.FOREIGN / "plain_c.so")
        self.assertEqual(self.value("plainc.describe", "x")["name"], "x")
        target.unlink()
        self.fails(self.scratch.call("plainc.describe", "x"), "not available")

    def test_hidden_and_disabled_files_are_left_alone(self):
        self.scratch.drop(brine.FOREIGN / "plain_c.so", "_plain_c.so")
        self.scratch.drop(brine.FOREIGN / "plain_c.so", ".plain_c.so")
        self.scratch.drop(brine.FOREIGN / "plain_c.so", "plain_c.so.bak")
        self.fails(self.scratch.call("plainc.describe", "x"), "not available")

    def test_a_plugin_of_the_same_name_takes_the_place_of_a_lower_one(self):
        self.scratch.drop(brine.LIBRARY / "plugins/test.so", "mine.so")
        self.assertTrue(self.value("test.ping"))
        refusals = {plugin["path"]: plugin["refusal"] for plugin in self.listed()}
        mine = str(self.scratch.drop_in / "mine.so")
        self.assertEqual(refusals[mine], "")
        self.assertIn(mine, refusals[str(brine.LIBRARY / "plugins/test.so")])

    def test_synced_modules_win_over_drop_ins(self):
        synced = self.scratch.root / "var/cache/salt/minion/extmods/plugins"
        if os.geteuid() != 0:
            synced = self.scratch.root / "home/.cache/brine/extmods/plugins"
        synced.mkdir(parents=True)
        shutil.copy(brine.FOREIGN / "plain_c.so", synced / "plain_c.so")
        (synced / "plain_c.so").chmod(0o644)
        self.assertEqual(self.value("plainc.describe", "x")["name"], "x")


class Refused(PluginTest):
    def warned(self, path, *texts):
        result = self.succeeds(self.scratch.call("test.ping", "--out=json"))
        for text in (str(path), *texts):
            self.assertIn(text, result.err)
        refusals = {plugin["path"]: plugin["refusal"] for plugin in self.listed()}
        for text in texts:
            self.assertIn(text, refusals[str(path)])

    def test_broken_plugins_are_told_of_and_harm_nobody(self):
        for name, *texts in (
                ("no_symbol", "does not export brine_plugin_v1"),
                ("other_major", "is built for ABI major 2", "SDK of major 1"),
                ("high_minor", "needs ABI 1.99", "update Brine"),
                ("failing_start", "does not start: the moon is full"),
                ("throwing_start", "throws an exception out of start()"),
                ("crashing_start", "crashes while it is opened", "signal 11"),
                ("exiting_start", "exit status 42"),
                ("twice_added", "adds exec 'broken.ping' twice"),
                ("bad_signature", "parameters that cannot be read"),
                ("bad_text", "UTF-8"),
                ("missing_dependency", "libabsent.so", "ldd -r"),
                ("unresolved_symbol", "nobody_defines_this", "ldd -r")):
            with self.subTest(name):
                path = self.scratch.drop(brine.BROKEN / f"{name}.so")
                try:
                    self.warned(path, *texts)
                finally:
                    path.unlink()

    def test_what_is_no_library(self):
        path = self.scratch.drop_in / "text.so"
        path.write_text("hello\n")
        self.warned(path, "is not a shared library, or is damaged")

    def test_a_truncated_one(self):
        path = self.scratch.drop(brine.FOREIGN / "plain_c.so")
        os.truncate(path, path.stat().st_size // 2)
        self.warned(path, "is not a shared library, or is damaged")

    def test_one_that_others_may_write(self):
        path = self.scratch.drop(brine.FOREIGN / "plain_c.so")
        path.chmod(0o666)
        self.warned(path, "may be written by others", f"chmod go-w '{path}'")
        path.chmod(0o644)
        self.assertEqual(self.value("plainc.describe", "x")["name"], "x")

    def test_a_directory_that_others_may_write(self):
        self.scratch.drop(brine.FOREIGN / "plain_c.so")
        self.scratch.drop_in.chmod(0o777)
        self.warned(self.scratch.drop_in, "is a plugin directory that may be written by others")
        self.fails(self.scratch.call("plainc.refuse"), "not available")

    @unittest.skipUnless(os.geteuid() == 0, "only root can give files away")
    def test_one_of_another_user(self):
        path = self.scratch.drop(brine.FOREIGN / "plain_c.so")
        os.chown(path, 65534, 65534)
        self.warned(path, "is owned by user 65534", f"chown root '{path}'")

    def test_two_of_one_name(self):
        self.scratch.drop(brine.FOREIGN / "plain_c.so", "a.so")
        second = self.scratch.drop(brine.FOREIGN / "plain_c.so", "b.so")
        self.warned(second, "is named 'plain-c' like", "remove one of them")


class Indexed(brine.TestCase):
    def libraries(self, *words):
        """The plugin files that a call has open, seen while it sleeps."""
        command = [str(brine.BUILD / "bin/brine"), "-c", str(self.scratch.etc), "call", "--local",
                   *words]
        process = subprocess.Popen(command, env=self.scratch.environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            maps = pathlib.Path(f"/proc/{process.pid}/maps")
            wait = lambda: "/brine/plugins/test.so" in maps.read_text()
            brine.wait_until(wait, "the plugin of the function that sleeps")
            return {line.split("/")[-1] for line in maps.read_text().splitlines()
                    if "/brine/plugins/" in line and line.endswith(".so")}
        finally:
            process.kill()
            process.wait()

    def indexed(self, *words):
        """What the loader says about files that it looks into."""
        result = self.succeeds(self.scratch.call(*(words or ("test.ping",)), "-l", "debug"))
        return [line for line in result.err.splitlines() if "looking into" in line]

    def test_only_what_is_called_is_opened(self):
        self.succeeds(self.scratch.call("test.ping"))
        # The sleeping call has not shown anything yet, so no outputter is open.
        self.assertEqual(self.libraries("test.sleep", "30"), {"call.so", "test.so"})

    def test_files_are_looked_into_once(self):
        self.assertEqual(len(self.indexed()), 1)
        self.assertEqual(self.indexed(), [])
        path = self.scratch.drop(brine.FOREIGN / "plain_c.so")
        self.assertIn("1 plugin", self.indexed()[0])
        self.assertEqual(self.indexed(), [])
        os.utime(path)
        self.assertIn("1 plugin", self.indexed()[0])
        path.unlink()
        self.assertEqual(self.indexed(), [])

    def test_a_damaged_index_is_made_anew(self):
        self.indexed()
        index = next(self.scratch.root.rglob("plugins.index"))
        whole = index.read_bytes()
        for damage in (b"", b"\xc1", whole[: len(whole) // 2], whole + b"x", b"\x80"):
            index.write_bytes(damage)
            self.assertTrue(self.value("test.ping"))
        self.assertEqual(self.indexed(), [])

    def test_without_a_place_for_the_index_it_works_all_the_same(self):
        self.scratch.configure(cachedir="/proc/nowhere", root_dir="/", sock_dir=str(
            self.scratch.sock_dir), plugin_dirs=[str(self.scratch.drop_in)])
        self.assertTrue(self.value("test.ping"))

    @unittest.skipUnless(os.geteuid() == 0, "needs another user")
    def test_another_user_reads_the_index_and_cannot_write_it(self):
        self.succeeds(self.scratch.call("test.ping"))
        index = next(self.scratch.root.rglob("plugins.index"))
        before = index.read_bytes()
        self.scratch.root.chmod(0o755)
        self.scratch.configure(cachedir=str(index.parent))
        nobody = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
        result = self.scratch.call("test.ping", "--out=json", prefix=nobody)
        if "Permission denied" in result.err:
            self.skipTest("the build directory is closed to other users")
        self.assertEqual(self.succeeds(result).err, "")
        self.assertEqual(index.read_bytes(), before)


if __name__ == "__main__":
    brine.main()
