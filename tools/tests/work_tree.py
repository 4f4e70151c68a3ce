"""A work tree in a temporary folder, for tests of the checks."""

import subprocess
import tempfile
import unittest
from collections.abc import Callable, Iterable
from pathlib import Path

from checks.finding import Finding
from checks.repository import Repository


class WorkTreeTest(unittest.TestCase):
    """A test with an empty work tree of git of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name).resolve() / "tree"
        self.root.mkdir()
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.root), *arguments], check=True, capture_output=True)

    def write(self, path: str, text: str, executable: bool = False) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
        place.chmod(0o755 if executable else 0o644)

    def said(self, check: Callable[[Repository], Iterable[Finding]]) -> list[str]:
        """What `check` says of the work tree, in order."""
        return [str(finding) for finding in sorted(set(check(Repository(self.root))))]

    def assert_says(self, check: Callable[[Repository], Iterable[Finding]], *expected: str) -> None:
        """Asserts that `check` says one thing for each of `expected`, each beginning so."""
        said = self.said(check)
        matches = len(said) == len(expected) and all(map(str.startswith, said, expected))
        self.assertTrue(matches, f"expected {list(expected)}, got {said}")
