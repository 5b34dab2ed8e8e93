#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks that an #include only points down: plugins -> sdk <- core.

    arrows_test.py ROOT         checks the sources below ROOT
    arrows_test.py --self-test  checks the checks, with good and bad samples
"""

import pathlib
import re
import sys
import tempfile

SOURCES = {".c", ".h", ".cpp", ".hpp"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:<([^>]+)>|"([^"]+)")', re.MULTILINE)

C_HEADERS = set(
    """assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal
    stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads
    time uchar wchar wctype""".split()
)
CXX_HEADERS = set(
    """algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv
    chrono cinttypes climits clocale cmath codecvt compare complex concepts condition_variable
    coroutine csetjmp csignal cstdarg cstddef cstdint cstdio cstdlib cstring ctime cuchar cwchar
    cwctype deque exception execution filesystem format forward_list fstream functional future
    initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale map
    memory memory_resource mutex new numbers numeric optional ostream queue random ranges ratio
    regex scoped_allocator semaphore set shared_mutex source_location span sstream stack stdexcept
    stop_token streambuf string string_view syncstream system_error thread tuple type_traits
    typeindex typeinfo unordered_map unordered_set utility valarray variant vector version
    """.split()
)
POSIX_HEADERS = set(
    """dirent dlfcn fcntl fnmatch glob grp libgen netdb poll pthread pwd regex sched spawn
    strings syslog termios unistd utime wordexp""".split()
)


def is_c(header):
    return header.endswith(".h") and header[:-2] in C_HEADERS


def is_standard(header):
    return header in CXX_HEADERS or is_c(header)


def is_posix(header):
    return header.endswith(".h") and (
        header[:-2] in POSIX_HEADERS
        or header.startswith(("sys/", "netinet/", "arpa/", "net/", "linux/"))
    )


def is_abi(header):
    return header in ("brine/abi.h", "brine/value.h")


def is_sdk(header):
    return is_abi(header) or re.fullmatch(r"brine/[a-z_]+\.hpp", header) is not None


def is_support(header):
    return header.startswith("brine/support/")


def is_testing(header):
    return header.startswith("brine/testing")


def own(source, header, home):
    """Whether a quoted header is a file of `home`, found from the source or from home itself."""
    for base in (source.parent, home, home / "src"):
        target = (base / header).resolve()
        if target.is_file() and target.is_relative_to(home.resolve()):
            return True
    return False


def flaw(root, source, header, quoted):
    """Why `source` may not include `header`; None when it may."""
    parts = source.relative_to(root).parts
    zone = parts[0]
    where = "/".join(parts)
    if re.match(r"(\.\./)*core/", header) and zone != "core":
        return "only the core and the programs include the core"
    if "plugins/" in header:
        return "nobody includes a plugin; call its functions by name"
    if is_testing(header) and not (where.startswith("sdk/testing/") or "tests" in parts):
        return "the test kit is for tests"

    if where.startswith("sdk/abi/"):
        allowed = is_c(header) or is_abi(header)
        return None if allowed else "the C ABI includes C's standard headers and itself only"
    if where.startswith("sdk/cpp/"):
        allowed = is_standard(header) or is_sdk(header)
        return None if allowed else "the C++ SDK includes the standard library and itself only"
    if where.startswith("sdk/") and "include" in parts:
        allowed = is_standard(header) or is_posix(header) or is_sdk(header) or is_support(header)
        allowed = allowed or is_testing(header)
        return None if allowed else "a public header shows no third-party library"
    if zone == "core":
        if not quoted or (root / header).is_file() and header.startswith("core/"):
            return None
        return 'the core includes its own headers as "core/..."'
    if not quoted or header.startswith("brine/"):
        return None
    home = root.joinpath(*parts[: 2 if zone == "sdk" else min(3, len(parts) - 1)])
    if own(source, header, home):
        return None
    return "this is no file of its own; what it needs from elsewhere comes from the SDK"


def flaws(root):
    for zone in ("sdk", "core", "plugins", "examples"):
        for source in sorted((root / zone).rglob("*")):
            if source.suffix not in SOURCES or "build" in source.relative_to(root).parts:
                continue
            text = source.read_text(encoding="utf-8")
            for match in INCLUDE.finditer(text):
                header = match.group(1) or match.group(2)
                reason = flaw(root, source, header, match.group(2) is not None)
                if reason:
                    line = text.count("\n", 0, match.start()) + 1
                    yield f"{source.relative_to(root)}:{line}: {header}: {reason}"


# (file, its text, part of the complaint or None)
SAMPLES = [
    ("sdk/abi/include/brine/abi.h", "#include <stdint.h>", None),
    ("sdk/abi/include/brine/abi.h", "#include <unistd.h>", "the C ABI includes"),
    ("sdk/abi/include/brine/abi.h", "#include <string>", "the C ABI includes"),
    ("sdk/cpp/include/brine/call.hpp", "#include <brine/value.h>\n#include <span>", None),
    ("sdk/cpp/include/brine/call.hpp", "#include <nlohmann/json.hpp>", "the C++ SDK includes"),
    ("sdk/cpp/include/brine/call.hpp", "#include <brine/support/text.hpp>", "the C++ SDK includes"),
    ("sdk/cpp/include/brine/call.hpp", "#include <sys/stat.h>", "the C++ SDK includes"),
    ("sdk/support/include/brine/support/a.hpp", "#include <sys/stat.h>\n#include <map>", None),
    ("sdk/support/include/brine/support/a.hpp", "#include <yaml-cpp/yaml.h>", "no third-party"),
    ("sdk/support/include/brine/support/a.hpp", "  #  include <boost/a.hpp>", "no third-party"),
    ("sdk/support/src/a.cpp", '#include <yaml-cpp/yaml.h>\n#include "own.hpp"', None),
    ("sdk/support/src/a.cpp", '#include "core/log/log.hpp"', "only the core"),
    ("sdk/testing/src/a.cpp", "#include <brine/testing.hpp>", None),
    ("core/log/log.cpp", '#include "core/log/log.hpp"\n#include <spdlog/spdlog.h>', None),
    ("core/log/log.cpp", '#include "plugins/system/test/plugin.hpp"', "nobody includes a plugin"),
    ("core/log/log.cpp", '#include "log.hpp"', 'as "core/..."'),
    ("core/log/log.cpp", "#include <brine/testing.hpp>", "for tests"),
    ("plugins/system/a/a.cpp", '#include <brine/sdk.hpp>\n#include "a.hpp"', None),
    ("plugins/system/a/deep/b.cpp", '#include "../a.hpp"\n#include <boost/asio.hpp>', None),
    ("plugins/system/a/a.cpp", '#include "core/log/log.hpp"', "only the core"),
    ("plugins/system/a/a.cpp", "#include <core/log/log.hpp>", "only the core"),
    ("plugins/system/a/a.cpp", '#include "../../../core/log/log.hpp"', "only the core"),
    ("plugins/system/a/a.cpp", '#include "../other/o.hpp"', "no file of its own"),
    ("plugins/system/a/a.cpp", '#include "plugins/system/other/o.hpp"', "nobody includes a plugin"),
    ("plugins/system/a/a.cpp", "#include <brine/testing/fake_host.hpp>", "for tests"),
    ("examples/hello/hello.cpp", "#include <brine/sdk.hpp>", None),
    ("examples/hello/tests/hello_test.cpp", "#include <brine/testing.hpp>", None),
    ("examples/hello/hello.cpp", '#include "core/log/log.hpp"', "only the core"),
]


def self_test():
    failed = 0
    for path, text, expected in SAMPLES:
        with tempfile.TemporaryDirectory() as directory:
            root = pathlib.Path(directory)
            for other in ("sdk/support/src/own.hpp", "core/log/log.hpp", "plugins/system/a/a.hpp",
                          "plugins/system/other/o.hpp"):
                (root / other).parent.mkdir(parents=True, exist_ok=True)
                (root / other).touch()
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text("// first line\n" + text + "\n", encoding="utf-8")
            found = list(flaws(root))
        fits = found == [] if expected is None else len(found) == 1 and expected in found[0]
        if not fits:
            failed += 1
            print(f"{path} with {text!r}: expected {expected!r}, found {found}")
        elif expected and not found[0].startswith(f"{path}:2: "):
            failed += 1
            print(f"{path}: wrong place in {found[0]!r}")
    print(f"{len(SAMPLES)} samples, {failed} wrong")
    return failed


def main():
    if sys.argv[1:] == ["--self-test"]:
        return 1 if self_test() else 0
    if len(sys.argv) != 2 or not (pathlib.Path(sys.argv[1]) / "sdk/abi").is_dir():
        print(__doc__, file=sys.stderr)
        return 64
    found = list(flaws(pathlib.Path(sys.argv[1])))
    print("\n".join(found) or "all arrows point down")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
