"""A writer that is fed, listened to, and killed."""

import os
import random
import subprocess
import threading
import time
from dataclasses import dataclass
from fcntl import F_SETPIPE_SZ, fcntl
from pathlib import Path

from .paidan import SECONDS_MAX, Broken, Paidan


@dataclass(frozen=True)
class Plan:
    """How one writer lives and dies."""

    lines: list[bytes]
    segment_bytes: int
    # Bytes written to its standard input at once, and the pause after each.
    gulp: int
    pause: float
    # Killed so long after its start, or when it has acknowledged so many.
    seconds: float | None = None
    acknowledged: int | None = None

    @property
    def arguments(self) -> list[str]:
        """What it is started with, before the log's directory; without lines it seals what is there."""
        return ["append", "--ack", "--segment-bytes", str(self.segment_bytes)] if self.lines else ["seal"]

    @staticmethod
    def drawn(draw: random.Random, number: int) -> "Plan":
        segment_bytes = 4096 * draw.choice([4, 5, 8, 16, 64])
        if draw.random() < 0.1:
            return Plan([], segment_bytes, 1, 0, seconds=draw.uniform(0, 0.2))
        # Whatever waits in the pipe is one append, and it has to fit into a segment.
        gulp = draw.choice([64, 1000, 4096])
        pause = draw.choice([0, 0, 0.001, 0.01])
        filler = bytes(draw.randrange(33, 127) for _ in range(4000))
        count, sizes = draw.choice([(50, (1, 30)), (500, (20, 200)), (5000, (1, 30)), (200, (0, 4000))])
        lines = [b"%d-%d " % (number, index) + filler[:draw.randint(*sizes)] for index in range(count)]
        kind = draw.random()
        if kind < 0.25:  # While it opens the log.
            return Plan(lines, segment_bytes, gulp, pause, seconds=draw.uniform(0, 0.05))
        if kind < 0.55:
            return Plan(lines, segment_bytes, gulp, pause, seconds=draw.uniform(0.05, 0.6))
        if kind < 0.9:  # Right behind an acknowledgement.
            return Plan(lines, segment_bytes, gulp, pause, acknowledged=draw.randint(1, count))
        # While it closes the log.
        return Plan(lines, segment_bytes, gulp, 0, acknowledged=count)


class Victim:
    """A running `paidan log append --ack` or `seal`."""

    def __init__(self, paidan: Paidan, log: Path, plan: Plan) -> None:
        self.plan = plan
        self._told = bytearray()
        self._count = 0
        self._changed = threading.Condition()
        self._is_over = False
        self.process = subprocess.Popen(
            paidan.command(*plan.arguments, log), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, bufsize=0)
        fcntl(self.process.stdin, F_SETPIPE_SZ, 4096)
        self._threads = [threading.Thread(target=body) for body in (self._feed, self._listen, self._overhear)]
        # All of its standard error, when it has ended.
        self.said = b""
        for thread in self._threads:
            thread.start()

    def end(self) -> bytes:
        """Kills it when its plan says so, and gives all that it acknowledged."""
        try:
            if self.plan.seconds is not None:
                self._wait(lambda: False, self.plan.seconds)
            elif not self._wait(lambda: self._count >= self.plan.acknowledged, SECONDS_MAX):
                raise Broken(f"{self._count} of {len(self.plan.lines)} lines acknowledged, and no more come")
        finally:
            self._bury()
        if self.process.returncode not in (0, -9):
            raise Broken(f"the writer exited with {self.process.returncode} before it was killed: {self._words}")
        return self._acknowledged()

    def finish(self, status: int = 0) -> bytes:
        """Lets it come to its own end, which must be `status`, and gives all that it acknowledged."""
        try:
            if not self._wait(lambda: False, SECONDS_MAX):
                raise Broken(f"the writer did not end within {SECONDS_MAX} s")
            self.process.wait()
        finally:
            self._bury()
        if self.process.returncode != status:
            raise Broken(f"the writer exited with {self.process.returncode} instead of {status}: {self._words}")
        return self._acknowledged()

    def _bury(self) -> None:
        self.process.kill()
        self.process.wait()
        for thread in self._threads:
            thread.join()

    @property
    def _words(self) -> str:
        return self.said.decode(errors="replace").strip()

    @property
    def was_killed(self) -> bool:
        """Whether it was still there to be killed."""
        return self.process.returncode == -9

    def _wait(self, condition, seconds: float) -> bool:
        """Until `condition` holds, the writer has ended, or the time is up."""
        with self._changed:
            return self._changed.wait_for(lambda: condition() or self._is_over, seconds)

    def _feed(self) -> None:
        text = b"".join(line + b"\n" for line in self.plan.lines)
        with self.process.stdin as pipe:
            try:
                for start in range(0, len(text), self.plan.gulp):
                    piece = text[start : start + self.plan.gulp]
                    while piece:
                        piece = piece[pipe.write(piece) :]
                    if self.plan.pause:
                        time.sleep(self.plan.pause)
            except BrokenPipeError:
                return  # It is dead.

    def _acknowledged(self) -> bytes:
        # `seal` acknowledges nothing; it says what it did.
        return bytes(self._told) if self.plan.lines else b""

    def _listen(self) -> None:
        with self.process.stdout as pipe:
            while piece := os.read(pipe.fileno(), 1 << 16):
                with self._changed:
                    self._told += piece
                    self._count += piece.count(b"\n")
                    self._changed.notify()
        with self._changed:
            self._is_over = True
            self._changed.notify()

    def _overhear(self) -> None:
        with self.process.stderr as pipe:
            self.said = pipe.read()
