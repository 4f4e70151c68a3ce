"""Applies each mutant to a copy of the tree, runs who should notice, and says where nobody did."""

import argparse
import time
from pathlib import Path

from .mutant import Mutant, Stale
from .table import MUTANTS
from .tree import BUILD_SECONDS_MAX, Tree
from .verdict import BUILD, judged


def main(arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog="tools/mutants",
        description="Takes away one sync, checksum or comparison of the log at a time, in a copy of the tree "
        "(.build-mutants), and runs the test or the scenarios that should notice. Exit status 1 if a mutant survives, "
        "or if the sources have moved on from the table (tools/mutating). Takes about half a minute a mutant; not "
        "part of tools/test.")
    parser.add_argument("names", nargs="*", metavar="WORDS", help="only the mutants whose name contains one of these")
    parser.add_argument("--list", action="store_true", help="list the mutants and check that they fit the sources")
    options = parser.parse_args(arguments)
    if stale := [problem for mutant in MUTANTS if (problem := staleness(mutant, root))]:
        print("\n\n".join(stale))
        return 1
    chosen = [mutant for mutant in MUTANTS if not options.names or any(word in mutant.name for word in options.names)]
    if options.list:
        print("\n".join(f"{mutant.name} ({mutant.watcher.name})" for mutant in chosen))
        return 0
    if not chosen:
        print("no mutant has such a name")
        return 1
    return run(chosen, Tree(root))


def run(chosen: list[Mutant], tree: Tree) -> int:
    start = time.monotonic()
    tree.refresh()
    if problem := unsound(chosen, tree):
        print(f"without any mutant: {problem}")
        return 1
    survivors = [mutant for mutant in chosen if not is_killed(mutant, tree)]
    minutes = (time.monotonic() - start) / 60
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} mutants killed, in {minutes:.0f} minutes")
    for mutant in survivors:
        print(f"  SURVIVED {mutant.name} ({mutant.file})")
    return 1 if survivors else 0


def staleness(mutant: Mutant, root: Path) -> str | None:
    try:
        mutant.apply(mutant.path(root).read_text(encoding="utf-8"))
    except (Stale, FileNotFoundError) as problem:
        return str(problem)
    return None


def unsound(chosen: list[Mutant], tree: Tree) -> str | None:
    """What fails though nothing is broken: then nothing that fails later says anything."""
    status, said = tree.run(BUILD, BUILD_SECONDS_MAX)
    if status != 0:
        return f"it does not build\n{said[-3000:]}"
    for watcher in dict.fromkeys(mutant.watcher for mutant in chosen):
        status, said = tree.run(watcher.command)
        if status != 0:
            return f"{watcher.name} fails\n{said[-3000:]}"
    return None


def is_killed(mutant: Mutant, tree: Tree) -> bool:
    path = mutant.path(tree.copy)
    source = path.read_text(encoding="utf-8")
    start = time.monotonic()
    path.write_text(mutant.apply(source), encoding="utf-8")
    try:
        verdict = judged(mutant, tree)
    finally:
        path.write_text(source, encoding="utf-8")
    print(f"{verdict.text:<72.72} {mutant.name} ({time.monotonic() - start:.0f} s)", flush=True)
    return verdict.is_killed
