import random
import struct
import unittest
from io import BytesIO
from pathlib import Path

from crashing import main
from crashing.chronicle import Chronicle
from crashing.order import Frame, Order, frames
from crashing.paidan import Broken
from crashing.trace import events
from crashing.victim import Plan

SEGMENT = "/log/0000000001-0.segment"
KILLS = 20


def hexadecimal(data: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in data)


def frame(first: int, count: int, stored: int = 5) -> bytes:
    header = b"PFR1" + struct.pack("<8xI4xIQ", stored, count, first)
    return header.ljust(96, b"\0") + bytes(-(-stored // 8) * 8)


def calls(*shown: tuple[int, str]) -> list[str]:
    return [f"{thread} {call}\n" for thread, call in shown]


def create(path: str = SEGMENT) -> str:
    name = hexadecimal(path.encode())
    return f'openat(AT_FDCWD<\\x2f>, "{name}", O_RDWR|O_CREAT|O_EXCL, 0640) = 5<{name}>'


def write(data: bytes, path: str = SEGMENT) -> str:
    return f'pwrite64(5<{hexadecimal(path.encode())}>, "{hexadecimal(data)}", {len(data)}, 4096) = {len(data)}'


def sync(path: str = SEGMENT, result: str = "0") -> str:
    return f"fdatasync(5<{hexadecimal(path.encode())}>) = {result}"


def tell(text: bytes, result: int | None = None) -> str:
    return f'write(1<\\x70>, "{hexadecimal(text)}", {len(text)}) = {len(text) if result is None else result}'


def judge(*shown: tuple[int, str]) -> Order:
    order = Order()
    for event in events(calls(*shown)):
        order.note(event)
    return order


NAMED = [(1, create()), (1, f"fsync(6<{hexadecimal(b'/log')}>) = 0")]


class Chronicles(unittest.TestCase):
    def setUp(self):
        self.chronicle = Chronicle()
        self.chronicle.extend(BytesIO(b"a\nb\n"), [b"a", b"b", b"c"], 2)

    def test_a_log_may_hold_more_than_it_acknowledged_and_less_than_it_was_offered(self):
        self.assertEqual(self.chronicle.extend(BytesIO(b"a\nb\nd\n"), [b"d", b"e"], 0), 1)
        self.assertEqual(self.chronicle.records, 3)
        self.chronicle.compare(BytesIO(b"a\nb\nd\n"))

    def test_a_loss_a_change_a_duplicate_and_an_invention_are_noticed(self):
        for found, offered, acknowledged, why in [
            (b"a\n", [], 0, "missing"),
            (b"a\nB\n", [], 0, "have changed"),
            (b"b\na\n", [], 0, "have changed"),
            (b"a\nb\nb\n", [b"d"], 0, "record 3"),
            (b"a\nb\ne\n", [b"d", b"e"], 0, "record 3"),
            (b"a\nb\nd\nd\n", [b"d"], 0, "2 new records"),
            (b"a\nb\nd\n", [b"d", b"e"], 2, "record 4 was acknowledged"),
            (b"a\nb\nd", [b"d"], 0, "cut off"),
        ]:
            with self.subTest(why, found=found), self.assertRaisesRegex(Broken, why):
                self.chronicle.extend(BytesIO(found), offered, acknowledged)

    def test_numbers_follow_one_another_from_the_end_and_half_a_number_is_none(self):
        self.assertEqual(self.chronicle.acknowledged(b"3\n4\n5"), 2)
        for told in [b"2\n", b"3\n3\n", b"3\n5\n", b"3\n\n"]:
            with self.subTest(told), self.assertRaises(Broken):
                self.chronicle.acknowledged(told)

    def test_a_reader_that_was_given_too_much_is_noticed(self):
        with self.assertRaisesRegex(Broken, "after all 2 records"):
            self.chronicle.compare(BytesIO(b"a\nb\nb\n"))


class Traces(unittest.TestCase):
    def test_frames_are_found_in_what_was_written_and_zeros_are_none(self):
        self.assertEqual(list(frames(frame(1, 3) + frame(4, 0) + frame(4, 1, 8))), [Frame(1, 3), Frame(4, 1)])
        self.assertEqual(list(frames(bytes(4096))), [])

    def test_a_record_whose_frame_and_name_are_synced_may_be_acknowledged(self):
        order = judge(*NAMED, (1, write(frame(1, 2))), (1, sync()), (2, tell(b"1\n2\n")))
        self.assertEqual((order.acknowledged, order.writes, order.syncs), (2, 1, 1))

    def test_a_number_written_in_two_pieces_counts_once(self):
        order = judge(*NAMED, (1, write(frame(1, 10))), (1, sync()), (2, tell(b"1\n10\n", 3)), (2, tell(b"0\n")))
        self.assertEqual(order.acknowledged, 2)

    def test_every_way_of_acknowledging_too_early_is_noticed(self):
        path = hexadecimal(SEGMENT.encode())
        begin = f"fdatasync(5<{path}> <unfinished ...>"
        end = "<... fdatasync resumed>) = 0"
        one = [(1, write(frame(1, 1)))]
        told = [(2, tell(b"1\n"))]
        for why, shown in {
            "it is not written": [*NAMED, (1, sync()), *told],
            "it is not synced": [*NAMED, *one, *told],
            "another file is synced": [*NAMED, *one, (1, sync("/log/manifest")), *told],
            "the sync fails": [*NAMED, *one, (1, sync(result="-1 EIO (Input/output error)")), *told],
            "the sync has not ended": [*NAMED, *one, (1, begin), *told, (1, end)],
            "the sync began before the write": [*NAMED, (1, begin), (3, write(frame(1, 1))), (1, end), *told],
            "its name is not synced": [(1, create()), *one, (1, sync()), *told],
        }.items():
            with self.subTest(why), self.assertRaises(Broken):
                judge(*shown)

    def test_a_sync_that_ends_while_others_write_is_understood(self):
        path = hexadecimal(SEGMENT.encode())
        order = judge(
            *NAMED, (1, write(frame(1, 1))), (1, f"fdatasync(5<{path}> <unfinished ...>"), (2, "+++ exited with 0 +++"),
            (3, write(frame(2, 1))), (1, "<... fdatasync resumed>) = 0"), (2, tell(b"1\n")))
        self.assertEqual(order.acknowledged, 1)


class Plans(unittest.TestCase):
    def test_equal_seeds_draw_equal_plans_and_some_seal(self):
        drawn, again = ([Plan.drawn(draw, number) for number in range(40)] for draw in map(random.Random, (7, 7)))
        self.assertEqual(drawn, again)
        self.assertTrue(any(plan.arguments == ["seal"] for plan in drawn))
        self.assertTrue(all(len(set(plan.lines)) == len(plan.lines) for plan in drawn))


class TheCommandLine(unittest.TestCase):
    def test_a_writer_keeps_its_promises_when_it_is_killed_traced_and_out_of_space(self):
        self.assertEqual(main.main(["--count", str(KILLS)], Path(__file__).resolve().parents[2]), 0)
