#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""brine spm: building, installing, upgrading and removing packages."""

import fcntl
import os
import pty
import stat
import subprocess
import tarfile

import brine
from spm import FORMULA, SpmTest, add_file


class Build(SpmTest):
    def test_the_same_input_gives_the_same_bytes(self):
        directory = self.formula("hello")
        first = self.json("build", directory)
        content = (self.built / "hello-202611-1.spm").read_bytes()
        for path in directory.rglob("*"):
            os.utime(path, (1, 1))
        os.chmod(directory / "README.rst", 0o600)
        self.assertEqual(self.json("build", directory)["sha256"], first["sha256"])
        self.assertEqual((self.built / "hello-202611-1.spm").read_bytes(), content)
        self.assertEqual(first["package"], str(self.built / "hello-202611-1.spm"))

    def test_python_and_tar_read_it(self):
        directory = self.formula("hello", contents={
            "hello/init.sls": "x" * 3_000_000, "hello/" + "n" * 150 + "/\u00e4": "deep"})
        os.symlink("init.sls", directory / "hello/link.sls")
        os.chmod(self.scratch.write("formulas/hello-202611-1/hello/run", "#!"), 0o700)
        package = self.json("build", directory)["package"]
        with tarfile.open(package, "r:bz2") as tar:
            members = {member.name: member for member in tar}
            self.assertEqual(list(members)[0], "hello")
            self.assertEqual(tar.extractfile("hello/hello/init.sls").read(), b"x" * 3_000_000)
        self.assertEqual(members["hello/hello/run"].mode, 0o755)
        self.assertEqual(members["hello/hello/init.sls"].mode, 0o644)
        self.assertEqual(members["hello/hello/link.sls"].linkname, "init.sls")
        listed = subprocess.run(["tar", "tf", package], stdout=subprocess.PIPE, check=True)
        self.assertIn(b"hello/hello/link.sls", listed.stdout)

    def test_all_that_is_wrong_is_told_at_once(self):
        self.scratch.write("bad/FORMULA", "name: a/b\nversion: 1-2\nos: [x]\nfiles: [../up]\n"
                                          "dependencies: 'a >'\n")
        result = self.fails(self.spm("build", "bad"))
        path = f"{self.scratch.root}/bad/FORMULA"
        for text in (f"{path}:1:1: release: it is missing", f"{path}:1:1: summary: it is missing",
                     f"{path}:1:1: description: it is missing",
                     f"{path}:1:1: name: 'a/b' may have letters",
                     f"{path}:2:1: version: '1-2' may have no '-'",
                     f"{path}:3:1: os: text, got a list",
                     f"{path}:4:9: files: '../up' is no path below",
                     f"{path}:5:1: dependencies: 'a >': the version is missing"):
            self.assertIn(text, result.err)
        self.fails(self.spm("build", "none"), "Formula file none/FORMULA not found")
        self.scratch.write("worse/FORMULA", "name: [\n")
        self.fails(self.spm("build", "worse"), f"{self.scratch.root}/worse/FORMULA:2:")

    def test_what_cannot_be_packed_is_named(self):
        directory = self.formula("hello")
        os.symlink("/etc/passwd", directory / "hello/out")
        self.fails(self.spm("build", directory), "hello/out", "leads out of the package")
        (directory / "hello/out").unlink()
        os.mkfifo(directory / "hello/pipe")
        self.fails(self.spm("build", directory), "hello/pipe", "neither a file nor a directory")
        (directory / "hello/pipe").unlink()
        (directory / "hello" / os.fsdecode(b"\xff")).write_text("x")
        self.fails(self.spm("build", directory), "hello/\\xff", "not UTF-8")

    def test_files_are_excluded_and_listed(self):
        directory = self.formula("hello")
        self.scratch.write("formulas/hello-202611-1/.git/config", "x")
        members = self.json("build", directory)["members"]
        self.assertNotIn("hello/.git", members)
        listed = self.build("listed", contents={"listed/a.sls": "a", "listed/b/c.sls": "c",
                                             "LICENSE": "l", "other": "o"},
                            files=["s|listed/b", "d|LICENSE", "g|listed/ghost"])
        with tarfile.open(listed) as tar:
            self.assertEqual(tar.getnames(), ["listed", "listed", "listed/FORMULA",
                                              "listed/listed", "listed/listed/b",
                                              "listed/listed/b/c.sls", "listed/LICENSE"])
        self.succeeds(self.spm("-y", "install", listed))
        self.assertTrue((self.scratch.root / "usr/share/salt/spm/listed/LICENSE").is_file())

    def test_dry_run_builds_nothing(self):
        out = self.succeeds(self.spm("build", "--dry-run", self.formula("hello"))).out
        self.assertIn("Would build package", out)
        self.assertIn("hello/hello/init.sls", out)
        self.assertFalse(self.built.exists())


