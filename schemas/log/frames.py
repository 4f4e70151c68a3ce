"""Frames of a segment: their checks, their payloads, and the scan that tells a torn tail from corruption."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import lz4.block
from crc32c import crc32c
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from structures import CONTRACT, LAYOUTS, LIMITS, Cursor, Malformed, checksummed

KINDS, CODECS, CIPHERS = CONTRACT["kinds"], CONTRACT["codecs"], CONTRACT["ciphers"]
HEAD = LAYOUTS["frameHeader"].size
FIRST_FRAME = LAYOUTS["segmentHeader"].size
AUTHENTICATED = slice(*CONTRACT["structures"]["frameHeader"]["authenticated"])


@dataclass
class Frame:
    header: SimpleNamespace
    authenticated: bytes
    stored: bytes

    @property
    def end(self) -> int:
        return self.header.offset + frame_bytes(self.header)

    @property
    def next_sequence(self) -> int:
        return self.header.firstSequence + self.header.count

    def payload(self, keys: dict[int, bytes] | None) -> bytes:
        """The payload, decrypted and decompressed. `keys` is None in a log that is not encrypted."""
        header, data = self.header, self.stored
        if (keys is None) != (header.cipher == CIPHERS["none"]):
            raise Malformed("a frame is encrypted and the log is not, or the other way round")
        if keys is not None:
            if header.epoch not in keys:
                raise Malformed(f"encrypted with the data key of epoch {header.epoch}, which the keyring lacks")
            nonce = header.nonceStream.to_bytes(4, "little") + header.nonceCounter.to_bytes(8, "little")
            try:
                data = AESGCM(keys[header.epoch]).decrypt(nonce, data, self.authenticated)
            except InvalidTag:
                raise Malformed("the payload fails authentication: changed, or encrypted under another key") from None
        if header.codec == CODECS["lz4"]:
            try:
                data = lz4.block.decompress(data, uncompressed_size=header.rawBytes)
            except lz4.block.LZ4BlockError:
                raise Malformed("the payload does not decompress") from None
        if len(data) != header.rawBytes:
            raise Malformed("the payload does not have its stated size")
        return data


def frame_bytes(header: SimpleNamespace) -> int:
    """Header, stored payload and padding."""
    step = LIMITS["frameAlignment"]
    return HEAD + -(-header.storedBytes // step) * step


def frame_at(data: bytes, offset: int, log: bytes, segment: int) -> Frame:
    """The frame at `offset` of a segment file, if it is whole and was written for this place."""
    header = sound_header(data, offset)
    if (header.log, header.segment, header.offset) != (log, segment, offset):
        raise Malformed(
            f"it was written for log {header.log.hex()}, segment {header.segment}, offset {header.offset}")
    start, end = offset + HEAD, offset + frame_bytes(header)
    if end > len(data):
        raise Malformed("the file ends in the middle")
    stored = data[start:start + header.storedBytes]
    if crc32c(stored) != header.payloadChecksum:
        raise Malformed("the payload's checksum does not match")
    if any(data[start + header.storedBytes:end]):
        raise Malformed("the padding is not zero")
    return Frame(header, data[offset:start][AUTHENTICATED], stored)


def sound_header(data: bytes, offset: int) -> SimpleNamespace:
    header = checksummed("frameHeader", data[offset:offset + HEAD])
    check_fields(header)
    return header


def check_fields(header: SimpleNamespace) -> None:
    """The relations that hold in every frame that was ever written."""
    def require(holds: bool, what: str) -> None:
        if not holds:
            raise Malformed(f"an impossible {what}")

    require(header.kind in KINDS.values(), "kind of frame")
    require(header.codec in CODECS.values(), "codec")
    require(header.cipher in CIPHERS.values(), "cipher")
    require(header.flags >> len(CONTRACT["frameFlags"]) == 0, "flags")
    clear = header.storedBytes - (LIMITS["tagBytes"] if header.cipher else 0)
    require(header.rawBytes <= LIMITS["frameRawBytesMax"] and clear >= 0, "length")
    if header.codec == CODECS["none"]:
        require(clear == header.rawBytes, "length")
    else:
        require(clear < header.rawBytes <= clear * LIMITS["expansionMax"], "length")
    require((header.kind == KINDS["records"]) == (header.count > 0), "record count")
    require(header.count * LIMITS["recordBytesMin"] <= header.rawBytes, "record count")
    require(0 < header.firstSequence <= LIMITS["sequenceMax"] - header.count, "sequence number")
    require(header.offset % LIMITS["frameAlignment"] == 0, "offset")
    require(FIRST_FRAME <= header.offset <= LIMITS["segmentBytesMax"], "offset")
    require(header.watermark < LIMITS["sequenceMax"] and header.watermarkOffset <= header.offset, "watermark")


@dataclass
class Chain:
    """The good frames from a segment's beginning on: each goes on where the one before it ended."""

    data: bytes
    log: bytes
    segment: int
    #: The next sequence number; before the first frame, what it should be.
    next: int
    end: int = FIRST_FRAME
    frames: list[Frame] = field(default_factory=list)
    records: int = 0
    epoch: int = 0

    @property
    def first(self) -> int:
        """The sequence number that the first frame begins with."""
        return self.frames[0].header.firstSequence if self.frames else self.next

    def step(self) -> Frame:
        """Takes the next frame. A whole frame that does not follow is a `Broken` chain."""
        frame = frame_at(self.data, self.end, self.log, self.segment)
        header = frame.header
        # Whether the first one goes on where the segment before ends is for the judge to say.
        if header.firstSequence != self.next and self.frames:
            raise Broken(f"it begins with record {header.firstSequence}, expected was {self.next}")
        if header.epoch < self.epoch:
            raise Broken(f"epoch {header.epoch} after epoch {self.epoch}")
        self.frames.append(frame)
        self.records += header.count
        self.next, self.end, self.epoch = frame.next_sequence, frame.end, header.epoch
        return frame


