"""`tools/fuzz reader` and `tools/fuzz recovery`: libFuzzer and the address sanitizer around HostileBytes."""

import argparse
import os
import subprocess
from pathlib import Path

from .linking import ENTRIES, linked

# Past this an input is not made longer: a recipe of this size is a log of some dozen forged frames.
INPUT_BYTES_MAX = 4096
# An input that takes longer, or more memory, is a finding. Frames of 32 MiB are legal, and several are held at once.
INPUT_SECONDS_MAX = 20
MEMORY_MEBIBYTES_MAX = 2048
ALLOCATION_MEBIBYTES_MAX = 256


def main(arguments: list[str], root: Path) -> int:
    options = parsed(arguments)
    build = root / ".build-fuzz"
    fuzzer = linked(options.name, root, build)
    committed = root / "Tests" / "HostileBytesTests" / "Corpus" / options.name
    found = build / f"corpus-{options.name}"
    for folder in (committed, found):
        folder.mkdir(parents=True, exist_ok=True)
    command = [str(fuzzer), f"-artifact_prefix={build}/{options.name}-", *limits(), *work(options, committed, found)]
    if subprocess.run(command, env=environment()).returncode == 0:
        return 0
    print(f"\nA promise was broken. See it again: tools/fuzz {options.name} --replay FILE, with the file named above")
    return 1


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="tools/fuzz",
        description="Makes recipes for hostile bytes and tries them, guided by coverage, under the address sanitizer: "
        "as structures and segments that are read (reader), or as whole logs that are read and opened for writing "
        "(recovery). It begins with the recipes in Tests/HostileBytesTests/Corpus; those that reach new code are "
        "added to .build-fuzz, and one that breaks a promise is saved there and named.")
    parser.add_argument("name", choices=sorted(ENTRIES))
    parser.add_argument("--seconds", type=int, default=60, metavar="N", help="how long (default 60)")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="libFuzzer's seed; 0 for any")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try one recipe")
    parser.add_argument(
        "--keep", action="store_true", help="add to the committed corpus what reaches code that it does not")
    return parser.parse_args(arguments)


def limits() -> list[str]:
    return [
        f"-max_len={INPUT_BYTES_MAX}", f"-timeout={INPUT_SECONDS_MAX}", f"-rss_limit_mb={MEMORY_MEBIBYTES_MAX}",
        f"-malloc_limit_mb={ALLOCATION_MEBIBYTES_MAX}"]


def work(options: argparse.Namespace, committed: Path, found: Path) -> list[str]:
    """What libFuzzer is to do."""
    if options.replay:
        return [str(options.replay)]
    if options.keep:
        # As few recipes as reach each edge once.
        return ["-set_cover_merge=1", "-use_counters=0", str(committed), str(found)]
    # A recipe means something at any length.
    return [
        "-len_control=0", f"-max_total_time={options.seconds}", f"-seed={options.seed}", "-print_final_stats=1",
        str(found), str(committed)]


def environment() -> dict[str, str]:
    """What fits here: the runtime's own crash reports come between the trap and libFuzzer, templates live for ever, and
    the windows of segment readers are so many that memory had better be used again soon."""
    sanitizer = "detect_leaks=0:quarantine_size_mb=8:malloc_context_size=6:allocator_release_to_os_interval_ms=-1"
    return os.environ | {"SWIFT_BACKTRACE": "enable=no", "ASAN_OPTIONS": sanitizer}
