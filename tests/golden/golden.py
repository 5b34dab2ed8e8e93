#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares runs of `brine call` with the .golden files next to this script.

    golden.py BUILD_DIRECTORY [FILE ...]

With BRINE_ACCEPT=1 the files are rewritten to what the runs give now; read the difference
before you commit it. A file is text in sections, each begun by a line with '@':

    what the file shows, up to the first section
    @CONFIG {"failhard": true}      options of the configuration, JSON; optional
    @SLS web.server                 a file of the state tree: web/server.sls
    @FILE web/init.sls              the same by its path
    @ARGS state.sls web test=True   arguments of `brine call`; starts a run
    @EXPECT                         what the run above came to

A run is shown as one line per state, in the order in which they ran: its __run_num__, its
result, the function, the ID, the name if it is another, the comment, and the changes. Anything
else is shown as JSON, and errors line by line. @SANDBOX@ stands for the directory of the run.
"""

import difflib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SECTION = re.compile(r"^@(CONFIG|SLS|FILE|ARGS|EXPECT)\b[ ]*(.*)$")
MARK = "@SANDBOX@"


class Section:
    """One section of a golden file: its keyword, the rest of that line, and its text."""

    def __init__(self, keyword, argument):
        self.keyword, self.argument, self.lines = keyword, argument, []

    def text(self):
        return "\n".join(self.lines).strip("\n")


def read(path):
    """The sections of a golden file; the first one is what stands before them all."""
    sections = [Section("", "")]
    for line in path.read_text(encoding="utf-8").split("\n"):
        match = SECTION.match(line)
        if match:
            sections.append(Section(*match.groups()))
        else:
            sections[-1].lines.append(line)
    return sections


def write(path, sections):
    parts = []
    for section in sections:
        head = f"@{section.keyword} {section.argument}".rstrip() if section.keyword else None
        parts.append("\n".join(filter(None, (head, section.text()))))
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def make_sandbox(root, sections):
    """The configuration and the state tree of a golden file."""
    options = {"id": "golden", "root_dir": f"{root}/root", "file_roots": {"base": [f"{root}/srv"]}}
    for section in sections:
        if section.keyword == "CONFIG":
            options |= json.loads(section.argument.replace(MARK, str(root)))
        if section.keyword in ("SLS", "FILE"):
            name = section.argument
            if section.keyword == "SLS":
                name = name.replace(".", "/") + ".sls"
            path = root / "srv" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(section.text().replace(MARK, str(root)) + "\n", encoding="utf-8")
    for directory in ("etc", "srv", "work"):
        (root / directory).mkdir(exist_ok=True)
    (root / "etc/minion").write_text(json.dumps(options), encoding="utf-8")


def run(program, root, arguments):
    """What a run came to, as the lines of an @EXPECT section."""
    words = shlex.split(arguments.replace(MARK, str(root)))
    done = subprocess.run(
        [program, "call", "--local", "-c", root / "etc", "--out=json", "--retcode-passthrough", *words],
        env=os.environ | {"TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": str(root)},
        cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False)
    lines = show(json.loads(done.stdout)["local"]) if done.stdout else done.stderr.splitlines()
    if done.returncode:
        lines.append(f"exit status {done.returncode}")
    return [line.replace(str(root), MARK) for line in lines]


def show(value):
    if isinstance(value, dict) and value and all(is_state(item) for item in value.values()):
        return [show_state(tag, item) for tag, item in value.items()]
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return [line for item in value for line in f"- {item}".split("\n")]
    return json.dumps(value, indent=2, ensure_ascii=False).split("\n")


def is_state(item):
    return isinstance(item, dict) and "__run_num__" in item


def show_state(tag, item):
    module, identity, name, function = tag.split("_|-")
    words = [f"{item['__run_num__']:>2}", f"{item['result']!s:5}", f"{module}.{function}",
             f"[{identity}]"]
    if name != identity:
        words.append(f"({name})")
    words.append(json.dumps(item["comment"], ensure_ascii=False)[1:-1])
    if item["changes"]:
        words.append(json.dumps(item["changes"], ensure_ascii=False))
    return " ".join(words)


def check(program, path, accept):
    """Whether the file fits; prints the difference if it does not."""
    sections = read(path)
    fits = True
    with tempfile.TemporaryDirectory(prefix="brine-golden-") as directory:
        root = pathlib.Path(directory).resolve()
        make_sandbox(root, sections)
        for call, expect in zip(sections, sections[1:]):
            if call.keyword != "ARGS":
                continue
            if expect.keyword != "EXPECT":
                raise SystemExit(f"{path.name}: '@ARGS {call.argument}' has no @EXPECT")
            lines = run(program, root, call.argument)
            if lines != expect.text().split("\n"):
                fits = False
                print("\n".join(difflib.unified_diff(
                    expect.text().split("\n"), lines, f"{path.name}: {call.argument}", "now",
                    lineterm="")))
                expect.lines = lines
    if accept:
        write(path, sections)
    return fits


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve() / "bin/brine"
    accept = os.environ.get("BRINE_ACCEPT") == "1"
    paths = [pathlib.Path(name) for name in sys.argv[2:]] or sorted(HERE.glob("*.golden"))
    if not paths:
        raise SystemExit("there are no .golden files")
    wrong = [path.name for path in paths if not check(program, path, accept)]
    print(f"{len(paths) - len(wrong)} of {len(paths)} golden files fit")
    if wrong and not accept:
        raise SystemExit("BRINE_ACCEPT=1 takes the runs over as they are now: " + ", ".join(wrong))


if __name__ == "__main__":
    main()
