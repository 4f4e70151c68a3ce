"""Calls and words that do not belong here, each with what to do instead."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import package
from .architecture import ADAPTERS, DOORS, EXECUTABLE, LIBRARY, TEST
from .finding import Finding
from .repository import Repository, line_of


@dataclass(frozen=True)
class Ban:
    pattern: re.Pattern[str]
    message: str
    in_libraries: bool = True
    in_executables: bool = True
    in_tests: bool = True
    in_doors: bool = True


def _ban(pattern: str, message: str, **where: bool) -> Ban:
    return Ban(re.compile(pattern), message, **where)


_PURE = {"in_executables": False, "in_doors": False}  # Executables and doors are where the world comes in.
_LIBRARIES_ONLY = {"in_executables": False, "in_tests": False}
_TESTS_ONLY = {"in_libraries": False, "in_executables": False}

# Searched in Swift code without comments and literals.
BANS = [
    _ban(r"\bDate\(\)|\b(?:Date|ContinuousClock|SuspendingClock)\.now\b|\b(?:Continuous|Suspending)Clock\(\)",
         "reads a clock; let the time be passed in", **_PURE),
    _ban(r"\bUUID\(\)", "makes an identity out of nothing; let it be passed in", **_PURE),
    _ban(r"\bSystemRandomNumberGenerator\b", "cannot be replayed; let a seeded generator be passed in", **_PURE),
    _ban(r"(?<![\w.])(?:print|debugPrint|dump)\(", "a library does not print; give a value to the caller",
         **_LIBRARIES_ONLY),
    _ban(r"\bfatalError\(", "use precondition or preconditionFailure with the invariant's name, or throw"),
    _ban(r"\btry!", "use try with a typed error, or do without"),
    _ban(r"\bcatch\s+where\b", "gets two spaces from the formatter; write 'catch let error where'"),
    _ban(r"@testable\b", "test through package interfaces"),
    _ban(r"@_exported\b", "hides an edge of the import graph; import where it is used"),
    _ban(r"\b(?:usleep|nanosleep|sleep)\(|\b(?:Task|Thread)\.sleep\b", "a test does not sleep; wait for the event",
         **_TESTS_ONLY),
    _ban(r"\.disabled\(", "a test that is switched off shows nothing; mend it or remove it", **_TESTS_ONLY),
    _ban(r"\b(?:struct|class|enum|actor|protocol|typealias)\s+\w*(?:Manager|Helpers?|Util(?:s|ity|ities)?|Data|Info)\b",
         "a name that says nothing; use the field's own word"),
]

# Searched in the raw text of every file; written so that this file does not contain them.
_UNDONE = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")
_RANDOM = re.compile(r"\.(?:random\((?=\s*(?:in\s*:|\)))|(?:randomElement|shuffled?)\((?=\s*\)))")
_PROMISES = re.compile(r"@unchecked\s+Sendable|\bnonisolated\(unsafe\)")


def check(repository: Repository) -> Iterator[Finding]:
    yield from findings(repository, package.targets(repository))


def findings(repository: Repository, targets: dict[str, package.Target]) -> Iterator[Finding]:
    kinds = {
        target.path + "/": EXECUTABLE if target.name in ADAPTERS else target.kind for target in targets.values()}
    for path in repository.swift:
        kind = next((kind for folder, kind in kinds.items() if path.startswith(folder)), LIBRARY)
        code = repository.code(path)
        for ban in BANS:
            allowed = {TEST: not ban.in_tests, EXECUTABLE: not ban.in_executables}
            if not allowed.get(kind, not ban.in_libraries) and (ban.in_doors or path not in DOORS):
                yield from _each(path, code, ban.pattern, ban.message, lambda found: not _is_its_own(found))
        if kind != EXECUTABLE:
            message = "draws from a source without a seed; pass using: a generator"
            yield from _each(path, code, _RANDOM, message, lambda found: not _names_generator(found))
        yield from _unproved(path, code, repository.text(path))
    for path in repository.paths:
        yield from _each(path, repository.text(path), _UNDONE, "says something is left undone; do it or file an issue")


def _each(
    path: str, text: str, pattern: re.Pattern[str], message: str,
    counts: Callable[[re.Match[str]], bool] = lambda found: True,
) -> Iterator[Finding]:
    for found in pattern.finditer(text):
        if counts(found):
            yield Finding(path, line_of(text, found.start()), f"'{found.group().strip()}' {message}")


def _is_its_own(call: re.Match[str]) -> bool:
    """Whether the file declares a function of the name that is called."""
    name = call.group()
    return name.endswith("(") and re.search(rf"\bfunc\s+{re.escape(name)}", call.string) is not None


def _names_generator(call: re.Match[str]) -> bool:
    """Whether the call that opens at the end of `call` has an argument `using:`."""
    depth = 1
    for token in re.compile(r"[()]|\busing\s*:").finditer(call.string, call.end()):
        if token.group() not in "()":
            return True
        depth += 1 if token.group() == "(" else -1
        if depth == 0:
            return False
    return False


def _unproved(path: str, code: str, text: str) -> Iterator[Finding]:
    """Promises to the compiler whose proof is missing: a plain comment on the line or on one of the next two."""
    lines = text.splitlines()
    for found in _PROMISES.finditer(code):
        line = line_of(code, found.start())
        if not any(re.search(r"(?<!/)//(?!/)", near) for near in lines[line - 1 : line + 2]):
            message = f"'{found.group()}' has no proof; say in a // comment on the next line why it holds"
            yield Finding(path, line, message)
