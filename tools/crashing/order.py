"""Shows from a trace of system calls that whatever is acknowledged was synced before."""

import os
import struct
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fcntl import F_SETPIPE_SZ, fcntl
from pathlib import Path

from .paidan import SECONDS_MAX, Broken, Paidan
from .trace import Event, events

SLOW_LINES = 50
BURSTS = [2, 10, 100, 1000] * 10

_FRAME_HEADER_BYTES = 96
_FRAME_ALIGNMENT = 8
_SEGMENT_BYTES = 64 << 10


@dataclass(frozen=True)
class Frame:
    """What schemas/log says of a frame's head, as far as it matters here."""

    first: int
    count: int


def frames(data: bytes) -> Iterator[Frame]:
    """The frames of records in what was written at once; nothing if it is something else."""
    offset = 0
    while data[offset : offset + 4] == b"PFR1":
        stored, count, first = struct.unpack_from("<12xI4xIQ", data, offset)
        if count:
            yield Frame(first, count)
        offset += _FRAME_HEADER_BYTES + -(-stored // _FRAME_ALIGNMENT) * _FRAME_ALIGNMENT


class Order:
    """Follows a trace; `note` raises at the first acknowledgement that came too early.

    A frame is durable when a sync of its file that began after the frame was written has ended well, and when
    after the making of the file a sync of its directory has.
    """

    def __init__(self) -> None:
        self.acknowledged = 0
        self.writes = 0
        self.syncs = 0
        # The segment that holds a record.
        self._durable: dict[int, str] = {}
        self._written: dict[str, list[Frame]] = defaultdict(list)
        self._nameless: set[str] = set()
        # What a sync that has begun will have made durable, by thread.
        self._syncing: dict[int, list[Frame] | set[str]] = {}
        self._told = b""

    def note(self, event: Event) -> None:
        is_segment = event.path.endswith(".segment")
        match event.name, event.is_end:
            case "openat", True if is_segment and event.creates and event.result >= 0:
                self._nameless.add(event.path)
            case "pwrite64", True if is_segment and event.result == len(event.data):
                self._written[event.path] += frames(event.data)
            case "fdatasync" | "fsync", False:
                self._syncing[event.thread] = (
                    list(self._written[event.path]) if is_segment
                    else {path for path in self._nameless if os.path.dirname(path) == event.path})
            case "fdatasync" | "fsync", True:
                covered = self._syncing.pop(event.thread)
                if event.result == 0:
                    self._cover(event.path, covered)
            case "write", False if event.descriptor == 1:
                self._check(self._told + event.data)
            case "write", True if event.descriptor == 1:
                self._told += event.data[: max(0, event.result)]
                self.acknowledged += self._told.count(b"\n")
                self.writes += 1
                self._told = self._told[self._told.rfind(b"\n") + 1 :]

    def _cover(self, path: str, covered: list[Frame] | set[str]) -> None:
        if isinstance(covered, set):
            self._nameless -= covered
            return
        for frame in covered:
            self._durable.update((frame.first + index, path) for index in range(frame.count))
            self._written[path].remove(frame)
        self.syncs += bool(covered)

    def _check(self, told: bytes) -> None:
        for number in told.split(b"\n")[:-1]:
            segment = self._durable.get(int(number))
            if segment is None:
                raise Broken(f"record {int(number)} was acknowledged before a sync of its frame had ended")
            if segment in self._nameless:
                raise Broken(
                    f"record {int(number)} was acknowledged before the name of {os.path.basename(segment)} was synced")


def run(paidan: Paidan, folder: Path) -> str:
    may_trace = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True)
    if may_trace.returncode != 0:
        return f"skipped, for strace may not trace here: {may_trace.stderr.decode().strip().splitlines()[-1]}"
    paces = [[1] * SLOW_LINES, BURSTS]
    orders = [traced(paidan, folder / "log", folder / f"trace-{index}", pace) for index, pace in enumerate(paces)]
    slow, fast = orders
    return (
        f"{slow.acknowledged} records one by one and {fast.acknowledged} in {len(BURSTS)} bursts were acknowledged in "
        f"{slow.writes + fast.writes} writes, each behind the sync of its frame; {slow.syncs + fast.syncs} syncs")


def traced(paidan: Paidan, log: Path, trace: Path, pace: list[int]) -> Order:
    """Appends so many lines at once, waiting for their acknowledgement each time, and judges the trace."""
    tracer = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-o", str(trace)]
    calls = ["-e", "trace=openat,pwrite64,write,fdatasync,fsync", "-e", "signal=none"]
    command = tracer + calls + paidan.command("append", log, "--ack", "--segment-bytes", _SEGMENT_BYTES)
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        # Whatever waits in the pipe is one append, and it has to fit into a segment.
        fcntl(process.stdin, F_SETPIPE_SZ, 4096)
        number = 0
        for count in pace:
            process.stdin.write(b"".join(b"line %d\n" % (number + index) for index in range(count)))
            process.stdin.flush()
            number += count
            if not all(process.stdout.readline() for _ in range(count)):
                raise Broken(f"not all of the first {number} records were acknowledged")
        process.stdin.close()
        if (status := process.wait(SECONDS_MAX)) != 0:
            raise Broken(f"the traced writer exited with {status}")
    order = Order()
    with open(trace, encoding="ascii") as lines:
        for event in events(lines):
            order.note(event)
    if order.acknowledged != number:
        raise Broken(f"the trace shows {order.acknowledged} acknowledgements, {number} were read")
    return order
