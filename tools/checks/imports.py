"""The import graph: imports are declared, what is declared is imported, no wall is crossed."""

import re
from collections.abc import Iterator

from . import package
from .architecture import ADAPTERS, EXECUTABLE, TOOLCHAIN, WALLS, Wall
from .finding import Finding
from .package import Target
from .repository import Repository, line_of

_IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|fileprivate|private)[ \t]+)?"
    r"import[ \t]+(?:(?:struct|class|enum|protocol|typealias|func|let|var)[ \t]+)?(\w+)",
    re.MULTILINE,
)


def check(repository: Repository) -> Iterator[Finding]:
    yield from findings(repository, package.targets(repository))


def findings(repository: Repository, targets: dict[str, Target]) -> Iterator[Finding]:
    manifest = repository.text("Package.swift")
    homeless = set(repository.swift)
    for target in targets.values():
        files = [path for path in repository.swift if path.startswith(target.path + "/")]
        homeless.difference_update(files)
        imported: set[str] = set()
        for path in files:
            code = repository.code(path)
            for found in _IMPORT.finditer(code):
                imported.add(found[1])
                if complaint := _complaint(found[1], target, targets):
                    yield Finding(path, line_of(code, found.start(1)), complaint)
        if files:
            yield from _unused(target, imported, targets, manifest)
    for path in sorted(homeless):
        yield Finding(path, 1, "no target of Package.swift holds this file; move it into one")
    for wall in WALLS:
        yield from _crossings(wall, targets, manifest)


def _complaint(module: str, target: Target, targets: dict[str, Target]) -> str | None:
    """What is wrong with `target` importing `module`."""
    if module in targets and targets[module].kind == EXECUTABLE:
        return f"imports the executable {module}; move what is needed into a library"
    if module in target.targets | target.products:
        return None
    if module in targets or any(module in other.products for other in targets.values()):
        return f"imports {module}, which is no dependency of {target.name}; declare it in Package.swift or do without"
    if module not in TOOLCHAIN:
        return f"imports {module}, which neither Package.swift nor TOOLCHAIN in tools/checks/architecture.py knows"
    rule = TOOLCHAIN[module]
    kind = EXECUTABLE if target.name in ADAPTERS else target.kind
    if kind in rule.kinds or target.name in rule.targets:
        return None
    return f"{target.name} may not import {module}: it {rule.reason}"


def _unused(target: Target, imported: set[str], targets: dict[str, Target], manifest: str) -> Iterator[Finding]:
    for name in sorted((target.targets | target.products) - imported):
        # A test that runs an executable depends on it to have it built.
        if not (name in targets and targets[name].kind == EXECUTABLE):
            message = f"{target.name} declares {name} and no file of it imports {name}; remove the dependency"
            yield Finding("Package.swift", _line_of_target(target.name, manifest), message)


def _crossings(wall: Wall, targets: dict[str, Target], manifest: str) -> Iterator[Finding]:
    for name in sorted(wall.inside & targets.keys()):
        for other in sorted(package.reached(targets, name) & wall.outside):
            message = f"{name} reaches {other}, and must not: {wall.reason}"
            yield Finding("Package.swift", _line_of_target(name, manifest), message)


def _line_of_target(name: str, manifest: str) -> int:
    found = re.search(rf'arget\(\s*name: "{re.escape(name)}"', manifest)
    return line_of(manifest, found.start()) if found else 1
