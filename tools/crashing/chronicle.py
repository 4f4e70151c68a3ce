"""What a log must hold, told only by what was offered to it and what it acknowledged."""

import hashlib
from collections.abc import Sequence
from typing import BinaryIO

from .paidan import Broken

_PIECE = 1 << 20


class Chronicle:
    """Everything that the log was seen to hold, as a digest, and how many records that is."""

    def __init__(self) -> None:
        self.records = 0
        self.byte_count = 0
        self._digest = hashlib.sha256()

    def acknowledged(self, told: bytes) -> int:
        """How many records `told`, which a writer that began at the end wrote, acknowledges: next to next, once.

        A number cut off before its newline was not told.
        """
        numbers = told.split(b"\n")[:-1]
        for count, number in enumerate(numbers, 1):
            if number != b"%d" % (self.records + count):
                raise Broken(f"acknowledged {number!r} where {self.records + count} comes next")
        return len(numbers)

    def extend(self, found: BinaryIO, offered: Sequence[bytes], acknowledged: int) -> int:
        """Compares all of the log, as its records one a line, with what it must hold by now.

        That is what it held before and then a beginning of `offered`, at least the `acknowledged` ones.
        - Returns: how many of the offered lines it holds.
        """
        self._compare_known(found)
        rest = found.read()
        lines = rest.split(b"\n")
        if lines.pop() != b"":
            raise Broken(f"the last record is cut off: {rest[-60:]!r}")
        if len(lines) > len(offered):
            raise Broken(f"{len(lines)} new records, of {len(offered)} that were offered")
        for index, (line, expected) in enumerate(zip(lines, offered)):
            if line != expected:
                raise Broken(f"record {self.records + index + 1} is {line[:60]!r}, offered was {expected[:60]!r}")
        if len(lines) < acknowledged:
            last = self.records + acknowledged
            raise Broken(f"record {last} was acknowledged, the log ends with {self.records + len(lines)}")
        self._digest.update(rest)
        self.byte_count += len(rest)
        self.records += len(lines)
        return len(lines)

    def compare(self, found: BinaryIO) -> None:
        """What a reader was given must be all of it, and nothing else."""
        self._compare_known(found)
        if more := found.read(60):
            raise Broken(f"after all {self.records} records there is {more!r}")

    def _compare_known(self, found: BinaryIO) -> None:
        digest, left = hashlib.sha256(), self.byte_count
        while left and (piece := found.read(min(left, _PIECE))):
            digest.update(piece)
            left -= len(piece)
        if left:
            raise Broken(f"{left} bytes are missing of the {self.records} records that the log held before")
        if digest.digest() != self._digest.digest():
            raise Broken(f"the {self.records} records that the log held before have changed")
