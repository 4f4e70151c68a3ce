"""Files that nothing names, and files that say nothing."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from .finding import Finding
from .repository import Repository

_NAMED_BY_CONVENTION = re.compile(r"(^|/)(README\.md|__init__\.py|__main__\.py|test_\w+\.py)$")


def check(repository: Repository) -> Iterator[Finding]:
    yield from _empty(repository)
    yield from _unnamed(repository)
    yield from _unused_swift(repository)


def _empty(repository: Repository) -> Iterator[Finding]:
    for path in repository.paths:
        content = repository.code(path) if path.endswith(".swift") else None
        size = (repository.root / path).stat().st_size
        if size == 0 and path.endswith("__init__.py"):
            continue
        if size == 0 or (content is not None and not content.strip()):
            yield Finding(path, 1, "says nothing; fill it or remove it")


# Tools and contracts.

def _unnamed(repository: Repository) -> Iterator[Finding]:
    """Files of tools/ and schemas/ that no other file names: a Python module by an import, others by name or folder."""
    texts = {path: text for path in repository.paths if (text := repository.text(path))}
    imported = {path: _imported(text) for path, text in texts.items() if repository.language(path) == "python"}
    for path in repository.paths:
        if not path.startswith(("tools/", "schemas/")) or _NAMED_BY_CONVENTION.search(path):
            continue
        if any(PurePosixPath(path).stem in names for other, names in imported.items() if other != path):
            continue
        names = _names(path)
        if not any(name in text for other, text in texts.items() if other != path for name in names):
            yield Finding(path, 1, "no README, script, test or source names this file; name it or remove it")


def _names(path: str) -> list[str]:
    """The ways to name a file: its path, its name, or a folder it lies in that is not one of the first two levels."""
    parts = PurePosixPath(path).parts
    names = ["/".join(parts[:count]) for count in range(3, len(parts) + 1)] if not path.endswith(".py") else []
    return names + [path] + ([parts[-1]] if "." in parts[-1] else [])


def _imported(text: str) -> set[str]:
    """Every name in an import statement, in its parts."""
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:
        return set()
    names: set[str] = set()
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names.update(part for alias in node.names for part in alias.name.split("."))
        if isinstance(node, ast.ImportFrom) and node.module:
            names.update(node.module.split("."))
    return names


# Swift.

_DECLARATION = re.compile(
    r"(?P<brace>[{}])|(?P<entry>@main\b|@c\b|@_cdecl\b)|\bextension\s+(?P<extended>[^\s:{]+)(?P<head>[^{]*)"
    r"|\b(?:struct|class|enum|protocol|actor|typealias|func|let|var|case|macro)\s+`?(?P<name>\w+|[^\w\s(]+)"
    r"|\b(?P<unnameable>init|subscript)\b")
_KEYWORDS = {"func", "let", "var", "class"}


def _unused_swift(repository: Repository) -> Iterator[Finding]:
    files_with = Counter(
        word for path in repository.swift for word in set(re.findall(r"\w+", repository.code(path))))
    for path in repository.swift:
        names = _declared(repository.code(path)) if path.startswith("Sources/") else None
        if names and all(files_with[name] <= 1 for name in names):
            listed = ", ".join(sorted(names))
            yield Finding(path, 1, f"no other file names what this one declares ({listed}); use it or remove it")


def _declared(code: str) -> set[str] | None:
    """The names by which other files could use this one; None if they could without naming anything.

    Those are the declarations outside all braces, and the members of extensions there. An entry point, an extension
    that adds a conformance, an initialiser, a subscript or an operator is used without a name that could be sought.
    """
    names: set[str] = set()
    depth, open_at = 0, 0
    for found in _DECLARATION.finditer(code):
        if found["brace"]:
            depth += 1 if found["brace"] == "{" else -1
            open_at = min(open_at, depth)
        elif found["entry"]:
            return None
        elif depth > open_at:
            continue
        elif found["extended"]:
            if ":" in found["head"].split("where")[0]:
                return None
            open_at = depth + 1
        elif found["unnameable"] or not found["name"][0].isidentifier():
            return None
        elif found["name"] not in _KEYWORDS:
            names.add(found["name"])
    return names
