"""A log on a small tmpfs that fills up."""

import os
import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .chronicle import Chronicle
from .kills import check
from .paidan import Broken, Paidan
from .victim import Plan, Victim

_DISK_BYTES = 2 << 20
_BALLAST_BYTES = 512 << 10
_SEGMENT_BYTES = 64 << 10
_IO_REFUSED = 3


def run(paidan: Paidan, folder: Path, seed: int) -> str:
    if os.geteuid() != 0:
        return "skipped: only root may mount a tmpfs"
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={_DISK_BYTES}", "paidan-crash", str(disk)], capture_output=True)
    if mounted.returncode != 0:
        return f"skipped: {mounted.stderr.decode().strip()}"
    try:
        return fill(paidan, disk, random.Random(seed))
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def fill(paidan: Paidan, disk: Path, draw: random.Random) -> str:
    log, ballast = disk / "log", disk / "ballast"
    ballast.write_bytes(bytes(_BALLAST_BYTES))
    chronicle = Chronicle()
    # Two writers: one that comes to the end of the space, one that begins there.
    first = append_until_refused(paidan, log, chronicle, draw)
    append_until_refused(paidan, log, chronicle, draw)
    with no_room_at_all(disk):
        paidan.run("append", disk / "new", status=_IO_REFUSED)
        append_until_refused(paidan, log, chronicle, draw)
    ballast.unlink()
    plan = lines(draw, 20)
    told = chronicle.acknowledged(Victim(paidan, log, plan).finish())
    if told != len(plan.lines):
        raise Broken(f"with space again, {told} of {len(plan.lines)} records were acknowledged")
    check(paidan, log, chronicle, plan, told)
    return (
        f"on {_DISK_BYTES >> 20} MiB, no space after {first} records, said so and exited with {_IO_REFUSED}; "
        f"all were readable, and with space again it went on to record {chronicle.records}")


def append_until_refused(paidan: Paidan, log: Path, chronicle: Chronicle, draw: random.Random) -> int:
    """More than the disk can hold. Gives how many records were acknowledged."""
    plan = lines(draw, _DISK_BYTES // 500)
    victim = Victim(paidan, log, plan)
    told = chronicle.acknowledged(victim.finish(status=_IO_REFUSED))
    if b"no space" not in victim.said:
        raise Broken(f"the writer does not say that there is no space, but: {victim.said.decode()}")
    check(paidan, log, chronicle, plan, told)
    return told


@contextmanager
def no_room_at_all(disk: Path) -> Iterator[None]:
    """Takes every free page of the disk."""
    plug = disk / "plug"
    with open(plug, "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass
    try:
        yield
    finally:
        plug.unlink()


def lines(draw: random.Random, count: int) -> Plan:
    """Lines that do not compress."""
    return Plan([draw.randbytes(500).hex().encode() for _ in range(count)], _SEGMENT_BYTES, gulp=4096, pause=0)
