"""Tests/Requirements.md names tests that exist."""

import re
from collections.abc import Iterator

from .finding import Finding
from .repository import Repository

TABLE = "Tests/Requirements.md"
_ROW = re.compile(r"^\| ([A-Z]{2}-\d+) \| .+? \| `([^`]+)` (.+) \|$")
_TITLE = re.compile(r'@(?:Test|Suite)\(\s*"((?:[^"\\]|\\.)*)"')


def check(repository: Repository) -> Iterator[Finding]:
    if TABLE not in repository.paths:
        return
    rows = [(number, line) for number, line in enumerate(repository.text(TABLE).splitlines(), 1)
            if line.startswith("| ") and not line.startswith("| number ")]
    for number, line in rows:
        row = _ROW.match(line)
        if row is None:
            yield Finding(TABLE, number, "is no row: | NUMBER | what | `Target/File` title of the test |")
            continue
        path, title = f"Tests/{row[2]}.swift", row[3]
        if path not in repository.paths:
            yield Finding(TABLE, number, f"names a test in {path}, which is not there")
        elif title not in _TITLE.findall(repository.text(path)):
            yield Finding(TABLE, number, f"names a test that {path} does not have: {title}")