class Broken(Malformed):
    """A whole frame in its own place that does not go on where the last one ended: no crash leaves one."""


@dataclass
class Scan:
    """What a segment that the manifest does not list looks like. Observations only."""

    name: str
    number: int
    chain: Chain
    header: str = "valid"
    footer: Frame | None = None
    rest: str = "clean"
    fault: str = ""
    dirty_end: int = 0

    def run(self) -> None:
        self._read_header()
        while self.footer is None and self.chain.end < len(self.chain.data):
            try:
                frame = self.chain.step()
            except Malformed as error:
                self.fault = str(error)
                self._look_behind(isinstance(error, Broken))
                return
            if frame.header.kind == KINDS["footer"]:
                self.footer = frame
        self._look_behind(False)

    def _read_header(self) -> None:
        try:
            header = checksummed("segmentHeader", self.chain.data)
        except Malformed as error:
            self.header, self.fault = "unfinished", str(error)
            return
        if (header.log, header.number) != (self.chain.log, self.number):
            self.header = "foreign"

    def _look_behind(self, is_broken: bool) -> None:
        self.dirty_end = len(self.chain.data.rstrip(b"\0"))
        if self.dirty_end <= self.chain.end:
            return
        is_vouched = self.footer is None and (is_broken or self._has_witness())
        self.rest = "vouched" if is_vouched else "torn"

    def _has_witness(self) -> bool:
        """Whether a sound header of this log, wherever it was meant to stand, was written when the bytes at the end of
        the chain were already durable. What became of its payload does not matter."""
        chain, magic = self.chain, LAYOUTS["frameHeader"].magic
        at = chain.end - 1
        while (at := chain.data.find(magic, at + 1)) >= 0:
            if at % LIMITS["frameAlignment"]:
                continue
            try:
                header = sound_header(chain.data, at)
            except Malformed:
                continue
            is_past = header.segment == self.number and header.watermarkOffset > chain.end
            if header.log == chain.log and (is_past or header.watermark >= chain.next):
                return True
        return False


def records_of(payload: bytes, count: int) -> list[tuple[int, list[int], bytes, bytes]]:
    """Type, subjects, body and leaf of each record of a payload."""
    cursor, records = Cursor(payload), []
    for _ in range(count):
        length = cursor.varint()
        if length > LIMITS["recordLengthMax"]:
            raise Malformed(f"a record of {length} bytes")
        leaf = cursor.take(length)
        inner = Cursor(leaf)
        kind, subject_count = inner.varint(), inner.take(1)[0]
        if kind > LIMITS["recordTypeMax"] or subject_count > LIMITS["subjectsMax"]:
            raise Malformed("an impossible record")
        subjects = [inner.varint() for _ in range(subject_count)]
        records.append((kind, subjects, leaf[inner.offset:], leaf))
    if cursor.remaining:
        raise Malformed("the payload does not hold the stated records")
    return records
