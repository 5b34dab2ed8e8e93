#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks rules that hold for the text of every source file.

    sources_test.py ROOT         checks the sources below ROOT
    sources_test.py --self-test  checks the checks, with good and bad samples
"""

import pathlib
import re
import sys
import tempfile

CODE = {".c", ".h", ".cpp", ".hpp"}
SCRIPTS = {".py", ".sh", ".cmake"}
ZONES = ("core", "sdk", "plugins", "tests", "examples", "cmake")

# What the shipped code leaves to one place: the call, the reason, and where it may be.
CALLS = [
    (re.compile(r"\b(?:system|popen)\s*\("), "runs a shell; use support::run_process", None),
    (re.compile(r"\bremove_all\s*\("), "follows swapped links; use support::remove_tree", None),
    (re.compile(r"\b(?:gethostbyname|getaddrinfo)\s*\("), "asks DNS, which only a grain may do",
     "plugins/system/grains/"),
]


def licence_flaw(path, text):
    lines = text.splitlines()
    if lines and lines[0].startswith("#!"):
        lines = lines[1:]
    if not lines or "SPDX-License-Identifier: Apache-2.0" not in lines[0]:
        return 1, "the first line is no SPDX-License-Identifier: Apache-2.0"
    return None


def call_flaws(where, text):
    for number, line in enumerate(text.splitlines(), 1):
        code = re.sub(r'"(?:[^"\\]|\\.)*"', '""', line).split("//")[0]
        for pattern, reason, place in CALLS:
            if place and where.startswith(place):
                continue
            for match in pattern.finditer(code):
                # A declaration or a member of that name is something else.
                before = code[: match.start()].rstrip()
                if not before.endswith((".", "->")) and not re.search(r"[\w&*>]$", before):
                    yield number, f"{match.group(0).rstrip(' (')} {reason}"


def flaws(root):
    for zone in ZONES:
        for path in sorted((root / zone).rglob("*")):
            inside = path.relative_to(root)
            is_script = path.suffix in SCRIPTS or path.name == "CMakeLists.txt"
            if not (path.suffix in CODE or is_script) or "build" in inside.parts:
                continue
            if path.is_symlink() or not path.is_file():
                continue
            text = path.read_text(encoding="utf-8")
            if found := licence_flaw(path, text):
                yield f"{inside}:{found[0]}: {found[1]}"
            if path.suffix in CODE and zone in ("core", "sdk", "plugins"):
                for number, reason in call_flaws(inside.as_posix(), text):
                    yield f"{inside}:{number}: {reason}"


LICENCE = "// SPDX-License-Identifier: Apache-2.0\n"
SAMPLES = [
    ("core/a.cpp", LICENCE + "int a;", None),
    ("core/a.cpp", "int a;", "core/a.cpp:1: the first line"),
    ("core/empty.hpp", "", "core/empty.hpp:1: the first line"),
    ("tests/a.py", "#!/usr/bin/env python3\n# SPDX-License-Identifier: Apache-2.0\n", None),
    ("tests/a.sh", "#!/bin/sh\necho\n", "tests/a.sh:1: the first line"),
    ("core/a.cpp", LICENCE + 'std::system("ls");', "core/a.cpp:2: system runs a shell"),
    ("core/a.cpp", LICENCE + 'FILE* f = popen("ls", "r");', "core/a.cpp:2: popen runs a shell"),
    ("core/a.cpp", LICENCE + "x = ::system (a);", "core/a.cpp:2: system runs a shell"),
    ("plugins/a/b/a.cpp", LICENCE + "fs::remove_all(a);", "plugins/a/b/a.cpp:2: remove_all"),
    ("core/a.cpp", LICENCE + "boost::system::error_code e; // system()", None),
    ("core/a.cpp", LICENCE + 'log("system(x)");', None),
    ("core/a.cpp", LICENCE + "std::string system(int a);", None),
    ("plugins/a/b/a.cpp", LICENCE + "getaddrinfo(a);", "plugins/a/b/a.cpp:2: getaddrinfo asks"),
    ("plugins/system/grains/a.cpp", LICENCE + "getaddrinfo(a);", None),
    ("tests/a.cpp", LICENCE + "fs::remove_all(a);", None),
]


def self_test():
    failed = 0
    for path, text, expected in SAMPLES:
        with tempfile.TemporaryDirectory() as directory:
            root = pathlib.Path(directory)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
            found = list(flaws(root))
        fits = found == [] if expected is None else len(found) == 1 and found[0].startswith(expected)
        if not fits:
            failed += 1
            print(f"{path} with {text!r}: expected {expected!r}, found {found}")
    print(f"{len(SAMPLES)} samples, {failed} wrong")
    return failed


def main():
    if sys.argv[1:] == ["--self-test"]:
        return 1 if self_test() else 0
    if len(sys.argv) != 2 or not (pathlib.Path(sys.argv[1]) / "sdk/abi").is_dir():
        print(__doc__, file=sys.stderr)
        return 64
    found = list(flaws(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "all sources keep the rules")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
