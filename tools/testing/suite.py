"""The order of a test run, and what its arguments mean."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from checks.main import CHECKS
from checks.main import report as report_checks
from checks.repository import Repository

from . import python_tests, swift_tests
from .tally import Tally

# The tests that run under each sanitizer: those of the targets with threads, and of those with unsafe code. Small
# ones only: under a sanitizer everything takes many times as long.
SANITIZED = {
    "thread": ["ThreadsTests", "LinuxStorageTests"],
    "address": ["BytesTests", "ThreadsTests", "LinuxStorageTests"],
}


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/test", description="Runs tools/check, every Swift test in release, and the tools' Python tests.")
    parser.add_argument(
        "--filter", action="append", default=[], metavar="NAME",
        help="run only the Swift tests whose name matches; can be given more than once")
    parser.add_argument(
        "--sanitize", action="store_true",
        help="run the tests of the small targets with threads or unsafe code under the thread and address sanitizers")
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
        for sanitizer, targets in SANITIZED.items():
            names = filters or [f"^{target}\\." for target in targets]
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
