"""How long files, functions and lines may be."""

import ast
import re
from collections.abc import Iterator
from statistics import median

from .finding import Finding
from .repository import Repository, line_of

FILE_LINES_MAX = 500
SCRIPT_LINES_MAX = 50
FUNCTION_LINES_MAX = 60
COLUMNS_MAX = 120

_LIMITS = {
    "swift": (FILE_LINES_MAX, "divide it"),
    "c": (FILE_LINES_MAX, "divide it"),
    "python": (FILE_LINES_MAX, "divide it"),
    "bash": (SCRIPT_LINES_MAX, "make it Python or Swift with tests"),
}

_FUNCTION = re.compile(r"\b(?:func\s+(?P<name>[^\s(<]+)|(?P<keyword>init|deinit|subscript)\b(?=\s*[?!]?\s*[(<{]))")
_BEFORE_BODY = re.compile(r"[(){\[\]}\n]")
# After a line break outside parentheses, a signature goes on only with one of these.
_GOES_ON = re.compile(r"\s*(?:\{|where\b|->|throws\b|rethrows\b|async\b)")


def check(repository: Repository) -> Iterator[Finding]:
    for path in repository.paths:
        language = repository.language(path)
        if language not in _LIMITS:
            continue
        text = repository.text(path)
        lines = text.splitlines()
        limit, advice = _LIMITS[language]
        if len(lines) > limit:
            yield Finding(path, limit + 1, f"{len(lines)} lines are more than {limit}; {advice}")
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS_MAX:
                yield Finding(path, number, f"{len(line)} columns are more than {COLUMNS_MAX}; break the line")
        if language == "swift":
            yield from _long_functions(path, lines, _swift_functions(repository.code(path)))
        elif language == "python":
            yield from _long_functions(path, lines, _python_functions(text))


def _long_functions(path: str, lines: list[str], functions: list[tuple[str, int, int]]) -> Iterator[Finding]:
    for name, first, last in functions:
        count = last - first + 1
        around = lines[max(0, first - 4) : first + 3]
        if count > FUNCTION_LINES_MAX and not any(re.search(r"(//|#) reason:", line) for line in around):
            advice = "divide it or say why in a '// reason:' line"
            yield Finding(path, first, f"{name} has {count} lines, over {FUNCTION_LINES_MAX}; {advice}", warning=True)


def _python_functions(text: str) -> list[tuple[str, int, int]]:
    try:
        nodes = list(ast.walk(ast.parse(text)))
    except SyntaxError:
        return []
    return [
        (node.name, node.lineno, node.end_lineno or node.lineno)
        for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def _swift_functions(code: str) -> list[tuple[str, int, int]]:
    """Name, first and last line of every function with a body, by counting braces in blanked code."""
    found = []
    for declaration in _FUNCTION.finditer(code):
        body = _body_start(code, declaration.end())
        if body is not None:
            end = _closing_brace(code, body)
            name = declaration["name"] or declaration["keyword"]
            found.append((name, line_of(code, declaration.start()), line_of(code, end)))
    return found


def _body_start(code: str, position: int) -> int | None:
    """Where the body's brace opens; None for a requirement of a protocol, or a call of an initialiser."""
    depth = 0
    while token := _BEFORE_BODY.search(code, position):
        text, position = token.group(), token.end()
        if text == "{" and depth == 0:
            return token.start()
        if text in "([{":
            depth += 1
        elif text in ")]}":
            depth -= 1
            if depth < 0:
                return None
        elif depth == 0 and not _GOES_ON.match(code, position):
            return None
    return None


def _closing_brace(code: str, opening: int) -> int:
    depth = 0
    for brace in re.finditer(r"[{}]", code[opening:]):
        depth += 1 if brace.group() == "{" else -1
        if depth == 0:
            return opening + brace.start()
    return len(code)


def median_lines(repository: Repository) -> tuple[int, int]:
    """How many Swift files there are, and the lines of the median one."""
    counts = [repository.text(path).count("\n") for path in repository.swift]
    return len(counts), round(median(counts)) if counts else 0