class Install(SpmTest):
    def test_places_are_those_of_salts_spm(self):
        self.succeeds(self.spm("-y", "install", self.build("hello")))
        self.assertEqual(self.tree(), {
            "srv/spm/salt/_modules": None, "srv/spm/salt/_modules/hello_mod.py": "x = 1\n",
            "srv/spm/salt/hello": None, "srv/spm/salt/hello/README.rst": "read\n",
            "srv/spm/salt/hello/init.sls": "hello 202611-1\n",
            "srv/spm/pillar/hello.sls.orig": "a: 1\n"})
        self.assertEqual(self.rows("SELECT package, version, release, os FROM packages"),
                         [("hello", "202611", "1", "Debian")])
        paths = [path for path, in self.rows("SELECT path FROM files WHERE sum != ''")]
        self.assertIn(f"{self.salt}/hello/init.sls", paths)

    def test_kinds_go_by_name(self):
        self.succeeds(self.spm("-y", "install",
                               self.build("web-formula", contents={"web/init.sls": "w"}),
                               self.build("web-reactor", contents={"start.sls": "r", "README": ""}),
                               self.build("web-conf", contents={"master.d/web.conf": "c: 1"})))
        root = self.scratch.root
        self.assertTrue((self.salt / "web/init.sls").is_file())
        self.assertTrue((root / "srv/spm/reactor/web-reactor/start.sls").is_file())
        self.assertTrue((self.scratch.etc / "master.d/web.conf").is_file())
        self.assertFalse((root / "srv/spm/reactor/web-reactor/README").exists())
        self.succeeds(self.spm("-y", "remove", "web-conf", "web-reactor", "web-formula"))
        self.assertFalse((self.scratch.etc / "master.d").exists())
        self.assertTrue(self.scratch.etc.exists())

    def test_modules_go_to_the_minions_cache(self):
        (self.scratch.etc / "spm").write_text("spm_node_type: minion\n")
        self.succeeds(self.spm("-y", "install", self.build("hello")))
        self.assertTrue((self.scratch.root / "var/cache/salt/minion/extmods/modules/hello_mod.py")
                        .is_file())

    def test_dependencies_come_first_and_are_removed_with_the_last_that_needs_them(self):
        self.build("base")
        self.build("middle", dependencies="base")
        self.build("top", dependencies="middle, circle", optional="extra", recommended="base")
        self.build("circle", dependencies="top")
        self.repository()
        result = self.succeeds(self.spm("-y", "install", "top"))
        self.assertEqual([line.split()[2] for line in result.out.splitlines()
                          if line.startswith("... ")], ["base", "middle", "circle", "top"])
        self.assertIn("The following dependencies are optional:\n\textra\n", result.out)
        reasons = {p["package"]: p["reason"] for p in self.json("list", "packages")}
        self.assertEqual(reasons, {"base": "dependency", "middle": "dependency",
                                   "circle": "dependency", "top": "explicit"})
        self.fails(self.spm("-y", "remove", "base"), "base is needed by middle")
        self.assertIn("middle\tbase\t202611-1", self.spm("rdepends", "base").out)
        self.assertIn("base\tbase\t202611-1", self.spm("depends", "middle").out)
        self.succeeds(self.spm("-y", "-f", "remove", "top"))
        removed = self.json("autoremove", "-y")["removed"]
        self.assertEqual({package["name"] for package in removed}, {"base", "middle", "circle"})
        self.assertEqual(self.installed(), {})
        self.assertEqual(self.tree(), {})

    def test_cascade_removes_what_needs_it(self):
        self.build("base")
        self.build("top", dependencies="base")
        self.repository()
        self.succeeds(self.spm("-y", "install", "top"))
        self.succeeds(self.spm("-y", "remove", "base", "--cascade"))
        self.assertEqual(self.installed(), {})

    def test_missing_dependencies_are_all_named(self):
        package = self.build("top", dependencies="nosuch, other>=2")
        self.fails(self.spm("-y", "install", package), "Cannot install top", "nosuch\nother>=2")
        self.fails(self.spm("-y", "install", "nosuch"), "Unable to read formula for nosuch")

    def test_versions_are_chosen(self):
        for version in ("1.9", "1.10", "2.0~rc1"):
            self.build("lib", version)
        self.build("user", dependencies="lib<2.0~rc1")
        self.repository()
        self.succeeds(self.spm("-y", "install", "user"))
        self.assertEqual(self.installed()["lib"], "1.10-1")
        self.fails(self.spm("-y", "install", "lib=2.0~rc1", "-f"), "user, which is installed, needs "
                                                                   "lib<2.0~rc1")
        self.succeeds(self.spm("-y", "install", "lib=1.9"))
        self.assertEqual(self.installed()["lib"], "1.9-1")
        self.assertEqual((self.salt / "lib/init.sls").read_text(), "lib 1.9-1\n")
        outdated = self.spm("outdated")
        self.assertEqual(outdated.code, 3)
        self.assertIn("lib\t1.9-1 -> 2.0~rc1-1\tlocal", outdated.out)

    def test_what_is_installed_is_not_installed_again(self):
        package = self.build("hello")
        self.succeeds(self.spm("-y", "install", package))
        self.fails(self.spm("-y", "install", package),
                   "Package hello already installed, not installing again")
        (self.salt / "hello/init.sls").unlink()
        self.succeeds(self.spm("-y", "-f", "install", package))
        self.assertTrue((self.salt / "hello/init.sls").is_file())
        self.assertEqual(len(self.rows("SELECT path FROM files")),
                         len(set(self.rows("SELECT path FROM files"))))

    def test_files_in_the_way_are_named_before_anything_is_written(self):
        package = self.build("hello")
        self.scratch.write("srv/spm/salt/hello/init.sls", "mine")
        before = self.tree()
        self.assertIn(f"Not installing hello due to existing files:\n\n{self.salt}/hello/init.sls\n",
                      self.spm("-y", "install", package).err)
        self.assertEqual((self.tree(), self.installed()), (before, {}))
        self.succeeds(self.spm("-y", "-f", "install", package))
        self.assertEqual((self.salt / "hello/init.sls").read_text(), "hello 202611-1\n")

    def test_two_packages_with_one_file(self):
        files = {"web/init.sls": "w"}
        one = self.build("one", contents=files, top_level_dir="web")
        two = self.build("two", contents=files, top_level_dir="web")
        result = self.spm("-y", "install", one, two)
        self.assertEqual(result.code, 1)
        self.assertIn(f"{self.salt}/web/init.sls (of one)", result.err)
        self.assertEqual(self.installed(), {})
        self.succeeds(self.spm("-y", "install", one))
        self.assertIn(f"{self.salt}/web/init.sls (of one)", self.spm("-y", "install", two).err)

    def test_a_formula_for_a_newer_salt_is_refused(self):
        package = self.build("new", minimum_version="9999.1")
        self.fails(self.spm("-y", "install", package), "needs Salt 9999.1 or newer")
        self.succeeds(self.spm("-y", "-f", "install", package))

    def test_another_root(self):
        package = self.build("hello")
        self.succeeds(self.spm("-y", "--root", "image", "install", package))
        base = f"image{self.scratch.root}"
        self.assertTrue((self.scratch.root / base / "srv/spm/salt/hello/init.sls").is_file())
        self.assertEqual(self.installed(), {})
        self.assertEqual(self.succeeds(self.spm("--root", "image", "list", "packages")).out,
                         "hello\n")


