"""A copy of the work tree to break, with a build folder of its own that is kept."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from .watcher import BUILT_TARGETS

# What a mutant leaves unused may be left unused.
_WARNINGS = b"        .treatAllWarnings(as: .error),\n"
# A mutant that makes something wait for ever is noticed by that.
SECONDS_MAX = 900
# The first build compiles all that the log depends on: a quarter of an hour on two busy cores, and nothing is noticed
# by a build.
BUILD_SECONDS_MAX = 3600


def pruning() -> bytes:
    """What makes a package description that of the watchers alone, so that a mutant builds and links little else."""
    watching = ", ".join(f'"{name}"' for name in BUILT_TARGETS)
    return f"""
var watching: Set = [{watching}]
// A target is written below what it depends on.
for target in package.targets.reversed() where watching.contains(target.name) {{
    for case .byNameItem(let name, _) in target.dependencies {{ watching.insert(name) }}
}}
package.targets.removeAll {{ !watching.contains($0.name) }}
package.products = [.executable(name: "log-fuzz", targets: ["LogFuzz"])]
""".encode()


class Tree:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.copy = root / ".build-mutants" / "tree"

    def run(self, command: Sequence[str], seconds_max: int = SECONDS_MAX) -> tuple[int, str]:
        """Runs a command in the copy: its exit status and what it said."""
        try:
            done = subprocess.run(
                command, cwd=self.copy, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                text=True, errors="replace", timeout=seconds_max, env=os.environ | {"NO_COLOR": "1"})
        except subprocess.TimeoutExpired:
            return 124, f"it did not end within {seconds_max} s"
        return done.returncode, done.stdout

    def refresh(self) -> None:
        """Makes the copy equal; files that are equal already are not touched, so that little is built anew."""
        names = self._names()
        for name in sorted(names):
            self._take(name)
        for folder in ("Sources", "Tests", "schemas"):
            for path in (self.copy / folder).rglob("*"):
                if path.is_file() and str(path.relative_to(self.copy)) not in names:
                    path.unlink()
        packages = self.root / ".build" / "repositories"
        if packages.is_dir() and not (self.copy / ".build" / "repositories").exists():
            shutil.copytree(packages, self.copy / ".build" / "repositories", symlinks=True)

    def _names(self) -> set[str]:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=self.root,
            capture_output=True, check=True)
        names = {os.fsdecode(name) for name in listed.stdout.split(b"\0") if name} | {"Package.resolved"}
        return {name for name in names if (self.root / name).is_file()}

    def _take(self, name: str) -> None:
        source, target = self.root / name, self.copy / name
        content = source.read_bytes()
        if name == "Package.swift":
            content = content.replace(_WARNINGS, b"") + pruning()
        if target.is_file() and target.read_bytes() == content:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        target.chmod(source.stat().st_mode)
