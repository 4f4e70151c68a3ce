"""What may lie where: the top level, nobody else's files, no path of one machine, scripts that can be run."""

import os
import re
from collections.abc import Iterator

from .finding import Finding
from .repository import Repository, line_of

TOP_LEVEL = {"Package.swift", "Sources", "Tests", "README.md", "schemas", "tools"}

_FOREIGN = re.compile(
    r"(^|/)(\.build[^/]*|node_modules|vendor|third_party|__pycache__)/|\.min\.(js|css)$|\.(o|a|so|pyc|swiftmodule)$"
    r"|(^|/)(Package\.resolved|compile_commands\.json)$")
_HOME = re.compile(r"(?<![\w.~-])/(?:home|Users)/\w+|(?<![\w.~/-])/(?:root)/")
# Folders that every machine has: being in one says nothing about this machine.
_COMMON = {"/", "/tmp", "/var/tmp", "/opt", "/srv", "/usr", "/home", "/mnt"}


def check(repository: Repository) -> Iterator[Finding]:
    yield from _top_level(repository)
    for path in repository.tracked:
        if _FOREIGN.search(path):
            yield Finding(path, 1, "is built or somebody else's; git rm --cached it and have .gitignore name it")
    for path in repository.paths:
        yield from _machine_paths(repository, path)
        yield from _scripts(repository, path)


def _top_level(repository: Repository) -> Iterator[Finding]:
    entries = {path.split("/")[0]: path for path in reversed(repository.paths)}
    for entry, path in sorted(entries.items()):
        if entry not in TOP_LEVEL and not entry.startswith("."):
            allowed = ", ".join(sorted(TOP_LEVEL))
            yield Finding(path, 1, f"the top level holds {allowed} and dotfiles only; move {entry} into one of them")


def _machine_paths(repository: Repository, path: str) -> Iterator[Finding]:
    text = repository.text(path)
    own = {str(repository.root), str(repository.root.parent), os.path.expanduser("~")} - _COMMON
    places = [found.start() for found in _HOME.finditer(text)]
    for folder in own:
        places += [found.start() for found in re.finditer(rf"(?<![\w.~-]){re.escape(folder)}(?![\w-])", text)]
    for line in sorted({line_of(text, place) for place in places}):
        yield Finding(path, line, "names a folder of one machine; say it relative to the repository")


def _scripts(repository: Repository, path: str) -> Iterator[Finding]:
    script = repository.text(path).startswith("#!")
    executable = os.access(repository.root / path, os.X_OK)
    if script and not executable:
        yield Finding(path, 1, f"is a script that cannot be run; chmod +x {path}")
    elif executable and not script and repository.text(path):
        yield Finding(path, 1, f"can be run and says not by what; give it a #! line or chmod -x {path}")
