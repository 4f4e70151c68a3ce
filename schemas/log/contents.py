"""The contents of one segment: its records, and what its footer therefore has to say."""

from types import SimpleNamespace

from frames import KINDS, Frame, records_of
from structures import LIMITS, Corruption, Malformed, whole
from tree import Tree

MASK = (1 << 64) - 1


class Contents:
    """Takes the frames of a segment in order, then compares its footer with them."""

    def __init__(self, tree: Tree, keys: dict[int, bytes] | None, has_evidence: bool, name: str, time: int):
        self.tree, self.keys, self.has_evidence, self.name = tree, keys, has_evidence, name
        #: Of the frame before; it never falls.
        self.time = time
        self.records: list[tuple[int, int, list[int], bytes]] = []
        self.frames: list[SimpleNamespace] = []
        self.epochs: set[int] = set()
        self.subjects: set[int] = set()
        self.first_block = tree.size // LIMITS["blockLeaves"]

    def take(self, frame: Frame) -> None:
        try:
            self._take(frame)
        except Malformed as error:
            raise Corruption(self.name, frame.header.offset, error) from None

    def check_footer(self, frame: Frame) -> SimpleNamespace:
        try:
            return self._check_footer(frame)
        except Malformed as error:
            raise Corruption(self.name, frame.header.offset, error) from None

    def _take(self, frame: Frame) -> None:
        header = frame.header
        self.epochs.add(header.epoch)
        self._check_time(header)
        if header.kind == KINDS["footer"]:
            raise Malformed("a footer in the middle of a segment")
        if header.kind == KINDS["mark"]:
            mark = whole("mark", frame.payload(self.keys))
            self.tree.check(mark, range(header.firstSequence if self.has_evidence else 1))
            return
        self.frames.append(header)
        for place, (kind, subjects, body, leaf) in enumerate(records_of(frame.payload(self.keys), header.count)):
            self.records.append((header.firstSequence + place, kind, subjects, body))
            self.subjects.update(subjects)
            if self.has_evidence:
                self.tree.append(leaf)

    def _check_footer(self, frame: Frame) -> SimpleNamespace:
        self._check_time(frame.header)
        footer = whole("footer", frame.payload(self.keys))
        epochs = self.epochs | {frame.header.epoch}
        truth = {
            "firstSequence": self.records[0][0], "count": len(self.records),
            "rawBytes": sum(header.rawBytes for header in self.frames), "timeFirst": self.frames[0].time,
            "firstEpoch": min(epochs), "lastEpoch": max(epochs), "index": self._index()}
        for field, value in truth.items():
            if getattr(footer, field) != value:
                raise Malformed(f"the footer's {field} is not that of the frames")
        # Repacking keeps the time of the last frame as first written, and its own last frame may begin earlier.
        if footer.timeLast != frame.header.time:
            raise Malformed("the footer's timeLast is not its frame's time")
        self._check_filter(footer.filter)
        size = self.records[-1][0] if self.has_evidence else 0
        self.tree.check(footer.tree, range(size, size + 1))
        if self.has_evidence and footer.tree.firstBlock != self.first_block:
            raise Malformed("the footer's block roots do not begin with the segment")
        return footer

    def _check_time(self, header: SimpleNamespace) -> None:
        if header.time < self.time:
            raise Malformed("the time falls")
        self.time = header.time

    def _index(self) -> list[SimpleNamespace]:
        entries: list[SimpleNamespace] = []
        for header in self.frames:
            if not entries or header.offset - entries[-1].offset >= LIMITS["indexEveryBytes"]:
                entries.append(
                    SimpleNamespace(sequence=header.firstSequence, offset=header.offset, time=header.time))
        return entries

    def _check_filter(self, subject_filter: SimpleNamespace) -> None:
        """Every subject is in the filter, and without subjects it is empty."""
        if subject_filter.hashCount != LIMITS["filterHashCount"]:
            raise Malformed("a subject filter with another number of hashes")
        if (subject_filter.wordCount > 0) != bool(self.subjects):
            raise Malformed("a subject filter of an impossible size")
        for subject in self.subjects:
            if not may_contain(subject_filter.words, subject):
                raise Malformed(f"the subject filter lacks subject {subject}")


def may_contain(words: list[int], subject: int) -> bool:
    first = mix(subject)
    step = mix(first) | 1
    bits = [((first + place * step) & MASK) % (64 * len(words)) for place in range(LIMITS["filterHashCount"])]
    return all(words[bit // 64] >> bit % 64 & 1 for bit in bits)


def mix(value: int) -> int:
    """The finalizer of SplitMix64."""
    mixed = (value + 0x9E3779B97F4A7C15) & MASK
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & MASK
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & MASK
    return mixed ^ mixed >> 31
