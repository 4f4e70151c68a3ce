"""Decodes the records of a log with protobuf's own implementation (upb, in C): the baseline of tools/bench replay.

    decode.py PROTO RECORDS

RECORDS has each record as four bytes of length, little-endian, and its body. Prints how many it decoded a second.
Python's loop around the calls is in the figure, and is given by itself as a second number.
"""

import struct
import sys
import tempfile
import time
from pathlib import Path

import grpc_tools
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.message import Message
from grpc_tools import protoc

ENVELOPE = "paidan.events.v0.Envelope"


def envelope(proto: Path) -> type[Message]:
    with tempfile.TemporaryDirectory(prefix="paidan-bench-") as folder:
        compiled = Path(folder, "descriptors")
        standard = Path(grpc_tools.__file__).parent / "_proto"
        arguments = ["protoc", f"-I{proto.parent}", f"-I{standard}", f"--descriptor_set_out={compiled}", proto.name]
        if protoc.main(arguments) != 0:
            raise SystemExit(f"{proto} does not compile")
        files = descriptor_pb2.FileDescriptorSet.FromString(compiled.read_bytes())
    pool = descriptor_pool.DescriptorPool()
    # What the contract's own options extend.
    pool.Add(descriptor_pb2.FileDescriptorProto.FromString(descriptor_pb2.DESCRIPTOR.serialized_pb))
    for file in files.file:
        pool.Add(file)
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(ENVELOPE))


def records(path: Path) -> list[bytes]:
    data, offset, found = path.read_bytes(), 0, []
    while offset < len(data):
        (length,) = struct.unpack_from("<I", data, offset)
        found.append(data[offset + 4:offset + 4 + length])
        offset += 4 + length
    return found


def main(proto: str, path: str) -> None:
    decode, bodies = envelope(Path(proto)).FromString, records(Path(path))
    begun = time.perf_counter()
    for body in bodies:
        decode(body)
    decoded = time.perf_counter()
    for body in bodies:
        len(body)
    looped = time.perf_counter()
    print(len(bodies) / (decoded - begun), len(bodies) / (looped - decoded))


if __name__ == "__main__":
    main(*sys.argv[1:])
