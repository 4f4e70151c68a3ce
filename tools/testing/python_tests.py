"""Runs the Python tests of the tools and counts them."""

import sys
import unittest
from pathlib import Path

from .tally import Tally


def run(root: Path) -> Tally:
    tools = root / "tools"
    suite = unittest.defaultTestLoader.discover(str(tools / "tests"), top_level_dir=str(tools))
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=0).run(suite)
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    skipped = len(result.skipped)
    for test, reason in result.skipped:
        print(f"skipped: {test.id()}: {reason}")
    # A test with several failing rows fails once for each of them.
    return Tally(max(0, result.testsRun - failed - skipped), failed, skipped)
