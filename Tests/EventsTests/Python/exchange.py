"""Reads events and writes them with an implementation of protobuf that is not ours, by schemas/events alone.

    exchange.py PROTO <lines >lines

Each line of the input is `MESSAGE FILLING PATH BODY`: a message's name (of an envelope `Envelope/` and the name of its
event's field), which of its fields are filled, where the values begin, and the message in base64. Every field is
compared with the value that it should have; then the message is written anew, which must give the same bytes. Each
line of the output has a message of the same, made here from nothing. Exits with 1 when something differs.
"""

import sys
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import grpc_tools
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from grpc_tools import protoc

PACKAGE = "paidan.events.v0"


class Contract:
    """The messages of a .proto file, compiled now: nothing generated is kept."""

    def __init__(self, proto: Path):
        with tempfile.TemporaryDirectory(prefix="paidan-events-") as folder:
            compiled = Path(folder, "descriptors")
            standard = Path(grpc_tools.__file__).parent / "_proto"
            status = protoc.main([
                "protoc", f"-I{proto.parent}", f"-I{standard}", f"--descriptor_set_out={compiled}", proto.name])
            if status != 0:
                raise SystemExit(f"{proto} does not compile")
            files = descriptor_pb2.FileDescriptorSet.FromString(compiled.read_bytes())
        pool = descriptor_pool.Default()
        for file in files.file:
            pool.AddSerializedFile(file.SerializeToString())
        self.exactly = pool.FindExtensionByName(f"{PACKAGE}.bytes_exactly")
        self.classes = message_factory.GetMessageClassesForFiles([proto.name], pool)

    def message(self, name: str) -> Message:
        return self.classes[f"{PACKAGE}.{name}"]()


class Filler:
    """The values that fields have: they follow from the path, the name, the number and the type."""

    def __init__(self, contract: Contract, filling: str):
        self.contract, self.filling = contract, filling

    def fill(self, message: Message, path: str, event: str | None = None) -> None:
        """Sets the fields of a message; of those that exclude each other only the one called `event`."""
        for field in message.DESCRIPTOR.fields:
            place = f"{path}.{field.name}"
            if field.containing_oneof:
                if field.name == event:
                    getattr(message, event).SetInParent()
                    self.fill(getattr(message, event), place)
                continue
            code = fnv1a(f"{place}={field.number}")
            if self.filling == "none" or self.filling == "some" and not code >> 32 & 1:
                continue
            self._set(message, field, place, code)

    def _set(self, message: Message, field: FieldDescriptor, place: str, code: int) -> None:
        count = 1 + (code >> 8 & 3)
        is_message = field.type == FieldDescriptor.TYPE_MESSAGE
        if field.is_repeated and is_message:
            for index in range(count):
                self.fill(getattr(message, field.name).add(), f"{place}[{index}]")
        elif field.is_repeated:
            getattr(message, field.name).extend(
                self._value(field, (code + index) % (1 << 64)) for index in range(count))
        elif is_message:
            getattr(message, field.name).SetInParent()
            self.fill(getattr(message, field.name), place)
        else:
            setattr(message, field.name, self._value(field, code))

    def _value(self, field: FieldDescriptor, code: int) -> Any:
        match field.type:
            case FieldDescriptor.TYPE_UINT64:
                return max(1, code >> (code & 63))
            case FieldDescriptor.TYPE_INT64:
                return (code - (code >> 63 << 64)) >> (code & 63) or 1
            case FieldDescriptor.TYPE_BOOL:
                return True
            case FieldDescriptor.TYPE_STRING:
                return f"{field.name} {field.number} 派单给执行人员 {code % 1000}"
            case FieldDescriptor.TYPE_BYTES:
                count = field.GetOptions().Extensions[self.contract.exactly] or 1 + code % 300
                return bytes(code >> index % 8 * 8 & 0xFF ^ index & 0xFF for index in range(count))
            case FieldDescriptor.TYPE_ENUM:
                cases = [value.number for value in field.enum_type.values if value.number != 0]
                return cases[code % len(cases)]
        raise SystemExit(f"{field.full_name} is of a type that events do not use")


def fnv1a(text: str) -> int:
    code = 0xCBF29CE484222325
    for byte in text.encode():
        code = (code ^ byte) * 0x100000001B3 % (1 << 64)
    return code


def differences(found: Message, expected: Message, path: str) -> Iterator[str]:
    """Every field of two messages of one type that differs, set or not."""
    for field in found.DESCRIPTOR.fields:
        place = f"{path}.{field.name}"
        if field.has_presence and found.HasField(field.name) != expected.HasField(field.name):
            yield f"{place} is there in only one"
            continue
        one, other = getattr(found, field.name), getattr(expected, field.name)
        if field.type != FieldDescriptor.TYPE_MESSAGE:
            if one != other:
                yield f"{place} is {one!r}, not {other!r}"
            continue
        pairs = [(one, other)]
        if field.is_repeated:
            if len(one) != len(other):
                yield f"{place} has {len(one)} elements, not {len(other)}"
            pairs = list(zip(one, other))
        elif not found.HasField(field.name):
            continue
        for first, second in pairs:
            yield from differences(first, second, place)


def main(proto: Path) -> int:
    contract, wrong = Contract(proto), 0
    for line in sys.stdin:
        name, filling, path, body = line.split(" ")
        message, _, event = name.partition("/")
        expected, found = contract.message(message), contract.message(message)
        Filler(contract, filling).fill(expected, path, event or None)
        found.MergeFromString(b64decode(body))
        told = list(differences(found, expected, f"{name} {filling} {path}:"))
        if found.SerializeToString(deterministic=True) != b64decode(body):
            told.append(f"{name} {filling} {path}: written anew it has other bytes")
        for difference in told:
            print(difference, file=sys.stderr)
        wrong += len(told)
        own = expected.SerializeToString(deterministic=True)
        print(name, filling, path, b64encode(own).decode())
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
