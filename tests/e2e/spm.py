# SPDX-License-Identifier: Apache-2.0
"""Formulas, packages and repositories for the tests of `brine spm`."""

import bz2
import io
import json
import pathlib
import sqlite3
import tarfile

import brine

FORMULA = """\
name: {name}
os: Debian
os_family: Debian
version: {version}
release: {release}
summary: Sets up {name}
description: A formula that sets up {name}
"""


def add_file(tar, name, content=b"", **attributes):
    """Adds a member with any attributes, also impossible ones."""
    member = tarfile.TarInfo(name)
    member.size = len(content)
    for key, value in attributes.items():
        setattr(member, key, value)
    tar.addfile(member, io.BytesIO(content))


class SpmTest(brine.TestCase):
    """Builds and installs below the scratch directory."""

    def setUp(self):
        super().setUp()
        root = self.scratch.root
        self.built = root / "srv/spm_build"
        self.salt = root / "srv/spm/salt"
        self.pillar = root / "srv/spm/pillar"
        self.cache = root / "var/cache/salt/spm"
        self.database = self.cache / "packages.db"
        (self.scratch.etc / "spm").write_text("spm_signatures: 'off'\n", encoding="utf-8")

    def spm(self, *arguments, **more):
        return self.scratch.brine("spm", *arguments, **more)

    def json(self, *arguments):
        """The answer of a command that succeeds."""
        return json.loads(self.succeeds(self.spm(*arguments, "--out=json")).out)

    def formula(self, name, version="202611", release="1", contents=None, **fields):
        """A formula's directory; `contents` replaces what is in it but FORMULA."""
        directory = f"formulas/{name}-{version}-{release}"
        shown = f"'{version}'" if "." in version else version
        text = FORMULA.format(name=name, version=shown, release=release)
        text += "".join(f"{key}: {json.dumps(value)}\n" for key, value in fields.items())
        self.scratch.write(f"{directory}/FORMULA", text)
        if contents is None:
            contents = {f"{name}/init.sls": f"{name} {version}-{release}\n", "README.rst": "read\n",
                        "pillar.example": "a: 1\n", f"_modules/{name}_mod.py": "x = 1\n"}
        for path, content in contents.items():
            self.scratch.write(f"{directory}/{path}", content)
        return self.scratch.root / directory

    def build(self, name, *arguments, **more):
        """Builds a package and answers its file."""
        directory = self.formula(name, *arguments, **more)
        return pathlib.Path(self.json("build", directory)["package"])

    def archive(self, name, fill, formula=None):
        """A package file made by hand: `fill(tar)` adds what comes behind the formula."""
        text = formula or FORMULA.format(name=name, version="1", release="1")
        raw = io.BytesIO()
        with tarfile.open(fileobj=raw, mode="w") as tar:
            add_file(tar, name, text.encode())
            add_file(tar, name, type=tarfile.DIRTYPE, mode=0o755)
            add_file(tar, f"{name}/FORMULA", text.encode())
            fill(tar)
        path = self.scratch.root / f"{name}-1-1.spm"
        path.write_bytes(bz2.compress(raw.getvalue()))
        return path

    def repository(self, name="local", url=None, **fields):
        """Makes the built packages a repository that is configured."""
        self.succeeds(self.spm("create_repo", self.built))
        entry = {name: {"url": url or f"file://{self.built}"} | fields}
        self.scratch.write(f"etc/salt/spm.repos.d/{name}.repo", json.dumps(entry))
        return self.built

    def installed(self):
        """Names and versions of what is installed."""
        return {package["package"]: f"{package['version']}-{package['release']}"
                for package in self.json("list", "packages")}

    def tree(self, *extra):
        """What is on the disk: paths below srv/spm with their contents, directories with None."""
        found = {}
        for base in (self.salt, self.pillar, *extra):
            for path in sorted(base.rglob("*")):
                key = str(path.relative_to(self.scratch.root))
                if path.is_symlink():
                    found[key] = "-> " + str(path.readlink())
                else:
                    found[key] = None if path.is_dir() else path.read_text(encoding="utf-8")
        return found

    def rows(self, query, *arguments):
        with sqlite3.connect(self.database) as connection:
            return connection.execute(query, arguments).fetchall()
