"""A copy of the work tree to break, with a build folder of its own that is kept."""

import os
import subprocess
from pathlib import Path

# What a mutant leaves unused may be left unused.
_WARNINGS = b"        .treatAllWarnings(as: .error),\n"


class Tree:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.copy = root / ".build-mutants" / "tree"

    def refresh(self) -> None:
        """Makes the copy equal; files that are equal already are not touched, so that little is built anew."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=self.root,
            capture_output=True, check=True)
        names = {os.fsdecode(name) for name in listed.stdout.split(b"\0") if name}
        names |= {"Package.resolved"}
        for name in sorted(names):
            source, target = self.root / name, self.copy / name
            if not source.is_file():
                continue
            content = source.read_bytes()
            if name == "Package.swift":
                content = content.replace(_WARNINGS, b"")
            if not (target.is_file() and target.read_bytes() == content):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                target.chmod(source.stat().st_mode)
        for folder in ("Sources", "Tests", "schemas"):
            for path in (self.copy / folder).rglob("*"):
                name = str(path.relative_to(self.copy))
                if path.is_file() and not (name in names and (self.root / name).is_file()):
                    path.unlink()
