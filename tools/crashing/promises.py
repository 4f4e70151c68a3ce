"""What a daemon must still know after its death, told only by what it was asked and what it answered."""

from collections import defaultdict

from .client import Client
from .load import Asked
from .paidan import Broken

_EVENTS = {"accept": "offer-accepted", "resolve": "ticket-resolved"}


class Promises:
    """Everything that was asked so far, beside every event that was read so far."""

    def __init__(self) -> None:
        # By mark: what was submitted, and the numbers of the tickets that came of it.
        self._submitted: dict[str, Asked] = {}
        self._actions: list[Asked] = []
        self._numbers: dict[str, str] = {}
        self._marks: dict[str, str] = {}
        # By ticket: type and agent of each event that an action leaves.
        self._left: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._digests: list[int] = []

    @property
    def events(self) -> int:
        return len(self._digests)

    @property
    def tickets(self) -> int:
        return len(self._numbers)

    @property
    def acknowledged(self) -> dict[str, int]:
        """How many of each kind of thing were answered."""
        counts: dict[str, int] = defaultdict(int)
        for asked in (*self._submitted.values(), *self._actions):
            counts[asked.action] += asked.is_acknowledged
        return counts

    def note(self, asked: list[Asked]) -> None:
        for each in asked:
            if each.is_submission:
                self._submitted[each.mark] = each
            else:
                self._actions.append(each)

    def read_on(self, client: Client) -> None:
        """Takes up the events that are new, which must follow those that were read before."""
        for event in client.events(self.events):
            if event["sequence"] != self.events + 1:
                raise Broken(f"event {event['sequence']} comes behind event {self.events}")
            self._digests.append(_digest(event))
            if event["type"] == "ticket-submitted":
                self._take_ticket(event["ticket"], event["data"]["orderNumber"])
            elif event["type"] in _EVENTS.values():
                self._left[event["ticket"]].append((event["type"], event["agent"]))

    def _take_ticket(self, number: str, mark: str) -> None:
        if number in self._marks:
            raise Broken(f"number {number} was given to {self._marks[number]} and to {mark}")
        if mark in self._numbers:
            raise Broken(f"submission {mark} is there twice: {self._numbers[mark]} and {number}")
        if mark not in self._submitted:
            raise Broken(f"ticket {number} is of {mark}, which nobody submitted")
        self._marks[number] = mark
        self._numbers[mark] = number

    def check(self, asked: list[Asked]) -> None:
        """What was acknowledged of these is in the events, once."""
        for each in asked:
            if not each.is_acknowledged:
                continue
            if each.is_submission:
                if self._numbers.get(each.mark) != each.number:
                    found = self._numbers.get(each.mark, "not there")
                    raise Broken(f"submission {each.mark} was acknowledged as {each.number}, and is {found}")
            else:
                wanted = (_EVENTS[each.action], each.body["agent"])
                if self._left[each.number].count(wanted) != 1:
                    raise Broken(
                        f"{each.action} of {each.number} by {wanted[1]} was acknowledged, and its ticket has "
                        f"{self._left[each.number]}")

    def check_all(self, client: Client) -> None:
        """Everything at once: nothing that was read before has changed, and the list has each ticket once."""
        self.check([*self._submitted.values(), *self._actions])
        count = 0
        for count, event in enumerate(client.events(0), 1):
            if count > self.events or self._digests[count - 1] != _digest(event):
                raise Broken(f"event {count} is not what it was: {event}")
        if count != self.events:
            raise Broken(f"{count} events are left of {self.events}")
        listed = [ticket["number"] for ticket in client.tickets()]
        if len(listed) != len(set(listed)):
            raise Broken("the list has a number twice")
        if set(listed) != set(self._marks):
            raise Broken(f"list and events differ in {sorted(set(listed) ^ set(self._marks))[:5]}")


def check_ticket(client: Client, asked: Asked) -> None:
    """What the ticket's own events say of something that was acknowledged."""
    page = client.done("GET", f"/v1/tickets/{asked.number}/events?limit=500").body
    types = [event["type"] for event in page["items"]]
    wanted = _EVENTS.get(asked.action, "ticket-submitted")
    if types.count(wanted) != 1:
        raise Broken(f"{asked.action} of {asked.number} was acknowledged, and its events are {types}")


def repeat(client: Client, asked: Asked) -> None:
    """Under the same key: what was acknowledged is answered the same, what was not is carried out now, or was."""
    was_acknowledged = asked.is_acknowledged
    reply = asked.send(client)
    if was_acknowledged and not reply.is_replay:
        raise Broken(f"{asked.action} {asked.mark} was carried out again under the key {asked.key}")


def _digest(event: dict) -> int:
    return hash(str(event))
