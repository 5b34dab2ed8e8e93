#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Jobs of the daemon: what crashes, hangs or grows costs its own job and nothing else."""

import json
import pathlib
import signal
import subprocess
import time

import brine


class JobTest(brine.TestCase):
    def setUp(self):
        super().setUp()
        self.plugin = self.scratch.drop(brine.FOREIGN / "crash.so")
        self.scratch.start_daemon()

    def call(self, *words, **more):
        return self.scratch.brine("call", *words, **more)

    def run_async(self, *words):
        return self.value(*words, "--async", run=self.call)

    def jobs(self):
        return json.loads(self.succeeds(self.scratch.brine("job", "list", "--out=json")).out)

    def states(self):
        return [job["state"] for job in self.jobs()]

    def job(self, jid):
        result = self.scratch.brine("job", "show", jid, "--out=json")
        return json.loads(self.succeeds(result).out)

    def still_serves(self):
        self.assertIsNone(self.scratch.daemon.poll(), "brined has ended")
        self.assertTrue(self.value("test.ping", run=self.call))


def runs(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Crashes(JobTest):
    def test_signals(self):
        for function, text in (("segfault", "Segmentation fault (signal 11)"),
                               ("abort", "Aborted (signal 6)"),
                               ("overflow", "Segmentation fault (signal 11)")):
            with self.subTest(function):
                result = self.call(f"crash.{function}")
                if brine.SLOW > 1:  # a sanitizer may say it in its own words and exit
                    self.assertEqual(result.code, 1, str(result))
                else:
                    self.fails(result, f"the plugin '{self.plugin}' crashed in crash.{function}",
                               text)
                self.assertEqual(self.jobs()[-1]["state"], "crashed")
                self.still_serves()

    def test_an_exit_is_no_return(self):
        for status in (0, 5):
            result = self.call("crash.exit", status)
            self.fails(result, f"ended with status {status} before the function returned")
        self.still_serves()

    def test_many_crashes_at_once(self):
        for _ in range(10):
            self.run_async("crash.abort")
        brine.wait_until(lambda: set(self.states()) == {"crashed"}, "the end of all jobs")
        self.still_serves()


class TimeLimit(JobTest):
    options = {"job_timeout": 1}

    def test_a_loop_is_ended(self):
        self.fails(self.call("crash.spin"), "it took longer than the job_timeout of 1")
        self.assertEqual(self.jobs()[-1]["state"], "killed")
        self.still_serves()


class MemoryLimit(JobTest):
    options = {"job_memory_max": 256 << 20}

    def test_a_hog_is_stopped(self):
        if brine.SLOW > 1:
            self.skipTest("a sanitizer needs more address space than any limit")
        self.fails(self.call("crash.hog", 1 << 30), "out of memory")
        self.assertEqual(self.value("crash.hog", 32 << 20, run=self.call), 32 << 20)
        self.still_serves()


class Limits(JobTest):
    options = {"jobs_max": 2, "jobs_queue": 2}

    def test_so_many_at_once_and_in_the_queue(self):
        for _ in range(4):
            self.run_async("crash.nap", 60)
        brine.wait_until(lambda: self.states() == ["running"] * 2 + ["queued"] * 2, "four jobs")
        self.fails(self.call("test.ping"), "jobs_queue")
        for job in self.jobs():
            self.succeeds(self.scratch.brine("job", "kill", job["jid"], "--signal=KILL"))
        brine.wait_until(lambda: set(self.states()) == {"killed"}, "the end of all jobs")
        self.still_serves()


class Control(JobTest):
    def test_list_show_and_kill(self):
        jid = self.run_async("crash.nap", 60)
        self.assertRegex(jid, r"^\d{20}$")
        brine.wait_until(lambda: self.job(jid)["state"] == "running", "the job")
        self.assertIn(jid, self.scratch.brine("job", "list").out)
        self.assertTrue(runs(self.job(jid)["pid"]))
        self.succeeds(self.scratch.brine("job", "kill", jid))
        brine.wait_until(lambda: self.job(jid)["state"] == "killed", "the job's end")
        self.assertIn("it was sent signal 15", self.job(jid)["outcome"]["error"])
        self.fails(self.scratch.brine("job", "kill", jid), "is over already")
        self.fails(self.scratch.brine("job", "show", "1"), "there is no job 1")
        self.fails(self.scratch.brine("job", "kill", jid, "--signal=NONSENSE"), "NONSENSE", code=64)

    def test_what_a_job_started_goes_with_it(self):
        jid = self.run_async("crash.nap_with_child", 60)
        pid = brine.wait_until(lambda: self.job(jid)["pid"], "the job's process")
        listed = pathlib.Path(f"/proc/{pid}/task/{pid}/children")
        children = brine.wait_until(lambda: listed.read_text().split(), "the child")
        self.succeeds(self.scratch.brine("job", "kill", jid, "--signal=KILL"))
        brine.wait_until(lambda: not runs(pid) and not runs(children[0]), "the end of both")

    def test_a_client_that_leaves_does_not_end_its_job(self):
        client = subprocess.Popen(
            [str(brine.BUILD / "bin/brine"), "-c", str(self.scratch.etc), "call", "crash.nap", "2"],
            env=self.scratch.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        brine.wait_until(lambda: self.states() == ["running"], "the job")
        client.kill()
        client.wait()
        brine.wait_until(lambda: self.states() == ["succeeded"], "the job's end")
        self.still_serves()

    def test_interrupting_the_client(self):
        client = subprocess.Popen(
            [str(brine.BUILD / "bin/brine"), "-c", str(self.scratch.etc), "call", "crash.nap", "60"],
            env=self.scratch.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        brine.wait_until(lambda: self.states() == ["running"], "the job")
        client.send_signal(signal.SIGINT)
        time.sleep(0.5)  # two signals at once would be one
        if client.poll() is None:
            client.send_signal(signal.SIGINT)
        self.assertNotEqual(client.wait(20 * brine.SLOW), 0)

    def test_stopping_the_daemon_ends_its_jobs(self):
        client = subprocess.Popen(
            [str(brine.BUILD / "bin/brine"), "-c", str(self.scratch.etc), "call", "crash.nap", "60"],
            env=self.scratch.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True)
        brine.wait_until(lambda: self.states() == ["running"], "the job")
        pid = self.jobs()[0]["pid"]
        self.assertEqual(self.scratch.stop_daemon(), 0)
        _, errors = client.communicate(timeout=20 * brine.SLOW)
        self.assertEqual(client.returncode, 1)
        self.assertIn("brined", errors)
        self.assertFalse(runs(pid))

    def test_concurrent_calls(self):
        clients = [subprocess.Popen(
            [str(brine.BUILD / "bin/brine"), "-c", str(self.scratch.etc), "call", "--out=json",
             "test.echo", str(n)], env=self.scratch.environment(), stdout=subprocess.PIPE)
            for n in range(20)]
        answers = [json.loads(client.communicate()[0])["local"] for client in clients]
        self.assertEqual(answers, list(range(20)))


if __name__ == "__main__":
    brine.main()
