"""What became of a mutant."""

from dataclasses import dataclass

from .mutant import Mutant
from .tree import BUILD_SECONDS_MAX, Tree

# Compiled file by file, so that a mutant costs one file and the linking, and optimised, so that seeds run quickly.
BUILD = ("swift", "build", "--build-tests", "-Xswiftc", "-O")


@dataclass(frozen=True)
class Verdict:
    is_killed: bool
    text: str


def judged(mutant: Mutant, tree: Tree) -> Verdict:
    status, said = tree.run(BUILD, BUILD_SECONDS_MAX)
    if status != 0:
        print(said[-2000:])
        return Verdict(False, "DOES NOT BUILD")
    status, said = tree.run(mutant.watcher.command)
    if status == 0:
        return Verdict(False, f"SURVIVED {mutant.watcher.name}")
    return Verdict(True, f"killed by {culprit(said) or f'exit status {status}'}")


def culprit(said: str) -> str | None:
    """The first test that failed, or the promise that did not hold."""
    for line in said.splitlines():
        if "✘ Test" in line and "recorded an issue" in line:
            return line.split("✘ Test", 1)[1].split("recorded", 1)[0].strip()
        if line.startswith("seed ") or ": BROKEN: " in line or "Fatal error" in line:
            return line.strip()
    return None
