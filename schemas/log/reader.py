"""A second reader of the segment log, written from format.json and the catalogue articles, not from the Swift code.

    python3 schemas/log/reader.py DIR [--master-key FILE] [--json]

Checks everything that can be checked about a log that nobody is writing, and prints its records: each body as a
line, or with --json an object a line with sequence, type, subjects and body (base64). A torn tail is told on standard
error. Exits with 0, 1 for bad use or a log it cannot read, 2 for corruption, 3 where the system refused to read.
Needs the packages that tools/requirements.txt names first: run it with .build-python/bin/python after tools/setup.
"""

import argparse
import json
import re
import sys
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from contents import Contents
from frames import FIRST_FRAME, Chain, Scan
from structures import CONTRACT, LIMITS, Corruption, Malformed, Refused, checksummed, has_feature
from tree import Tree

NAMES = CONTRACT["names"]
SEGMENT_NAME = re.compile(rf"(\d{{{NAMES['segmentNumberDigits']}}})-(0|[1-9]\d*){re.escape(NAMES['segmentSuffix'])}")


class Log:
    """A log, opened and judged. `records()` checks the rest while it goes."""

    def __init__(self, directory: Path, master_key: bytes | None):
        self.directory, self.tree, self.torn, self.time = directory, Tree(), [], -1 << 63
        if not (directory / NAMES["manifest"]).exists():
            raise Refused(f"{directory} holds no log")
        self.manifest = self._checksummed_file("manifest")
        self._check_manifest()
        self.has_evidence = not has_feature(self.manifest.requiredFeatures, "noEvidence")
        self.keys = None
        if has_feature(self.manifest.requiredFeatures, "encryption"):
            self.keys = self._unwrap(master_key)
        self.unsealed = self._judge(self._scans())

    def records(self) -> Iterator[tuple[int, int, list[int], bytes]]:
        """Sequence number, type, subjects and body of each record, a segment at a time."""
        for entry in self.manifest.entries:
            yield from self._sealed(entry)
        for scan in self.unsealed:
            yield from self._unsealed(scan)

    # The files beside the segments.

    def _checksummed_file(self, name: str) -> SimpleNamespace:
        try:
            return checksummed(name, (self.directory / NAMES[name]).read_bytes())
        except Malformed as error:
            raise Corruption(name, 0, error) from None

    def _check_manifest(self) -> None:
        manifest, last = self.manifest, 0
        for number, entry in enumerate(manifest.entries, 1):
            fits = (
                entry.segment == number and entry.firstSequence == last + 1
                and 0 < entry.count <= LIMITS["sequenceMax"] - entry.firstSequence
                and entry.footerOffset < entry.bytes <= LIMITS["sealedFileBytesMax"]
                and entry.firstEpoch <= entry.lastEpoch <= manifest.epoch)
            if not fits:
                raise Corruption("manifest", 0, f"an impossible entry for segment {number}")
            last = entry.firstSequence + entry.count - 1
        if manifest.entryCount > LIMITS["sealedSegmentsMax"] or not last <= manifest.durable <= LIMITS["sequenceMax"]:
            raise Corruption("manifest", 0, "an impossible number")
        self.last_sealed = last

    def _unwrap(self, master_key: bytes | None) -> dict[int, bytes]:
        """The data keys by epoch."""
        if master_key is None:
            raise Refused("the log is encrypted; give its master key")
        ring = self._checksummed_file("keyring")
        epochs = [entry.epoch for entry in ring.entries]
        if ring.log != self.manifest.log or epochs != sorted(set(epochs)) or len(epochs) > LIMITS["dataKeysMax"]:
            raise Corruption("keyring", 0, "it is another log's, or its keys are out of order")
        context = CONTRACT["masterKeyContext"].encode()
        if sha256(context + master_key).digest()[:8] != ring.masterKey:
            raise Refused("this master key is not the one that the log's keyring is wrapped with")
        try:
            return {
                entry.epoch: AESGCM(master_key).decrypt(
                    entry.nonce, entry.wrapped, ring.log + entry.epoch.to_bytes(4, "little"))
                for entry in ring.entries}
        except InvalidTag:
            raise Corruption("keyring", 0, "a data key does not unwrap") from None

    # Segments that are not sealed.

    def _scans(self) -> list[Scan]:
        found = [match for path in self.directory.iterdir() if (match := SEGMENT_NAME.fullmatch(path.name))]
        scans, expected = [], self.last_sealed + 1
        for match in sorted(found, key=lambda match: match[0]):
            number = int(match[1])
            if number <= len(self.manifest.entries):
                continue
            if match[2] != "0":
                raise Corruption(match[0], 0, "a repacked segment that the manifest does not list")
            data = (self.directory / match[0]).read_bytes()
            scan = Scan(match[0], number, Chain(data, self.manifest.log, number, expected))
            scan.run()
            if scan.chain.frames:
                expected = scan.chain.next
            scans.append(scan)
        return scans

    def _judge(self, scans: list[Scan]) -> list[Scan]:
        """The segments with records, in order; refuses what only corruption can explain."""
        first = number = len(self.manifest.entries) + 1
        used, end, has_full = [], self.last_sealed, False
        for place, scan in enumerate(scans):
            later = next((other for other in scans[place + 1:] if other.chain.frames), None)
            if scan.number != number:
                if scan.chain.frames or later:
                    raise Corruption(scan.name, 0, "the segment before it is missing")
                continue
            if scan.chain.epoch > self.manifest.epoch:
                raise Corruption(scan.name, FIRST_FRAME, "an epoch that the manifest does not know")
            if number == first and scan.chain.frames and scan.chain.first != end + 1:
                raise Corruption(scan.name, FIRST_FRAME, f"it begins with record {scan.chain.first} after {end}")
            letter, verdict = case_of(scan, later)
            # Without a discarded segment there is a hole before those behind it, which are empty too.
            number += verdict != "discard"
            if verdict.endswith("list") and has_full:
                raise Corruption(scan.name, scan.chain.end, "it is sealed although a segment before it is not")
            has_full = has_full or not scan.footer
            if verdict == "refuse":
                raise Corruption(scan.name, scan.chain.end, f"{scan.fault or 'records are missing'} [case {letter}]")
            if verdict.startswith("repair"):
                self.torn.append(
                    f"torn tail in {scan.name} at offset {scan.chain.end}, "
                    f"{scan.dirty_end - scan.chain.end} bytes ({scan.fault})")
            if scan.chain.records:
                used.append(scan)
                end = scan.chain.next - 1
        if end < self.manifest.durable:
            name, offset = (used[-1].name, used[-1].chain.end) if used else ("manifest", 0)
            raise Corruption(name, offset, f"the log ends with record {end}, and {self.manifest.durable} was durable")
        return used

    def _unsealed(self, scan: Scan) -> Iterator[tuple[int, int, list[int], bytes]]:
        contents = Contents(self.tree, self.keys, self.has_evidence, scan.name, self.time)
        for frame in scan.chain.frames:
            if frame is not scan.footer:
                contents.take(frame)
        if scan.footer:
            contents.check_footer(scan.footer)
        self.time = contents.time
        yield from contents.records

    # Sealed segments.

    def _sealed(self, entry: SimpleNamespace) -> Iterator[tuple[int, int, list[int], bytes]]:
        digits = NAMES["segmentNumberDigits"]
        name = f"{entry.segment:0{digits}}-{entry.generation}{NAMES['segmentSuffix']}"
        path = self.directory / name
        if not path.exists():
            raise Corruption(name, 0, "a sealed segment is missing")
        data = path.read_bytes()
        chain = Chain(data, self.manifest.log, entry.segment, entry.firstSequence)
        contents = Contents(self.tree, self.keys, self.has_evidence, name, self.time)
        try:
            header = checksummed("segmentHeader", data)
            if (header.log, header.number, header.generation) != (self.manifest.log, entry.segment, entry.generation):
                raise Malformed("the file is not the segment that its name says")
            while chain.end < entry.footerOffset:
                contents.take(chain.step())
            footer = chain.step()
        except Malformed as error:
            raise Corruption(name, chain.end, error) from None
        if footer.header.offset != entry.footerOffset or not footer.end == len(data) == entry.bytes:
            raise Corruption(name, footer.header.offset, "the file does not end with the footer of the manifest")
        said = contents.check_footer(footer)
        same = ["firstSequence", "count", "rawBytes", "timeFirst", "timeLast", "firstEpoch", "lastEpoch"]
        if any(getattr(said, field) != getattr(entry, field) for field in same):
            raise Corruption(name, entry.footerOffset, "the footer says otherwise than the manifest")
        if self.has_evidence and entry.root != self.tree.root(self.tree.size):
            raise Corruption("manifest", 0, f"the root of segment {entry.segment} is not that of its records")
        self.time = contents.time
        yield from contents.records


