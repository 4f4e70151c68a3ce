"""A fuzzer, built.

The package manager builds the library with coverage. It does not link the fuzzer: it renames an executable's `main`,
and libFuzzer brings its own. So the compiler links the objects, with a harness of a few lines.
"""

import subprocess
from pathlib import Path

# What each fuzzer tries its recipes with: Sources/HostileBytes/Entries.swift.
ENTRIES = {"reader": "paidan_hostile_read", "recovery": "paidan_hostile_recover"}


def linked(name: str, root: Path, build: Path) -> Path:
    run([
        "swift", "build", "-c", "release", "--sanitize=address", "-Xswiftc", "-sanitize=fuzzer",
        "--scratch-path", str(build), "--target", "HostileBytes"], root)
    fuzzer = build / name
    run([
        "swiftc", "-O", "-parse-as-library", "-sanitize=fuzzer,address", "-use-ld=lld",
        "-Xlinker", f"--defsym=paidan_hostile_try={ENTRIES[name]}", str(root / "tools" / "fuzzing" / "harness.swift"),
        *objects(build / "release"), "-llz4", "-o", str(fuzzer)], root)
    return fuzzer


def objects(folder: Path) -> list[str]:
    """The objects that were built, but for those of what runs while building."""
    paths = sorted(folder.glob("*.build/**/*.o"))
    return [str(path) for path in paths if not any(part.endswith("-tool.build") for part in path.parts)]


def run(command: list[str], root: Path) -> None:
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout}\n{command[0]} exited with {done.returncode}")
