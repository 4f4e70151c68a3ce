"""`tools/fuzz reader` and `tools/fuzz recovery`: libFuzzer and the address sanitizer around HostileBytes.

The package manager builds the library with coverage. It does not link the fuzzer: it renames an executable's `main`,
and libFuzzer brings its own. So the compiler links the objects, with a harness of a few lines.
"""

import argparse
import os
import subprocess
from pathlib import Path

# Past this an input is not made longer: a recipe of this size is a log of some dozen forged frames.
INPUT_BYTES_MAX = 4096
# An input that takes longer, or more memory, is a finding. Frames of 32 MiB are legal, and several are held at once.
INPUT_SECONDS_MAX = 20
MEMORY_MEBIBYTES_MAX = 2048
ALLOCATION_MEBIBYTES_MAX = 256


def run(name: str, arguments: list[str], root: Path) -> int:
    parser = argparse.ArgumentParser(
        prog=f"tools/fuzz {name}",
        description="Makes recipes for hostile bytes and tries them, guided by coverage, under the address sanitizer. "
        "New recipes that reach new code are kept in .build-fuzz; it begins with those in "
        "Tests/HostileBytesTests/Corpus.")
    parser.add_argument("--seconds", type=int, default=60, metavar="N", help="how long (default 60)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="libFuzzer's seed; 0 for any")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try one recipe")
    parser.add_argument(
        "--keep", action="store_true", help="add to the committed corpus what reaches code that it does not")
    options = parser.parse_args(arguments)

    build = root / ".build-fuzz"
    binary = linked(name, root, build)
    committed = root / "Tests" / "HostileBytesTests" / "Corpus" / name
    found = build / f"corpus-{name}"
    for folder in (committed, found):
        folder.mkdir(parents=True, exist_ok=True)
    limits = [
        f"-max_len={INPUT_BYTES_MAX}", f"-timeout={INPUT_SECONDS_MAX}", f"-rss_limit_mb={MEMORY_MEBIBYTES_MAX}",
        f"-malloc_limit_mb={ALLOCATION_MEBIBYTES_MAX}", f"-artifact_prefix={build}/{name}-"]
    if options.replay:
        work = [str(options.replay)]
    elif options.keep:
        work = ["-merge=1", str(committed), str(found)]
    else:
        # A recipe means something at any length.
        work = ["-len_control=0", f"-max_total_time={options.seconds}", f"-seed={options.seed}", "-print_final_stats=1",
                str(found), str(committed)]
    status = subprocess.run([str(binary), *limits, *work], env=environment()).returncode
    if status != 0:
        print(f"\nA promise was broken. See it again with: tools/fuzz {name} --replay FILE, the file named above")
    return 1 if status else 0


def environment() -> dict[str, str]:
    """What fits here: the runtime's own crash reports come between the trap and libFuzzer, templates live for ever, and
    the windows of segment readers are so many that memory had better be used again soon."""
    sanitizer = "detect_leaks=0:quarantine_size_mb=8:malloc_context_size=6:allocator_release_to_os_interval_ms=-1"
    return os.environ | {"SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": sanitizer}


def linked(name: str, root: Path, build: Path) -> Path:
    """The fuzzer `name`, built."""
    checked([
        "swift", "build", "-c", "release", "--sanitize=address", "-Xswiftc", "-sanitize=fuzzer",
        "--scratch-path", str(build), "--target", "HostileBytes"], root)
    objects = [str(path) for path in sorted((build / "release").glob("*.build/**/*.o")) if is_linked(path)]
    binary = build / name
    checked([
        "swiftc", "-O", "-parse-as-library", "-sanitize=fuzzer,address", "-use-ld=lld",
        str(root / "tools" / "fuzzing" / "harness" / f"{name}.swift"), *objects, "-llz4", "-o", str(binary)], root)
    return binary


def is_linked(path: Path) -> bool:
    """Whether an object belongs in the fuzzer: not what runs while building."""
    return not any(part.endswith("-tool.build") for part in path.parts)


def checked(command: list[str], root: Path) -> None:
    done = subprocess.run(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{done.stdout}\n{command[0]} exited with {done.returncode}")
