#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run the conformance cases against an implementation of the `call` contract.

Usage: CALL="command ..." run.py [options] [FILTER ...]

Each case below `cases/<area>/<name>/` is run as

    $CALL --local -c CONFDIR --out=json --args-json '{"args": [], "kwargs": {}}' FUNCTION

CONFDIR holds a file `minion` (YAML).  The command prints {"local": RETURN} on
stdout; when the function cannot return, it prints the message on stderr and
exits with a non-zero status.  README.md describes the format of a case and what
is normalised before results are compared.

FILTER is `area`, `area/name` or a shell pattern for `area/name`.
"""
import argparse
import concurrent.futures
import difflib
import fnmatch
import grp
import json
import os
import pwd
import re
import shlex
import shutil
import socket
import stat
import subprocess
import sys
import tempfile

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
MARK = "@SANDBOX@"
TIMEOUT = int(os.environ.get("CALL_TIMEOUT", "180"))

HOST = socket.gethostname()
try:
    USER = pwd.getpwuid(os.getuid()).pw_name
    GROUP = grp.getgrgid(os.getgid()).gr_name
except KeyError:  # a user or group without a name
    USER, GROUP = str(os.getuid()), str(os.getgid())


# ---------------------------------------------------------------- loading cases
def load_yaml(path):
    with open(path, encoding="utf-8") as handle:
        return yaml.safe_load(handle) or {}


class Case:
    def __init__(self, root, area, name):
        self.area, self.name = area, name
        self.path = os.path.join(root, area, name)
        self.id = "%s/%s" % (area, name)
        self.spec = load_yaml(os.path.join(self.path, "case.yaml"))
        self.expected_path = os.path.join(self.path, "expected.json")

    def expected(self):
        with open(self.expected_path, encoding="utf-8") as handle:
            return json.load(handle)

    def steps(self):
        """The calls of this case, in order, each with its compare rule."""
        spec = self.spec
        steps = spec.get("steps") or [spec] * int(spec.get("runs", 1))
        for step in steps:
            yield {
                "call": step.get("call", spec.get("call")),
                "args": step.get("args") or [],
                "kwargs": step.get("kwargs") or {},
                "setup": (step.get("setup") or []) if step is not spec else [],
                "compare": step.get("compare", spec.get("compare", "value")),
                "ordered": step.get("ordered", spec.get("ordered", False)),
                "match": step.get("match", spec.get("match")) or [],
            }


def find_cases(root, filters):
    cases = []
    for area in sorted(os.listdir(root)):
        if not os.path.isdir(os.path.join(root, area)):
            continue
        for name in sorted(os.listdir(os.path.join(root, area))):
            if not os.path.isfile(os.path.join(root, area, name, "case.yaml")):
                continue
            full = "%s/%s" % (area, name)
            if filters and not any(
                flt in (area, full) or fnmatch.fnmatch(full, flt) for flt in filters
            ):
                continue
            cases.append(Case(root, area, name))
    return cases


# ------------------------------------------------------------------ the sandbox
def fill(value, box):
    """Replace the placeholders in every string of `value`."""
    if isinstance(value, str):
        return (
            value.replace(MARK, box).replace("@USER@", USER).replace("@GROUP@", GROUP)
        )
    if isinstance(value, list):
        return [fill(item, box) for item in value]
    if isinstance(value, dict):
        return {fill(key, box): fill(item, box) for key, item in value.items()}
    return value


def copy_tree(src, dst, box):
    for base, dirs, names in os.walk(src):
        target = os.path.join(dst, os.path.relpath(base, src))
        os.makedirs(target, exist_ok=True)
        for name in names:
            origin, copy = os.path.join(base, name), os.path.join(target, name)
            with open(origin, "rb") as handle:
                data = handle.read()
            for key, text in ((MARK, box), ("@USER@", USER), ("@GROUP@", GROUP)):
                data = data.replace(key.encode(), text.encode())
            with open(copy, "wb") as handle:
                handle.write(data)
            os.chmod(copy, 0o755 if os.stat(origin).st_mode & 0o100 else 0o644)


def make_items(items, box):
    """`setup`: files, directories and links below the sandbox."""
    for item in items:
        path = os.path.join(box, item["path"])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if item.get("remove"):
            if os.path.isdir(path) and not os.path.islink(path):
                shutil.rmtree(path)
            elif os.path.lexists(path):
                os.unlink(path)
        elif "symlink" in item:
            os.symlink(fill(item["symlink"], box), path)
        elif item.get("dir"):
            os.makedirs(path, exist_ok=True)
        elif "hex" in item:
            with open(path, "wb") as handle:
                handle.write(bytes.fromhex(item["hex"]))
        else:
            with open(path, "w", encoding="utf-8", newline="") as handle:
                handle.write(fill(item.get("content", ""), box))
        if "mode" in item:
            os.chmod(path, int(str(item["mode"]), 8))
        if "mtime" in item:
            os.utime(path, (item["mtime"], item["mtime"]))


def build_sandbox(case, box):
    for name in ("conf", "root", "tree", "pillar_tree", "work", "home"):
        os.makedirs(os.path.join(box, name))
    for name in ("tree", "pillar_tree"):
        src = os.path.join(case.path, name)
        if os.path.isdir(src):
            copy_tree(src, os.path.join(box, name), box)
    config = {
        "id": "conform",
        "file_client": "local",
        "root_dir": os.path.join(box, "root"),
        "file_roots": {"base": [os.path.join(box, "tree")]},
        "pillar_roots": {"base": [os.path.join(box, "pillar_tree")]},
        "enable_fqdns_grains": False,
        "log_level": "quiet",
        "log_level_logfile": "quiet",
    }
    if case.spec.get("grains"):
        config["grains"] = fill(case.spec["grains"], box)
    config.update(fill(case.spec.get("config") or {}, box))
    with open(os.path.join(box, "conf", "minion"), "w", encoding="utf-8") as handle:
        yaml.safe_dump(config, handle, default_flow_style=False, allow_unicode=True)
    if "pillar" in case.spec:
        pillar = os.path.join(box, "pillar_tree")
        with open(os.path.join(pillar, "top.sls"), "w", encoding="utf-8") as handle:
            handle.write("base:\n  '*':\n    - case_pillar\n")
        with open(
            os.path.join(pillar, "case_pillar.sls"), "w", encoding="utf-8"
        ) as handle:
            yaml.safe_dump(
                fill(case.spec["pillar"], box),
                handle,
                default_flow_style=False,
                allow_unicode=True,
                sort_keys=False,
            )
    make_items(case.spec.get("setup") or [], box)


def call(command, step, box):
    """One call; returns {"return": value} or {"error": message}."""
    payload = json.dumps(fill({"args": step["args"], "kwargs": step["kwargs"]}, box))
    argv = shlex.split(command) + [
        "--local",
        "-c",
        os.path.join(box, "conf"),
        "--out=json",
        "--args-json",
        payload,
        step["call"],
    ]
    env = dict(os.environ)
    env.update(
        HOME=os.path.join(box, "home"),
        SHELL="/bin/sh",
        TZ="UTC",
        LC_ALL="C.UTF-8",
        LANG="C.UTF-8",
    )
    try:
        proc = subprocess.run(
            argv,
            env=env,
            cwd=os.path.join(box, "home"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        return {"error": "timed out after %d s" % TIMEOUT}
    except OSError as exc:
        return {"error": "cannot run: %s" % exc}
    out = proc.stdout.decode("utf-8", "replace").strip()
    err = proc.stderr.decode("utf-8", "replace").strip()
    for text in (out, out[out.find('{"local"') :] if '{"local"' in out else ""):
        try:
            data = json.loads(text)
        except ValueError:
            continue
        if isinstance(data, dict) and "local" in data:
            return {"return": data["local"]}
    return {"error": err or out or "exit status %d without output" % proc.returncode}


def snapshot(patterns, box):
    """The state of the listed paths (globs, `**` allowed) after the last call."""
    found = {}
    for pattern in patterns:
        rel = pattern.replace(MARK + "/", "")
        if any(char in rel for char in "*?["):
            names = []
            top = rel.split("*")[0].rsplit("/", 1)[0]
            for base, dirs, files in os.walk(os.path.join(box, top)):
                for name in dirs + files:
                    path = os.path.relpath(os.path.join(base, name), box)
                    if fnmatch.fnmatch(path, rel.replace("**", "*")):
                        names.append(path)
        else:
            names = [rel]
        for name in names:
            found[name] = describe(os.path.join(box, name))
    return found


def describe(path):
    if not os.path.lexists(path):
        return {"type": "missing"}
    info = os.lstat(path)
    if stat.S_ISLNK(info.st_mode):
        return {"type": "link", "target": os.readlink(path)}
    mode = "%04o" % stat.S_IMODE(info.st_mode)
    if stat.S_ISDIR(info.st_mode):
        return {"type": "dir", "mode": mode, "entries": sorted(os.listdir(path))}
    with open(path, "rb") as handle:
        data = handle.read()
    try:
        return {"type": "file", "mode": mode, "content": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"type": "file", "mode": mode, "hex": data.hex()}


# ----------------------------------------------------------------- normalisation
STATE_FIELDS = (
    "result",
    "comment",
    "changes",
    "name",
    "__run_num__",
    "__id__",
    "__sls__",
)
STAMP = re.compile(r"_[A-Z][a-z]{2}_[A-Z][a-z]{2}_\d\d_\d\d[:.]\d\d[:.]\d\d_\d+_\d{4}")
FAILED = re.compile(r"(?m)^(One or more requisite failed: )(.*)$")
EXCEPTION = re.compile(r"(?s)An exception occurred in this state:.*")
TEMP = re.compile(r"(?:/[\w.-]+)*/__salt\.tmp\.[\w]+")


def norm_text(text, box):
    for path in {os.path.realpath(box), box}:
        text = text.replace(path, MARK)
    text = TEMP.sub("<tmpfile>", text)
    text = STAMP.sub("_<stamp>", text)
    text = FAILED.sub(  # the order in that list is not fixed
        lambda m: m.group(1) + ", ".join(sorted(m.group(2).split(", "))), text
    )
    text = EXCEPTION.sub("An exception occurred in this state", text)
    text = text.replace(" owned by %s:%s" % (USER, GROUP), " owned by @USER@:@GROUP@")
    if len(HOST) > 5 and HOST != "localhost":
        text = re.sub(r"\b%s\b" % re.escape(HOST), "<host>", text)
    return text


def normalise(value, box, key=None):
    """Replace what differs from run to run or from machine to machine."""
    if isinstance(value, str):
        if key in ("user", "uid", "runas") and value == USER:
            return "@USER@"
        if key in ("group", "gid") and value == GROUP:
            return "@GROUP@"
        return norm_text(value, box)
    if isinstance(value, list):
        value = [normalise(item, box) for item in value]
        if key in ("removed", "deleted") and all(isinstance(x, str) for x in value):
            value.sort()
        return value
    if isinstance(value, dict):
        result = {}
        for name, item in value.items():
            if name in ("duration", "start_time", "__jid__"):
                continue
            if name == "Backup Time":
                result[name] = "<time>"
                continue
            if name == "pid" and isinstance(item, int):
                result[name] = "<pid>"
                continue
            result[norm_text(name, box)] = normalise(item, box, name)
        return result
    return value


def is_state_map(value):
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(item, dict) and "__run_num__" in item for item in value.values())
    )


def reduce_outcome(outcome, rule):
    """Keep of an outcome what its compare rule looks at."""
    if "error" in outcome:
        return {"error": cut(outcome["error"])}
    value = outcome["return"]
    if rule == "highstate" and is_state_map(value):
        value = {
            tag: {field: item[field] for field in STATE_FIELDS if field in item}
            for tag, item in value.items()
        }
    elif rule == "order" and is_state_map(value):
        ordered = sorted(value.values(), key=lambda item: item["__run_num__"])
        value = [item.get("__id__", item.get("name")) for item in ordered]
    elif rule in ("error", "highstate", "order") and isinstance(value, list):
        value = [cut(item) if isinstance(item, str) else item for item in value]
    return {"return": value}


def cut(message):
    """An error message without the interpreter's traceback and what follows it."""
    return message.split("Traceback (most recent call last)")[0].rstrip()


