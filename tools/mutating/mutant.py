"""One place where the log is broken on purpose."""

from dataclasses import dataclass
from pathlib import Path

from .watcher import SEEDS, Watcher


class Stale(Exception):
    """The sources have moved on and the mutant has not."""


@dataclass(frozen=True)
class Mutant:
    name: str
    # Below Sources.
    file: str
    # What stands there, exactly once, and what stands there instead.
    text: str
    replacement: str = ""
    # Who has to notice.
    watcher: Watcher = SEEDS

    def apply(self, source: str) -> str:
        count = source.count(self.text)
        if count != 1:
            raise Stale(f"{self.name}: {self.file} has its text {count} times, not once:\n{self.text}")
        return source.replace(self.text, self.replacement)

    def path(self, root: Path) -> Path:
        return root / "Sources" / self.file