def case_of(scan: Scan, later: Scan | None) -> tuple[str, str]:
    """The letter and the verdict of the one case of the recovery table that matches."""
    successor = "nothing" if later is None else "follows" if later.chain.first == scan.chain.next else "gap"
    facts = [scan.header, scan.footer is not None, scan.chain.records > 0, scan.rest, successor]
    cases = [
        case for case in CONTRACT["recovery"]["cases"]
        if all(wanted is None or wanted == fact for wanted, fact in zip(case[1:6], facts))]
    assert len(cases) == 1, f"exactly one case matches {facts}"
    return cases[0][0], cases[0][6]


def read_master_key(path: Path) -> bytes:
    digits = "".join(path.read_text("ascii", errors="replace").split())
    if not re.fullmatch(r"[0-9a-fA-F]{64}", digits):
        raise Refused(f"{path} does not hold the 64 hexadecimal digits of a master key")
    return bytes.fromhex(digits)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="reader.py", description="Checks a segment log and prints its records.")
    parser.add_argument("directory", type=Path, metavar="DIR")
    parser.add_argument("--master-key", type=Path, metavar="FILE", help="64 hexadecimal digits")
    parser.add_argument("--json", action="store_true", help="an object a line instead of the body")
    try:
        options = parser.parse_args(arguments)
    except SystemExit as error:
        return 1 if error.code else 0
    out = sys.stdout.buffer
    try:
        log = Log(options.directory, options.master_key and read_master_key(options.master_key))
        for sequence, kind, subjects, body in log.records():
            if options.json:
                record = {
                    "sequence": sequence, "type": kind, "subjects": subjects, "body": b64encode(body).decode("ascii")}
                body = json.dumps(record, separators=(",", ":")).encode("ascii")
            out.write(body + b"\n")
        out.flush()
    except Corruption as error:
        return fail(2, f"corruption in {error}")
    except Refused as error:
        return fail(1, str(error))
    except OSError as error:
        return fail(3, str(error))
    for torn in log.torn:
        print(torn, file=sys.stderr)
    return 0


def fail(status: int, why: str) -> int:
    sys.stdout.flush()
    print(f"reader.py: {why}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