# -------------------------------------------------------------------- comparison
def same(left, right, ordered):
    """Equality that tells true from 1 and 1 from 1.0."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        if ordered and list(left) != list(right):
            return False
        return left.keys() == right.keys() and all(
            same(left[key], right[key], ordered) for key in left
        )
    if isinstance(left, list):
        return len(left) == len(right) and all(
            same(one, two, ordered) for one, two in zip(left, right)
        )
    return left == right


def flat_text(value):
    """All the text of a value, for `match`."""
    if isinstance(value, list):
        return "\n".join(flat_text(item) for item in value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def matches(expected, actual, step):
    """Whether one outcome satisfies the rule of its step."""
    if ("error" in expected) != ("error" in actual):
        return False
    if "error" in expected:
        wanted = step["match"] or [expected["error"]]
        return all(text in actual["error"] for text in wanted)
    left, right = expected["return"], actual["return"]
    if step["match"]:
        return type(left) is type(right) and all(
            text in flat_text(right) for text in step["match"]
        )
    if step["compare"] in ("error", "highstate") and isinstance(left, list):
        return (
            isinstance(right, list)
            and len(left) == len(right)
            and all(
                isinstance(two, str) and str(one) in two for one, two in zip(left, right)
            )
        )
    return same(left, right, step["ordered"])


# -------------------------------------------------------------------------- main
def run_case(case, command, keep):
    box = tempfile.mkdtemp(prefix="cf-", dir=os.environ.get("CONFORMANCE_TMP", "/tmp"))
    os.chmod(box, 0o755)
    try:
        build_sandbox(case, box)
        outcomes = []
        for step in case.steps():
            make_items(step["setup"], box)
            outcome = normalise(call(command, step, box), box)
            outcomes.append(reduce_outcome(outcome, step["compare"]))
        result = {"runs": outcomes}
        if case.spec.get("files"):
            found = snapshot(case.spec["files"], box)
            if case.spec.get("files_mode") is False:
                for item in found.values():
                    item.pop("mode", None)
            result["files"] = normalise(found, box)
        return result
    finally:
        if keep:
            print("%s: kept %s" % (case.id, box), file=sys.stderr)
        else:
            for base, dirs, _ in os.walk(box):
                for name in dirs:
                    path = os.path.join(base, name)
                    if not os.path.islink(path):
                        os.chmod(path, 0o755)
            shutil.rmtree(box, ignore_errors=True)


def judge(case, result):
    """A list of (label, expected, actual) for what differs."""
    expected = case.expected()
    wrong = []
    for number, step in enumerate(case.steps()):
        want, have = expected["runs"][number], result["runs"][number]
        if not matches(want, have, step):
            wrong.append(("run %d" % (number + 1), want, have))
    want, have = expected.get("files"), result.get("files")
    if want is not None and not same(want, have, False):
        wrong.append(("files", want, have))
    return wrong


def pretty(value):
    """Indented JSON as lines, long texts broken at their line ends."""
    text = json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True)
    return text.replace("\\n", "\\n\n").split("\n")


def show_diff(wrong):
    for label, want, have in wrong:
        lines = difflib.unified_diff(
            pretty(want), pretty(have), "expected " + label, "actual " + label, lineterm=""
        )
        for line in lines:
            print("    " + line)


def record(case, result):
    for outcome in result["runs"]:
        if "error" in outcome:  # drop the name of the exception's class
            outcome["error"] = re.sub(r"^[A-Za-z]\w*: ", "", outcome["error"])
    with open(case.expected_path, "w", encoding="utf-8") as handle:
        json.dump(result, handle, indent=1, ensure_ascii=False)
        handle.write("\n")


def main():
    parser = argparse.ArgumentParser(
        description="Run the conformance cases; the command to test is in $CALL."
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="show differences")
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cases", default=os.path.join(HERE, "cases"))
    parser.add_argument("--record", action="store_true", help="write expected.json")
    parser.add_argument("--keep", action="store_true", help="keep the sandboxes")
    parser.add_argument("--list", action="store_true", help="list the cases and stop")
    parser.add_argument("filters", nargs="*", metavar="FILTER")
    args = parser.parse_args()

    cases = find_cases(args.cases, args.filters)
    if args.list:
        for case in cases:
            print("%-52s %s" % (case.id, case.spec.get("doc", "")))
        return 0
    command = os.environ.get("CALL")
    if not command:
        parser.error("set CALL to the command to test")
    words = shlex.split(command)
    if "/" in words[0]:  # the calls run in another directory
        words[0] = os.path.abspath(words[0])
    command = shlex.join(words)

    os.umask(0o022)
    table, failed = {}, []
    with concurrent.futures.ThreadPoolExecutor(max(1, args.jobs)) as pool:
        futures = [(case, pool.submit(run_case, case, command, args.keep)) for case in cases]
        for case, future in futures:
            passed, wrong = False, []
            try:
                result = future.result()
                if args.record:
                    record(case, result)
                    wrong = judge(case, result)
                    passed = not wrong
                else:
                    wrong = judge(case, result)
                    passed = not wrong
            except Exception as exc:  # a broken case must not hide the others
                wrong = [("case", None, "%s: %s" % (type(exc).__name__, exc))]
            done, total = table.get(case.area, (0, 0))
            table[case.area] = (done + passed, total + 1)
            if not passed:
                failed.append(case.id)
                print("FAIL %s" % case.id)
                if args.verbose:
                    print("    # %s" % case.spec.get("doc", ""))
                    show_diff(wrong)
            sys.stdout.flush()

    print("%-16s %s" % ("area", "passed/total"))
    for area, (done, total) in sorted(table.items()):
        print("%-16s %d/%d" % (area, done, total))
    print("%d passed, %d failed" % (len(cases) - len(failed), len(failed)))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
