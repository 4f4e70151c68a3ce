"""Runs the Swift tests and counts them."""

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from .tally import Tally

# No test may hold up a submission for ever: far above what all of them take, far below what CI allows.
SECONDS_MAX = 50 * 60

# Release, without testable imports: the very build of `swift build -c release`, so that nothing is built twice.
BUILD = ["-c", "release", "--disable-testable-imports"]

# What a run says of every step and every test that goes well.
_CHATTER = re.compile(
    r"\[\d+/\d+\] |[◇✔] |↳ (?:Testing Library|Target Platform)|(?:Building for|Build complete)"
    r"|(?:Fetch|Comput|Creat|Updat)(?:ing|ed) |Working copy of |.* started\.$")

# A test that begins, and one that has ended.
_BEGUN = re.compile(r'◇ Test ("[^"]*"|\w+\([^)]*\)) started\.')
_ENDED = re.compile(r'[✔✘] Test ("[^"]*"|\w+\([^)]*\)) (?:with \d+ test cases? )?(?:passed|failed) after ')

# What no XML may hold: a failed expectation prints the bytes that it met as they are.
_FORBIDDEN = [code for code in range(0x20) if chr(code) not in "\t\n\r"] + [0xFFFE, 0xFFFF]
_CONTROLS = dict.fromkeys(_FORBIDDEN, "\N{REPLACEMENT CHARACTER}")


def run(root: Path, arguments: list[str]) -> Tally:
    """Builds and runs the Swift tests with `arguments` for `swift test`, showing what goes wrong."""
    report = root / ".build-results" / "swift.xml"
    report.parent.mkdir(exist_ok=True)
    for old in report.parent.glob("*.xml"):
        old.unlink()
    command = ["timeout", "--kill-after=30", str(SECONDS_MAX), "swift", "test", *BUILD, "--disable-xctest"]
    command += ["--parallel", "--xunit-output", str(report), *arguments]
    with subprocess.Popen(
        command, cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        encoding="utf-8", errors="replace",
    ) as process:
        assert process.stdout
        running: Counter[str] = Counter()
        for line in told(followed(process.stdout, running)):
            print(line, flush=True)
    for title in +running:
        print(f"begun and not ended: {title}")
    return judged(process.returncode, counted(report.parent))


def followed(lines: Iterator[str], running: Counter[str]) -> Iterator[str]:
    """The lines as they are; `running` counts the tests that have begun and not ended, by title."""
    for line in lines:
        if begun := _BEGUN.match(line):
            running[begun[1]] += 1
        elif ended := _ENDED.match(line):
            running[ended[1]] -= 1
        yield line


def told(lines: Iterator[str]) -> Iterator[str]:
    """The lines worth showing."""
    return (line.rstrip("\n") for line in lines if not _CHATTER.match(line))


def counted(folder: Path) -> Tally:
    """The test cases in the reports of a folder. A report that breaks off, as of a run cut short, is a failure."""
    total = Tally()
    for report in sorted(folder.glob("*.xml")):
        try:
            text = report.read_text(encoding="utf-8", errors="replace").translate(_CONTROLS)
            cases = list(ElementTree.fromstring(text.encode()).iter("testcase"))
        except ElementTree.ParseError as error:
            print(f"{report.name} breaks off: {error}")
            total += Tally(failed=1)
            continue
        for case in cases:
            if case.find("failure") is not None or case.find("error") is not None:
                total += Tally(failed=1)
            elif case.find("skipped") is not None:
                total += Tally(skipped=1)
            else:
                total += Tally(passed=1)
    return total


def judged(status: int, tally: Tally) -> Tally:
    """The tally of a run that ended with `status`, which can fail though every test that reported passed."""
    if status == 124:
        print(f"The Swift tests did not end within {SECONDS_MAX // 60} minutes.")
    elif status != 0 and not tally.failed:
        print(f"The Swift tests did not run to their end: swift test exited with {status}.")
    elif tally == Tally():
        print("No Swift test matched.")
    else:
        return tally
    return tally + Tally(failed=1)