class Change(SpmTest):
    def test_an_upgrade_replaces_adds_and_drops_files(self):
        self.build("app", "1", contents={"app/init.sls": "1", "app/old/a.sls": "a", "app/b": "b"})
        self.repository()
        self.succeeds(self.spm("-y", "install", "app"))
        self.build("app", "2", contents={"app/init.sls": "2", "app/new/c.sls": "c", "app/b": "b"})
        self.repository()
        self.succeeds(self.spm("update_repo"))
        planned = self.json("upgrade", "--dry-run")
        self.assertEqual(planned["installed"][0]["old"], "1-1")
        self.assertEqual(self.installed(), {"app": "1-1"})
        self.succeeds(self.spm("-y", "upgrade"))
        self.assertEqual(self.tree(), {
            "srv/spm/salt/app": None, "srv/spm/salt/app/b": "b",
            "srv/spm/salt/app/init.sls": "2", "srv/spm/salt/app/new": None,
            "srv/spm/salt/app/new/c.sls": "c"})
        self.assertEqual(self.json("upgrade", "-y")["installed"], [])
        self.succeeds(self.spm("-y", "remove", "app"))
        self.assertEqual(self.tree(), {})

    def test_changed_files_are_kept(self):
        first = self.build("app", "1", contents={"app/init.sls": "1", "app/gone.sls": "g",
                                              "etc/app.conf": "c1"},
                           files=["app", "c|etc/app.conf"])
        second = self.build("app", "2", contents={"app/init.sls": "2", "etc/app.conf": "c2"},
                            files=["app", "c|etc/app.conf"])
        self.succeeds(self.spm("-y", "install", first))
        share = self.scratch.root / "usr/share/salt/spm/app/etc/app.conf"
        for path in (self.salt / "app/init.sls", self.salt / "app/gone.sls", share):
            path.write_text("mine")
        result = self.succeeds(self.spm("-y", "install", second))
        self.assertEqual((self.salt / "app/init.sls").read_text(), "2")
        self.assertEqual((self.salt / "app/init.sls.spmsave").read_text(), "mine")
        self.assertEqual((self.salt / "app/gone.sls").read_text(), "mine")
        self.assertEqual(share.read_text(), "mine")
        self.assertEqual(share.with_name("app.conf.spmnew").read_text(), "c2")
        for text in ("init.sls.spmsave", "gone.sls' was changed since", "app.conf.spmnew"):
            self.assertIn(text, result.err)

    def test_verify_names_what_differs(self):
        self.succeeds(self.spm("-y", "install", self.build("hello")))
        self.assertEqual(self.succeeds(self.spm("verify")).out, "")
        (self.salt / "hello/init.sls").write_text("mine")
        (self.salt / "hello/README.rst").unlink()
        os.chmod(self.pillar / "hello.sls.orig", 0o600)
        result = self.spm("verify")
        self.assertEqual(result.code, 3, str(result))
        self.assertEqual(sorted(result.out.splitlines()), [
            f"{self.pillar}/hello.sls.orig: mode", f"{self.salt}/hello/README.rst: missing",
            f"{self.salt}/hello/init.sls: changed"])
        self.assertIn("init.sls' was changed", self.succeeds(self.spm("-y", "remove", "hello")).err)
        self.assertEqual(self.tree(), {"srv/spm/salt/hello": None,
                                       "srv/spm/salt/hello/init.sls": "mine"})

    def test_owners_and_history(self):
        self.succeeds(self.spm("-y", "install", self.build("hello")))
        self.assertEqual(self.spm("owner", self.salt / "hello/init.sls").out,
                         f"{self.salt}/hello/init.sls\thello\n")
        self.assertEqual(self.spm("owner", "/etc/passwd").code, 1)
        self.succeeds(self.spm("-y", "remove", "hello"))
        history = self.json("history")
        self.assertEqual([entry["command"].split()[0] for entry in history], ["remove", "install"])
        self.assertEqual(history[0]["changes"], [{"action": "remove", "package": "hello",
                                                  "old": "202611-1", "new": None}])

    def test_hooks_run_through_the_state_system(self):
        package = self.build("hooked", renderer="yaml",
                             pre_local_state=f"{self.scratch.root}/pre: {{file.managed: "
                                             "[{contents: x}]}",
                             post_local_state=f"{self.scratch.root}/post: {{file.managed: "
                                              "[{contents: x}]}")
        self.succeeds(self.spm("-y", "--no-hooks", "install", package))
        self.assertFalse((self.scratch.root / "pre").exists())
        self.succeeds(self.spm("-y", "-f", "install", package))
        self.assertTrue((self.scratch.root / "pre").is_file())
        self.assertTrue((self.scratch.root / "post").is_file())

    def test_a_failed_hook_before_stops_and_one_after_is_told(self):
        fails = "x: {test.fail_without_changes: []}"
        before = self.build("before", renderer="yaml", pre_local_state=fails)
        self.fails(self.spm("-y", "install", before, "--out=json"),
                   "before: pre_local_state failed:\nx: ")
        self.assertEqual((self.installed(), self.tree()), ({}, {}))
        after = self.build("after", renderer="yaml", post_local_state=fails)
        result = self.spm("-y", "install", after)
        self.assertEqual(result.code, 4, str(result))
        self.assertIn("after: post_local_state failed:\nx: ", result.err)
        self.assertEqual(self.installed(), {"after": "202611-1"})

    def test_functions_do_the_same(self):
        package = self.build("hello")
        self.assertEqual(self.value("spm.install", package, "test=True")["dry_run"], True)
        self.assertEqual(self.installed(), {})
        self.value("spm.install", package)
        self.assertEqual([p["package"] for p in self.value("spm.list_packages")], ["hello"])
        self.assertEqual(self.value("spm.verify")["problems"], [])
        self.value("spm.remove", "hello")
        self.assertEqual(self.value("spm.list_packages"), [])


