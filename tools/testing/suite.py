"""The order of a test run, and what its arguments mean."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from checks.main import CHECKS
from checks.main import report as report_checks
from checks.repository import Repository

from . import python_tests, swift_tests
from .tally import Tally

# The tests that run under each sanitizer, by what their names begin with: those in which threads meet, and those of
# targets with unsafe code. No others: under a sanitizer everything takes many times as long.
SANITIZED = {
    "thread": [
        "ThreadsTests.", "LinuxStorageTests.", "SegmentLogTests.CommitLogConformanceTests/",
        "PaidanCommandsTests.AppendTests/",
    ],
    "address": ["BytesTests.", "ThreadsTests.", "LinuxStorageTests."],
}


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/test", description="Runs tools/check, every Swift test in release, and the tools' Python tests.")
    parser.add_argument(
        "--filter", action="append", default=[], metavar="NAME",
        help="run only the Swift tests whose name matches; can be given more than once")
    parser.add_argument(
        "--sanitize", action="store_true",
        help="run the tests of threads and of unsafe code under the thread and address sanitizers, in builds of their "
        "own: a quarter of an hour the first time, a minute or two after that")
    options = parser.parse_args(arguments)

    total = Tally()
    for title, tally in parts(root, options.filter, options.sanitize):
        print(f"-- {title}: {tally.failed} of {tally.failed + tally.passed} failed\n", flush=True)
        total += tally
    print(total)
    return 1 if total.failed else 0


def parts(root: Path, filters: list[str], sanitize: bool) -> Iterator[tuple[str, Tally]]:
    """What is run, part by part. A filtered or a sanitized run is of Swift tests alone."""
    if sanitize:
        for sanitizer, beginnings in SANITIZED.items():
            names = filters or ["^" + re.escape(beginning) for beginning in beginnings]
            folder = f".build-{sanitizer[0]}san"  # .build-tsan, .build-asan
            options = [f"--sanitize={sanitizer}", "--scratch-path", folder, *filter_options(names)]
            yield f"Swift tests, {sanitizer} sanitizer", swift_tests.run(root, options)
    elif filters:
        yield "Swift tests", swift_tests.run(root, filter_options(filters))
    else:
        yield "Checks", checked(root)
        yield "Swift tests", swift_tests.run(root, [])
        # After the build: some of them run what was built.
        yield "Python tests", python_tests.run(root)


def filter_options(names: list[str]) -> list[str]:
    return [option for name in names for option in ("--filter", name)]


def checked(root: Path) -> Tally:
    """Each check counts as one test."""
    failed = report_checks(Repository(root), list(CHECKS))
    return Tally(len(CHECKS) - failed, failed)
