"""The files of the repository, as the checks read them."""

import subprocess
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from .swift_source import blanked

_LANGUAGES = {".swift": "swift", ".c": "c", ".h": "c", ".py": "python", ".sh": "bash"}
_INTERPRETERS = {"#!/usr/bin/env python3": "python", "#!/usr/bin/env bash": "bash"}


class Repository:
    """A work tree of git: what is tracked, and what is new and not ignored."""

    def __init__(self, root: Path):
        self.root = root.resolve()
        self.text = lru_cache(maxsize=None)(self._text)
        self.code = lru_cache(maxsize=None)(self._code)

    @cached_property
    def tracked(self) -> list[str]:
        """What git would commit again, ignored or not."""
        return self._listed("--cached")

    @cached_property
    def paths(self) -> list[str]:
        """Every file that is tracked or could be added."""
        return self._listed("--cached", "--others", "--exclude-standard")

    @cached_property
    def swift(self) -> list[str]:
        """The Swift files below Sources and Tests."""
        return [path for path in self.paths if path.endswith(".swift") and path.startswith(("Sources/", "Tests/"))]

    def language(self, path: str) -> str | None:
        """"swift", "c", "python" or "bash"; None for what is no source."""
        if language := _LANGUAGES.get(PurePosixPath(path).suffix):
            return language
        return _INTERPRETERS.get(self.text(path).partition("\n")[0])

    def _listed(self, *options: str) -> list[str]:
        command = ["git", "-C", str(self.root), "ls-files", "-z", *options]
        listing = subprocess.run(command, capture_output=True, text=True)
        if listing.returncode != 0:
            raise SystemExit(f"tools/check: {' '.join(command)} failed: {listing.stderr.strip()}")
        return sorted(path for path in set(listing.stdout.split("\0")) if path and (self.root / path).is_file())

    def _text(self, path: str) -> str:
        """The file's text; empty for a file that is not text."""
        content = (self.root / path).read_bytes()
        try:
            return "" if b"\0" in content else content.decode("utf-8")
        except UnicodeDecodeError:
            return ""

    def _code(self, path: str) -> str:
        """The text of a Swift file with comments and literals blanked, line for line."""
        return blanked(self.text(path))


def line_of(text: str, offset: int) -> int:
    """The number, from 1, of the line that has the character at `offset`."""
    return text.count("\n", 0, offset) + 1
