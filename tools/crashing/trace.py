"""What strace writes, as calls that begin and end: `strace -f -y -xx -e trace=openat,pwrite64,write,fdatasync,fsync`.

The order of the lines is the order in which the tracer saw calls begin and end. A call that others interleave with
is cut in two lines, "<unfinished ...>" and "<... resumed>"; one on a single line began and ended there.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"<\.\.\. (?P<name>\w+) resumed>(?P<rest>.*)")
_CALL = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)")
_RESULT = re.compile(r"\)\s+= (?P<result>-?\d+|\?)(?P<detail>.*)$")
_DESCRIPTOR = re.compile(r"(?P<number>\d+|AT_FDCWD)<(?P<path>[^>]*)>")
_STRING = re.compile(r'"(?P<hex>(?:\\x[0-9a-f]{2})*)"(?P<cut>\.\.\.)?')


@dataclass(frozen=True)
class Event:
    """A call begins, or ends; what it was given is known from its beginning, the result at its end."""

    thread: int
    name: str
    is_end: bool
    # The file, of the descriptor it was given, or which `openat` gave.
    path: str
    descriptor: int
    data: bytes
    # Whether `openat` may make the file.
    creates: bool
    result: int


def events(lines: Iterable[str]) -> Iterator[Event]:
    """The calls of a trace. A line that is no call (a signal, an exit) is passed over."""
    begun: dict[int, str] = {}
    for line in lines:
        thread, _, call = line.strip().partition(" ")
        call = call.strip()
        if resumed := _RESUMED.match(call):
            yield event(int(thread), begun.pop(int(thread)) + resumed["rest"], is_end=True)
        elif not _CALL.match(call):
            continue
        elif call.endswith(_UNFINISHED):
            begun[int(thread)] = call.removesuffix(_UNFINISHED)
            yield event(int(thread), begun[int(thread)], is_end=False)
        else:
            yield event(int(thread), call, is_end=False)
            yield event(int(thread), call, is_end=True)


def event(thread: int, call: str, is_end: bool) -> Event:
    name = _CALL.match(call)["name"]
    result = _RESULT.search(call) if is_end else None
    given = call[: result.start()] if result else call
    value = int(result["result"]) if result and result["result"] != "?" else -1
    # The descriptor of openat comes out of it, with its path; the one that goes in is the working directory's.
    place = _DESCRIPTOR.search(result["result"] + result["detail"] if result and name == "openat" else given)
    string = _STRING.search(given)
    if string and string["cut"]:
        raise ValueError(f"strace cut a string off: {call[:100]}")
    return Event(
        thread, name, is_end, path=unescaped(place["path"]) if place else "",
        descriptor=int(place["number"]) if place and place["number"].isdigit() else -1,
        data=bytes.fromhex(string["hex"].replace("\\x", "")) if string else b"",
        creates="O_CREAT" in given, result=value)


def unescaped(path: str) -> str:
    return re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), path)
