"""Runs the checks and prints what they find."""

import argparse
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import banned, dead, formatting, imports, layout, lengths, requirements
from .finding import Finding
from .repository import Repository

CHECKS: dict[str, Callable[[Repository], Iterable[Finding]]] = {
    module.__name__.rpartition(".")[2]: module.check
    for module in (formatting, imports, lengths, dead, banned, layout, requirements)
}


def run(repository: Repository, names: list[str]) -> dict[str, list[Finding]]:
    """The findings of each check, in order."""
    with ThreadPoolExecutor() as pool:
        found = pool.map(lambda name: sorted(set(CHECKS[name](repository))), names)
        return dict(zip(names, found))


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/check", description="Checks the repository against its own rules.",
        epilog="The rules of the import graph are in Package.swift and tools/checks/architecture.py.")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"all, or some of: {', '.join(CHECKS)}")
    names = parser.parse_args(arguments).checks or list(CHECKS)
    if unknown := [name for name in names if name not in CHECKS]:
        parser.error(f"no check is called {', '.join(unknown)}; there are {', '.join(CHECKS)}")

    return 1 if report(Repository(root), names) else 0


def report(repository: Repository, names: list[str]) -> int:
    """Prints what the checks of these names find; returns how many of the checks failed."""
    found = run(repository, names)
    findings = sorted(finding for of_one in found.values() for finding in of_one)
    for finding in findings:
        print(finding)
    wrong = sum(not finding.warning for finding in findings)
    files, lines = lengths.median_lines(repository)
    print(f"tools/check: {wrong} wrong, {len(findings) - wrong} to think about; "
          f"{files} Swift files, the median has {lines} lines")
    return sum(any(not finding.warning for finding in of_one) for of_one in found.values())
