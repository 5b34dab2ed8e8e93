# SPDX-License-Identifier: Apache-2.0
"""Runs Brine's programs from a build directory in scratch directories.

The test files end with `brine.main()`; their one argument is the build directory.
"""

import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

BUILD = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/release").resolve()
# Everything takes its time under a sanitizer.
SLOW = 10 if re.search(r"^BRINE_SANITIZE:\w+=.", (BUILD / "CMakeCache.txt").read_text("utf-8"),
                       re.MULTILINE) else 1


def find_library_dir():
    """The directory of brine-worker: lib/brine or lib/TRIPLET/brine."""
    for worker in BUILD.glob("lib*/**/brine-worker"):
        return worker.parent
    raise SystemExit(f"there is no brine-worker below {BUILD}")


LIBRARY = find_library_dir()
FOREIGN = BUILD / "tests/abi/foreign"
BROKEN = BUILD / "tests/abi/broken"


class Result:
    """What a program came to."""

    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    def __str__(self):
        return f"status {self.code}\n--- stdout\n{self.out}\n--- stderr\n{self.err}"


def wait_until(condition, what, seconds=20):
    """Polls until `condition()` is true and answers its value."""
    end = time.monotonic() + seconds * SLOW
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"in vain waited for: {what}")


class Scratch:
    """A root directory with a configuration, and programs that run below it."""

    def __init__(self, **options):
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="brine-"))
        self.etc = self.root / "etc/salt"
        self.states = self.root / "srv/salt"
        self.drop_in = self.root / "etc/brine/plugins"
        self.sock_dir = self.root / "run"
        for directory in (self.etc, self.states, self.drop_in, self.root / "home"):
            directory.mkdir(parents=True)
        self.daemon = None
        self.configure(**options)

    def configure(self, **options):
        """Writes the configuration: JSON is YAML too."""
        base = {
            "root_dir": str(self.root),
            "id": "e2e",
            "sock_dir": "/run",
            "file_roots": {"base": [str(self.states)]},
        }
        (self.etc / "minion").write_text(json.dumps(base | options), encoding="utf-8")

    def write(self, path, text):
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def drop(self, source, name=None):
        """Puts a plugin file into the drop-in directory, by renaming as an installer would."""
        target = self.drop_in / (name or source.name)
        new = target.with_name("." + target.name)
        shutil.copyfile(source, new)
        new.chmod(0o644)
        new.rename(target)
        return target

    def environment(self, **more):
        kept = {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
        kept.update(PATH="/usr/sbin:/usr/bin:/sbin:/bin", LANG="C.UTF-8", TZ="UTC",
                    HOME=str(self.root / "home"))
        return kept | more

    def program(self, name, *arguments, environment=None, timeout=60, prefix=(),
                stdout=subprocess.PIPE):
        """Runs a program of the build, or one by its absolute path."""
        command = [*map(str, prefix), str(BUILD / "bin" / name), *map(str, arguments)]
        done = subprocess.run(command, env=self.environment(**(environment or {})),
                              stdin=subprocess.DEVNULL, stdout=stdout, stderr=subprocess.PIPE,
                              text=True, timeout=timeout * SLOW, check=False, cwd=self.root)
        return Result(done.returncode, done.stdout, done.stderr)

    def brine(self, *arguments, **more):
        return self.program("brine", "-c", self.etc, *arguments, **more)

    def call(self, *arguments, **more):
        """brine call, in its own process."""
        return self.brine("call", "--local", *arguments, **more)

    def start_daemon(self, *arguments):
        """Starts brined and waits until it can be talked to."""
        with (self.root / "brined.err").open("w") as errors:
            self.daemon = subprocess.Popen(
                [str(BUILD / "bin/brined"), "-c", str(self.etc), *arguments],
                env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=errors, cwd=self.root)
        wait_until(lambda: self.listens() or self.daemon.poll() is not None,
                   "the control socket")
        if self.daemon.poll() is not None:
            raise AssertionError(f"brined ended: {self.daemon_errors()}")
        return self.daemon

    def socket(self):
        return self.sock_dir / "brined.sock"

    def listens(self):
        with socket.socket(socket.AF_UNIX) as client:
            return client.connect_ex(str(self.socket())) == 0

    def daemon_errors(self):
        return (self.root / "brined.err").read_text(encoding="utf-8")

    def stop_daemon(self, number=signal.SIGTERM, seconds=20):
        """Stops brined and answers its exit status."""
        daemon, self.daemon = self.daemon, None
        daemon.send_signal(number)
        try:
            return daemon.wait(seconds * SLOW)
        finally:
            daemon.kill()
            daemon.wait()

    def clean(self):
        if self.daemon:
            self.stop_daemon(signal.SIGKILL)
        shutil.rmtree(self.root)


class TestCase(unittest.TestCase):
    """Each test gets a scratch directory, and what went wrong is shown in full."""

    maxDiff = None
    options = {}

    def setUp(self):
        os.umask(0o022)
        self.scratch = Scratch(**self.options)
        self.addCleanup(self.scratch.clean)

    def succeeds(self, result):
        self.assertEqual(result.code, 0, str(result))
        return result

    def value(self, *arguments, run=None, **more):
        """The return value of a call; nothing but it on stdout, and nothing on stderr."""
        result = self.succeeds((run or self.scratch.call)(*arguments, "--out=json", **more))
        self.assertEqual(result.err, "", str(result))
        data = json.loads(result.out)
        self.assertEqual(list(data), ["local"])
        return data["local"]

    def fails(self, result, *texts, code=1):
        """Fails with these texts on stderr, and nothing on stdout."""
        self.assertEqual(result.code, code, str(result))
        self.assertEqual(result.out, "", str(result))
        for text in texts:
            self.assertIn(text, result.err)
        return result


def main():
    unittest.main(argv=[sys.argv[0]] + sys.argv[2:], verbosity=2)
