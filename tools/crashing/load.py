"""People who submit, accept and resolve over connections of their own, until the daemon is gone."""

import random
import threading
from dataclasses import dataclass

from .client import Client, Gone, Reply
from .paidan import Broken

# How many people there are at once, and the agents that they work for.
PEOPLE = 8
AGENTS = [f"agent-{number}" for number in range(20)]
CATEGORY = "系统故障"
# A person asks a second time for what was just answered, as one does who did not see the answer.
_REPEATED = 0.1


@dataclass
class Asked:
    """Something that was asked of the daemon, and whether it answered."""

    # Names the submission in every event stream: its order number.
    mark: str
    path: str
    body: dict
    key: str | None
    # The ticket, once it is known.
    number: str | None = None
    is_acknowledged: bool = False

    @property
    def is_submission(self) -> bool:
        return self.path == "/v1/tickets"

    @property
    def action(self) -> str:
        return "submit" if self.is_submission else self.path.rsplit("/", 1)[1]

    def send(self, client: Client) -> Reply:
        reply = client.done("POST", self.path, self.body, self.key)
        number = reply.body["number"]
        if self.number not in (None, number):
            raise Broken(f"{self.action} {self.mark} is of ticket {self.number}, and was answered with {number}")
        self.number = number
        self.is_acknowledged = True
        return reply


def introduce(client: Client) -> None:
    """A team that has room for everything."""
    for agent in AGENTS:
        body = {"name": agent, "skills": [{"name": CATEGORY, "level": 5}], "capacity": 1000}
        client.done("PUT", f"/v1/agents/{agent}", body)
        client.done("PUT", f"/v1/agents/{agent}/presence", {"state": "online"})


class Load:
    """Runs from its making to the death of the daemon."""

    def __init__(self, url: str, token: str, seed: str) -> None:
        self._address = (url, token)
        self._asked: list[list[Asked]] = [[] for _ in range(PEOPLE)]
        self._count = 0
        self._alive = PEOPLE
        self._broken: list[Exception] = []
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._live, args=(f"{seed}-{person}", self._asked[person]), daemon=True)
            for person in range(PEOPLE)]
        for thread in self._threads:
            thread.start()

    def wait(self, acknowledged: int | None, seconds: float) -> None:
        """Until so many answers have come, the time is up, or everybody has gone."""
        def is_time() -> bool:
            return self._alive == 0 or acknowledged is not None and self._count >= acknowledged
        with self._changed:
            self._changed.wait_for(is_time, seconds)

    def end(self) -> list[Asked]:
        """Everything that was asked, after the daemon's death."""
        for thread in self._threads:
            thread.join()
        if self._broken:
            raise self._broken[0]
        return [each for person in self._asked for each in person]

    def _live(self, name: str, asked: list[Asked]) -> None:
        draw = random.Random(name)
        try:
            with Client(*self._address) as client:
                for number in range(1 << 30):
                    self._serve(client, draw, f"{name}-{number}", asked)
        except Gone:
            pass
        except Exception as error:
            self._broken.append(error)
        with self._changed:
            self._alive -= 1
            self._changed.notify()

    def _serve(self, client: Client, draw: random.Random, mark: str, asked: list[Asked]) -> None:
        """One request of a customer, and as much as this person does with the ticket."""
        ticket = self._ask(client, draw, asked, Asked(mark, "/v1/tickets", submission(mark, draw), _key(draw, mark)))
        agent = ticket.get("agent")
        for action, more in (("accept", {}), ("resolve", {"solution": "重启后恢复"})):
            if agent is None or draw.random() < 0.3:
                return
            path = f"/v1/tickets/{ticket['number']}/{action}"
            self._ask(client, draw, asked, Asked(
                mark, path, {"agent": agent, **more}, _key(draw, f"{mark}-{action}"), number=ticket["number"]))

    def _ask(self, client: Client, draw: random.Random, asked: list[Asked], each: Asked) -> dict:
        asked.append(each)
        reply = each.send(client)
        with self._changed:
            self._count += 1
            self._changed.notify()
        if each.key is not None and draw.random() < _REPEATED and not each.send(client).is_replay:
            raise Broken(f"{each.action} {each.mark} was carried out again under the same key")
        return reply.body


def submission(mark: str, draw: random.Random) -> dict:
    return {
        "channel": draw.choice(["phone", "wechat", "email", "store"]), "confirmed": True, "category": CATEGORY,
        "description": "收银系统打不开" + "，门店没法结账" * draw.randrange(20),
        "customer": {"name": "张三", "contact": f"1380000{draw.randrange(2000):04}"}, "orderNumber": mark}


def _key(draw: random.Random, mark: str) -> str | None:
    return f"key-{mark}" if draw.random() < 0.5 else None