class Questions(SpmTest):
    def test_nobody_is_asked_in_a_pipe(self):
        result = self.spm("install", self.build("hello"))
        self.assertEqual(result.code, 2, str(result))
        self.assertIn("--assume-yes", result.err)
        self.assertEqual(self.installed(), {})

    def answered(self, answer, *arguments):
        """Runs spm on a terminal and types an answer; the output and the status."""
        master, slave = pty.openpty()
        command = [str(brine.BUILD / "bin/brine"), "-c", str(self.scratch.etc), "spm", *arguments]
        with subprocess.Popen(command, stdin=slave, stdout=slave, stderr=subprocess.DEVNULL,
                              env=self.scratch.environment(), cwd=self.scratch.root) as process:
            os.close(slave)
            os.write(master, answer.encode())
            text = b""
            try:
                while piece := os.read(master, 4096):
                    text += piece
            except OSError:  # the other side has gone
                pass
            os.close(master)
            return text.decode(), process.wait(60)

    def test_a_terminal_is_asked(self):
        package = str(self.build("hello"))
        text, status = self.answered("\n", "install", package)
        self.assertIn("Proceed? [N/y]", text)
        self.assertEqual(status, 2, text)
        self.assertEqual(self.answered("y\n", "install", package)[1], 0)
        self.assertEqual(self.installed(), {"hello": "202611-1"})

    def test_one_at_a_time(self):
        package = self.build("hello")
        self.cache.mkdir(parents=True, exist_ok=True)
        with (self.cache / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            lock.write("4711\n")
            lock.flush()
            result = self.spm("-y", "install", package)
            self.assertEqual(result.code, 75, str(result))
            self.assertIn("process 4711 is changing packages", result.err)
            self.succeeds(self.spm("list", "packages"))

    def test_words_that_make_no_sense(self):
        for words in (["frob"], ["install"], ["install", "-y", "--wait", "x", "a"], []):
            self.assertEqual(self.spm(*words).code, 64, words)

    def test_spm_by_name(self):
        os.symlink(brine.BUILD / "bin/brine", self.scratch.root / "spm")
        self.succeeds(self.spm("-y", "install", self.build("hello")))
        result = self.scratch.program(self.scratch.root / "spm", "-c", self.scratch.etc, "list",
                                      "packages")
        self.assertEqual(self.succeeds(result).out, "hello\n")
        self.assertIn("install", self.scratch.program(self.scratch.root / "spm", "--help").out)


class BadPackages(SpmTest):
    def refused(self, fill, *texts, name="evil", formula=None):
        package = self.archive(name, fill, formula)
        self.fails(self.spm("-y", "install", package, "--out=json"), *texts)
        self.assertEqual((self.installed(), self.tree()), ({}, {}))
        self.assertFalse((self.cache / "transaction").exists())

    def test_members_that_lead_out(self):
        self.refused(lambda tar: add_file(tar, "/etc/evil"), "'/etc/evil': an absolute path")
        self.refused(lambda tar: add_file(tar, "evil/../../x"), "a path with '..'")
        self.refused(lambda tar: add_file(tar, "evil/evil/l", type=tarfile.SYMTYPE,
                                          linkname="../../../etc"), "which is outside the archive")
        self.refused(lambda tar: add_file(tar, "evil/evil/l", type=tarfile.LNKTYPE,
                                          linkname="/etc/passwd"), "an absolute path")

        def through_a_link(tar):
            add_file(tar, "evil/evil/l", type=tarfile.SYMTYPE, linkname="d")
            add_file(tar, "evil/evil/l/f", b"x")
        self.refused(through_a_link, "'evil/evil/l/f'", "which is no directory")

    def test_members_that_no_package_has(self):
        self.refused(lambda tar: add_file(tar, "evil/evil/null", type=tarfile.CHRTYPE),
                     "'evil/evil/null': neither a file nor a directory nor a link")

        def twice(tar):
            add_file(tar, "evil/evil/a", b"1")
            add_file(tar, "evil/evil/a", b"2")
        self.refused(twice, "two members of this name")
        self.refused(lambda tar: add_file(tar, os.fsdecode(b"evil/evil/\xff"), b"x"), "not UTF-8")

    def test_damage(self):
        package = self.build("hello", contents={"hello/a": os.urandom(100_000).hex()})
        whole = package.read_bytes()
        package.write_bytes(whole[:-1000])
        self.fails(self.spm("-y", "install", package, "--out=json"), "hello-202611-1.spm'")
        package.write_bytes(whole[:5000] + b"\0\0\0\0" + whole[5004:])
        self.fails(self.spm("-y", "install", package, "--out=json"), "hello-202611-1.spm'")
        package.write_bytes(b"no package")
        self.fails(self.spm("-y", "install", package), "hello-202611-1.spm'")
        self.fails(self.spm("-y", "install", "nosuch.spm"), "Package file nosuch.spm not found")
        self.assertEqual((self.installed(), self.tree()), ({}, {}))

    def test_bad_formulas(self):
        nothing = lambda tar: None
        self.refused(nothing, "name: '../x' may have letters",
                     formula=FORMULA.format(name="../x", version="1", release="1"))
        self.refused(nothing, "top_level_dir: a directory of the formula, without '..'",
                     formula=FORMULA.format(name="evil", version="1", release="1") +
                     "top_level_dir: ../up\n")

    def test_a_link_of_somebody_else_in_the_way(self):
        outside = self.scratch.root / "outside"
        outside.mkdir()
        self.salt.mkdir(parents=True)
        os.symlink(outside, self.salt / "hello")
        self.fails(self.spm("-y", "install", self.build("hello"), "--out=json"),
                   "leads out of", "through a symbolic link")
        self.assertEqual(list(outside.iterdir()), [])

    def test_set_id_bits_are_dropped(self):
        package = self.archive("evil", lambda tar: add_file(tar, "evil/evil/x", b"x", mode=0o6755))
        self.succeeds(self.spm("-y", "install", package))
        self.assertEqual(stat.S_IMODE((self.salt / "evil/x").stat().st_mode), 0o755)


if __name__ == "__main__":
    brine.main()
