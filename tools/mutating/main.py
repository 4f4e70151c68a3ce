"""Applies each mutant to a copy of the tree, runs the tests, and says which ones nobody noticed."""

import argparse
import subprocess
import time
from pathlib import Path

from .mutant import Mutant, Stale
from .table import MUTANTS
from .tree import Tree

# What holds the log to its promises, from quick to slow; the first that fails ends the run. The scenarios of the
# tests are those that log-fuzz runs before.
STEPS = [
    ["swift", "build", "-c", "release", "--product", "log-fuzz"],
    [".build/release/log-fuzz", "--seed", "1", "--count", "4000"],
    ["swift", "test", "-c", "release", "--disable-testable-imports", "--disable-xctest", "--filter",
     "SegmentLogTests|SegmentLogMaintenanceTests|LogFormatTests|HostileBytesTests", "--skip", "ScenarioTests"],
]
SECONDS_MAX = 1200


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/mutants",
        description="Breaks the log in one place at a time, in a copy of the tree (.build-mutants), and runs its "
        "tests. Exit status 1 if a mutant survives, or if the sources have moved on from the table (tools/mutating). "
        "Takes about a minute a mutant; not part of tools/test.")
    parser.add_argument("names", nargs="*", metavar="WORDS", help="only the mutants whose name contains one of these")
    parser.add_argument("--list", action="store_true", help="list the mutants and check that they fit the sources")
    options = parser.parse_args(arguments)
    chosen = [mutant for mutant in MUTANTS if not options.names or any(word in mutant.name for word in options.names)]
    if stale := [problem for mutant in MUTANTS if (problem := staleness(mutant, root))]:
        print("\n\n".join(stale))
        return 1
    if options.list:
        print("\n".join(mutant.name for mutant in chosen))
        return 0
    tree = Tree(root)
    tree.refresh()
    if (verdict := judge(tree)) != "SURVIVED":
        print(f"The tests fail without any mutant: {verdict}")
        return 1
    survivors = [mutant for mutant in chosen if not is_killed(mutant, tree)]
    print(f"{len(chosen)} mutants, {len(chosen) - len(survivors)} killed, {len(survivors)} survived")
    for mutant in survivors:
        print(f"  SURVIVED {mutant.name} ({mutant.file})")
    return 1 if survivors else 0


def staleness(mutant: Mutant, root: Path) -> str | None:
    try:
        mutant.apply(mutant.path(root).read_text(encoding="utf-8"))
    except (Stale, FileNotFoundError) as problem:
        return str(problem)
    return None


def is_killed(mutant: Mutant, tree: Tree) -> bool:
    path = mutant.path(tree.copy)
    source = path.read_text(encoding="utf-8")
    start = time.monotonic()
    path.write_text(mutant.apply(source), encoding="utf-8")
    try:
        verdict = judge(tree)
    finally:
        path.write_text(source, encoding="utf-8")
    print(f"{verdict:<60.60} {mutant.name} ({time.monotonic() - start:.0f} s)", flush=True)
    return verdict not in ("SURVIVED", "does not compile")


def judge(tree: Tree) -> str:
    """What became of the tests: SURVIVED, or what noticed."""
    for command in STEPS:
        status, said = run(tree, command)
        if status != 0 and ": error:" in said:
            print(said[-2000:])
            return "does not compile"
        if status != 0:
            return f"killed by {culprit(said) or said.strip()[-60:]}"
    return "SURVIVED"


def culprit(said: str) -> str | None:
    """The first test that failed, or the promise of a seed that did not hold."""
    for line in said.splitlines():
        if "✘ Test" in line and "recorded an issue" in line:
            return line.split("✘ Test", 1)[1].split("recorded", 1)[0].strip()
        if line.startswith("seed "):
            return line
    return None


def run(tree: Tree, command: list[str]) -> tuple[int, str]:
    try:
        done = subprocess.run(
            command, cwd=tree.copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            text=True, errors="replace", timeout=SECONDS_MAX)
    except subprocess.TimeoutExpired:
        return 124, "seed or test that did not end"
    return done.returncode, done.stdout
