"""What a daemon loses, repeats or makes up is noticed; and the real one, killed a few times, does none of it."""

import random
import unittest
from pathlib import Path

from crashing import main
from crashing.client import Reply
from crashing.daemon_kills import Death
from crashing.load import Asked, submission
from crashing.paidan import Broken
from crashing.promises import Promises, check_ticket, repeat

ROOT = Path(__file__).resolve().parents[2]
BINARIES = ROOT / ".build" / "release"
KILLS = 5


def submitted(sequence: int, number: str, mark: str) -> dict:
    return {"sequence": sequence, "type": "ticket-submitted", "ticket": number, "data": {"orderNumber": mark}}


def accepted(sequence: int, number: str, agent: str = "lin") -> dict:
    return {"sequence": sequence, "type": "offer-accepted", "ticket": number, "agent": agent}


def asked(mark: str, number: str | None, action: str = "", key: str | None = None) -> Asked:
    """Acknowledged if it has a number."""
    path = f"/v1/tickets/{number}/{action}" if action else "/v1/tickets"
    return Asked(mark, path, {"agent": "lin"}, key, number, is_acknowledged=number is not None)


class FakeClient:
    """Answers as a daemon would that has these events."""

    def __init__(self, events: list[dict], reply: Reply | None = None) -> None:
        self.held = events
        self.reply = reply
        self.listed = [event["ticket"] for event in events if event["type"] == "ticket-submitted"]

    def events(self, after: int):
        return iter(self.held[after:])

    def tickets(self):
        return ({"number": number} for number in self.listed)

    def done(self, *_: object) -> Reply:
        return self.reply or Reply(200, {"items": self.held}, False)


class WhatIsPromised(unittest.TestCase):
    def setUp(self):
        self.promises = Promises()
        self.asked = [asked("a", "1"), asked("b", None), asked("c", None), asked("a", "1", "accept")]
        self.promises.note(self.asked)
        self.events = [submitted(1, "1", "a"), submitted(2, "2", "b"), accepted(3, "1")]

    def read(self, events: list[dict] | None = None) -> FakeClient:
        client = FakeClient(self.events if events is None else events)
        self.promises.read_on(client)
        self.promises.check(self.asked)
        return client

    def test_what_was_not_acknowledged_may_be_there_or_not(self):
        self.promises.check_all(self.read())
        self.assertEqual((self.promises.events, self.promises.tickets), (3, 2))
        self.assertEqual(dict(self.promises.acknowledged), {"submit": 1, "accept": 1})

    def test_a_loss_a_duplicate_and_an_invention_are_noticed(self):
        for why, events in {
            "acknowledged as 1, and is not there": [submitted(1, "2", "b"), accepted(2, "1")],
            "acknowledged as 1, and is 2": [submitted(1, "2", "a"), accepted(2, "1")],
            "number 1 was given to a and to b": [submitted(1, "1", "a"), submitted(2, "1", "b")],
            "submission b is there twice": [submitted(1, "1", "b"), submitted(2, "2", "b")],
            "which nobody submitted": [submitted(1, "1", "z")],
            "event 3 comes behind event 1": [submitted(1, "1", "a"), accepted(3, "1")],
            "accept of 1 by lin was acknowledged": [submitted(1, "1", "a"), accepted(2, "1", "chen")],
            "its ticket has": [submitted(1, "1", "a"), accepted(2, "1"), accepted(3, "1")],
        }.items():
            self.setUp()
            with self.subTest(why), self.assertRaisesRegex(Broken, why):
                self.read(events)

    def test_what_changes_later_is_noticed(self):
        for why, change in {
            "event 2 is not what it was": lambda client: client.held.__setitem__(1, submitted(2, "2", "c")),
            "2 events are left of 3": lambda client: client.held.pop(),
            "event 4 is not what it was": lambda client: client.held.append(accepted(4, "2")),
            "a number twice": lambda client: client.listed.append("1"),
            r"differ in \['2'\]": lambda client: client.listed.pop(),
        }.items():
            self.setUp()
            client = self.read()
            change(client)
            with self.subTest(why), self.assertRaisesRegex(Broken, why):
                self.promises.check_all(client)

    def test_a_ticket_has_what_was_acknowledged_of_it(self):
        client = FakeClient(self.events[:1])
        check_ticket(client, self.asked[0])
        with self.assertRaisesRegex(Broken, "accept of 1 was acknowledged"):
            check_ticket(client, self.asked[3])

    def test_a_repeat_is_told_as_one_and_of_the_same_ticket(self):
        for why, reply in {
            "was carried out again": Reply(201, {"number": "1"}, False),
            "is of ticket 1, and was answered with 2": Reply(201, {"number": "2"}, True),
        }.items():
            with self.subTest(why), self.assertRaisesRegex(Broken, why):
                repeat(FakeClient([], reply), asked("a", "1", key="k"))
        unanswered = asked("b", None, key="k")
        repeat(FakeClient([], Reply(201, {"number": "2"}, False)), unanswered)
        self.assertEqual((unanswered.number, unanswered.is_acknowledged), ("2", True))


class Draws(unittest.TestCase):
    def test_equal_seeds_draw_equal_deaths_and_bodies_of_every_kind(self):
        drawn, again = ([(Death.drawn(draw), submission("m", draw)) for _ in range(60)]
                        for draw in map(random.Random, (7, 7)))
        self.assertEqual(drawn, again)
        deaths = [death for death, _ in drawn]
        self.assertTrue(any(death.start_seconds is not None for death in deaths))
        self.assertTrue(any(death.acknowledged is not None for death in deaths))
        self.assertTrue(any(death.acknowledged is None and death.start_seconds is None for death in deaths))


class TheDaemon(unittest.TestCase):
    def test_it_keeps_its_promises_when_it_is_killed(self):
        arguments = ["--paidan", str(BINARIES / "paidan"), "--paidand", str(BINARIES / "paidand")]
        self.assertEqual(main.main(["daemon", "--count", str(KILLS), *arguments], ROOT), 0)
