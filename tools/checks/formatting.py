"""Swift is formatted as .swift-format says; scripts parse."""

import ast
import re
import subprocess
from collections.abc import Iterator

from .finding import Finding
from .repository import Repository

_LINT = re.compile(r"(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?:error|warning): (?P<message>\[(?P<rule>\w+)\].*)")
# What the formatter puts right by itself, and says of every line; the first one in a file will do.
_WHITE_SPACE = {"AddLines", "Indentation", "RemoveLine", "Spacing", "SpacingCharacter", "TrailingWhitespace"}


def check(repository: Repository) -> Iterator[Finding]:
    yield from _swift(repository)
    for path in repository.paths:
        language = repository.language(path)
        if language == "python":
            yield from _python(path, repository.text(path))
        elif language == "bash":
            yield from _bash(path, repository.text(path))


def _swift(repository: Repository) -> Iterator[Finding]:
    files = [path for path in repository.paths if repository.language(path) == "swift"]
    if not files:
        return
    command = ["swift", "format", "lint", "--strict", "--parallel", "--configuration", ".swift-format", *files]
    lint = subprocess.run(command, cwd=repository.root, capture_output=True, text=True)
    findings = list(_LINT.finditer(lint.stderr))
    unformatted: set[str] = set()
    for found in findings:
        path = found["path"]
        if found["rule"] == "LineLength" or path in unformatted and found["rule"] in _WHITE_SPACE:
            continue  # The lengths of lines are another check's, for every language.
        if found["rule"] in _WHITE_SPACE:
            unformatted.add(path)
        yield Finding(path, int(found["line"]), f"{found['message']}; try: swift format -i '{path}'")
    if lint.returncode != 0 and not findings:
        reason = (lint.stderr.strip().splitlines() or ["no reason given"])[0]
        yield Finding(".swift-format", 1, f"swift format lint failed: {reason}")


def _python(path: str, text: str) -> Iterator[Finding]:
    try:
        ast.parse(text, path)
    except SyntaxError as error:
        yield Finding(path, error.lineno or 1, f"is not Python: {error.msg}")


def _bash(path: str, text: str) -> Iterator[Finding]:
    parsed = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True)
    if parsed.returncode != 0:
        yield Finding(path, 1, f"is not bash: {parsed.stderr.strip().splitlines()[0]}")
