"""The structures of format.json, read from bytes. Knows layouts and checksums, and nothing of what they mean."""

import json
import struct
from itertools import takewhile
from pathlib import Path
from types import SimpleNamespace

from crc32c import crc32c

CONTRACT = json.loads((Path(__file__).parent / "format.json").read_text("utf-8"))
LIMITS = {name: limit["value"] for name, limit in CONTRACT["limits"].items()}


class Malformed(Exception):
    """Bytes that are not what they should be. What that means depends on where they stand."""


class Refused(Exception):
    """Nothing is wrong with the bytes, but this reader cannot read them: a later version, a missing key."""


class Corruption(Exception):
    """Something durable is no longer what was written."""

    def __init__(self, file: str, offset: int, what: object):
        super().__init__(f"{file} at offset {offset}: {what}")


class Layout:
    """One structure of the contract: the fields of fixed size at its beginning, unpacked at once, and the rest."""

    CODES = {"u8": "B", "u32": "I", "u64": "Q", "i64": "q"}

    def __init__(self, description: dict):
        self.size = description.get("size")
        self.magic = description.get("magic", "").encode()
        self.checksum = description.get("checksum")
        fixed = list(takewhile(lambda field: "size" in field, description["fields"]))
        self.names = [field["name"] for field in fixed]
        codes = [self.CODES.get(field["type"]) or f"{field['size']}s" for field in fixed]
        self.head = struct.Struct("<" + "".join(codes))
        self.rest = description["fields"][len(fixed):]


LAYOUTS = {name: Layout(description) for name, description in CONTRACT["structures"].items()}


class Cursor:
    """Reads one value after another."""

    def __init__(self, data: bytes, offset: int = 0):
        self.data, self.offset = data, offset

    @property
    def remaining(self) -> int:
        return len(self.data) - self.offset

    def take(self, count: int) -> bytes:
        if count > self.remaining:
            raise Malformed("it ends in the middle")
        self.offset += count
        return self.data[self.offset - count:self.offset]

    def varint(self) -> int:
        value = 0
        for shift in range(0, 70, 7):
            byte = self.take(1)[0]
            value |= (byte & 0x7f) << shift
            if byte < 0x80:
                if value >= 1 << 64 or (byte == 0 and shift > 0):
                    break
                return value
        raise Malformed("a varint that is not the shortest form of a 64-bit number")

    def structure(self, name: str) -> SimpleNamespace:
        layout = LAYOUTS[name]
        values = SimpleNamespace(**dict(zip(layout.names, layout.head.unpack(self.take(layout.head.size)))))
        for field in layout.rest:
            if field["type"] == "list":
                count = getattr(values, field["count"])
                setattr(values, field["name"], [self.value({"type": field["of"]}) for _ in range(count)])
            else:
                setattr(values, field["name"], self.value(field))
        return values

    def value(self, field: dict):
        kind = field["type"]
        if kind in Layout.CODES:
            code = struct.Struct("<" + Layout.CODES[kind])
            return code.unpack(self.take(code.size))[0]
        if kind == "varint":
            return self.varint()
        values = self.structure(kind)
        return values.hash if kind == "hash" else values


def whole(name: str, data: bytes) -> SimpleNamespace:
    """The structure that `data` is, all of it."""
    cursor = Cursor(data)
    values = cursor.structure(name)
    if cursor.remaining:
        raise Malformed(f"{cursor.remaining} bytes more than a {name} has")
    return values


def checksummed(name: str, data: bytes) -> SimpleNamespace:
    """The structure at the beginning of `data`: nothing of it is believed before its checksum holds."""
    layout = LAYOUTS[name]
    if len(data) < (layout.size or layout.head.size):
        raise Malformed("the file ends in the middle")
    data = data[:layout.size]
    if not data.startswith(layout.magic):
        raise Malformed("bytes that are not one of the log's structures" if any(data) else "zeros")
    stated = dict(zip(layout.names, layout.head.unpack(data[:layout.head.size])))[layout.checksum["field"]]
    first, end = layout.checksum["covers"]
    if crc32c(data[first:end]) != stated:
        raise Malformed("the header's checksum does not match")
    if name in CONTRACT["versions"]:
        refuse_unknown(name, data)
    return whole(name, data)


def refuse_unknown(name: str, data: bytes) -> None:
    """Version and required features are looked at before anything else: in a later version the rest may differ."""
    layout = LAYOUTS[name]
    head = dict(zip(layout.names, layout.head.unpack(data[:layout.head.size])))
    if head["version"] != CONTRACT["versions"][name]:
        raise Refused(f"{name}: format version {head['version']}, which this program does not know")
    known = {feature["bit"] for feature in CONTRACT["features"]["required"].values()}
    required = head.get("requiredFeatures", 0)
    unknown = [f"bit {bit}" for bit in range(64) if required >> bit & 1 and bit not in known]
    if unknown:
        raise Refused(f"{name}: unknown required features: {', '.join(unknown)}")


def has_feature(required: int, name: str) -> bool:
    return bool(required >> CONTRACT["features"]["required"][name]["bit"] & 1)
