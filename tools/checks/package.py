"""Package.swift's targets, as the package manager reads them."""

import json
import subprocess
from dataclasses import dataclass, field

from .repository import Repository


@dataclass
class Target:
    name: str
    kind: str  # "regular", "executable", "test" or "system"
    path: str
    targets: set[str] = field(default_factory=set)
    products: set[str] = field(default_factory=set)


def targets(repository: Repository) -> dict[str, Target]:
    """The targets by name."""
    dump = subprocess.run(
        ["swift", "package", "dump-package"], cwd=repository.root, capture_output=True, text=True)
    if dump.returncode != 0:
        raise SystemExit(f"tools/check: Package.swift cannot be read:\n{dump.stderr.strip()}")
    return parsed(json.loads(dump.stdout))


def parsed(manifest: dict) -> dict[str, Target]:
    declared = {entry["name"]: _target(entry) for entry in manifest["targets"]}
    for target in declared.values():
        # A dependency given by its bare name is a target of this package if there is one, else a product.
        target.products |= target.targets - declared.keys()
        target.targets &= declared.keys()
    return declared


def _target(entry: dict) -> Target:
    folder = "Tests" if entry["type"] == "test" else "Sources"
    target = Target(entry["name"], entry["type"], entry.get("path") or f"{folder}/{entry['name']}")
    for dependency in entry["dependencies"]:
        [(form, arguments)] = dependency.items()
        (target.products if form == "product" else target.targets).add(arguments[0])
    return target


def reached(declared: dict[str, Target], name: str) -> set[str]:
    """The names of the targets that `name` depends on, directly or not."""
    found: set[str] = set()
    open_names = [name]
    while open_names:
        for dependency in declared[open_names.pop()].targets - found:
            found.add(dependency)
            open_names.append(dependency)
    return found
