"""Plays a day against a daemon: customers submit, agents come, answer, work and go, customers judge."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from .agents import Agent
from .day import Day
from .pace import Pace
from .script import draw_response, seconds_of
from .server import SECONDS_MAX, Answer, Server, Stopped
from .stream import Stream
from .work import Rating

# When nothing is left to do and nothing happens for so long, the day is over.
QUIET_SECONDS = 1.0


@dataclass
class Counts:
    submitted: int = 0
    accepted: int = 0
    declined: int = 0
    resolved: int = 0
    rated: int = 0

    def __str__(self) -> str:
        return (
            f"{self.submitted} submitted, {self.accepted} accepted, {self.declined} declined, "
            f"{self.resolved} resolved, {self.rated} rated, {self.submitted - self.accepted} still waiting")


class Player:
    """Does everything in the order of the day; offers reach it through the stream of events."""

    def __init__(self, day: Day, server: Server, speed: float, quiet_seconds: float = QUIET_SECONDS) -> None:
        self.counts = Counts()
        self._day = day
        self._server = server
        self._speed = speed
        self._agents = {agent.identifier: agent for agent in day.agents}
        self._quiet_seconds = quiet_seconds
        # Which request a ticket is, and how often it was offered.
        self._requests: dict[str, int] = {}
        self._offers: dict[str, int] = {}
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        for agent in day.agents:
            for at, state in agent.presence:
                self._add(at, lambda agent=agent, state=state: self._change_presence(agent, state))
        for index, request in enumerate(day.requests):
            self._add(request.at, lambda index=index: self._submit(index))

    def play(self) -> None:
        """Until nothing is left to do."""
        before = self._server.get("/v1/workloads").sequence
        for agent in self._day.agents:
            self._server.put(f"/v1/agents/{agent.identifier}", agent.body)
        self._pace = Pace(self._speed, self._agenda[0][0])
        self._stream = Stream(self._server, before)
        try:
            while self._step():
                pass
        finally:
            self._stream.close()

    def _step(self) -> bool:
        """Takes up one event, or does the next thing that is due. False when there is neither."""
        wait = self._pace.seconds_until(self._agenda[0][0]) if self._agenda else self._quiet_seconds
        if event := self._stream.next(wait):
            self._take_up(event)
        elif self._agenda:
            at, _, act = heapq.heappop(self._agenda)
            self._pace.reach(at)
            act()
        else:
            return False
        return True

    def _add(self, at: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (at, next(self._order), act))

    def _add_after(self, seconds: float, act: Callable[[], None]) -> None:
        self._add(self._pace.now + seconds, act)

    # What happens.

    def _take_up(self, event: dict) -> None:
        if event["type"] != "offer-made":
            return
        ticket, agent = event.get("ticket", ""), self._agents.get(event.get("agent", ""))
        index = self._requests.get(ticket)
        if index is None or agent is None:
            return  # Others use the daemon too.
        attempt = self._offers.get(ticket, 0)
        self._offers[ticket] = attempt + 1
        response = draw_response(self._day.seed, index, attempt, agent)
        act = self._accept if response.reason is None else self._decline
        self._add_after(response.after_seconds, lambda: act(ticket, agent, response.reason))

    def _catch_up(self, answer: Answer | None) -> Answer | None:
        """Takes up everything that the answer has seen, so that what it caused comes before what is next."""
        while answer and self._stream.seen < answer.sequence:
            event = self._stream.next(SECONDS_MAX)
            if event is None:
                raise Stopped(f"event {answer.sequence} is not in the stream of events after {SECONDS_MAX} s")
            self._take_up(event)
        return answer

    # What people do.

    def _post(self, ticket: str, action: str, body: dict) -> bool:
        """Whether it was carried out. If not, somebody was quicker, or the offer is gone."""
        return self._catch_up(self._server.post(f"/v1/tickets/{ticket}/{action}", body)) is not None

    def _change_presence(self, agent: Agent, state: str) -> None:
        self._catch_up(self._server.put(f"/v1/agents/{agent.identifier}/presence", {"state": state}))

    def _submit(self, index: int) -> None:
        if answer := self._server.post("/v1/tickets", self._day.requests[index].body):
            self._requests[answer.body["number"]] = index
            self.counts.submitted += 1
            self._catch_up(answer)

    def _decline(self, ticket: str, agent: Agent, reason: str | None) -> None:
        self.counts.declined += self._post(ticket, "decline", {"agent": agent.identifier, "reason": reason})

    def _accept(self, ticket: str, agent: Agent, _: str | None) -> None:
        if not self._post(ticket, "accept", {"agent": agent.identifier}):
            return
        self.counts.accepted += 1
        work = self._day.requests[self._requests[ticket]].work
        seconds = seconds_of(work, agent)
        for note in work.notes:
            body = {"agent": agent.identifier, **note.body}
            self._add_after(seconds * note.after_percent / 100, lambda body=body: self._post(ticket, "progress", body))
        body = {"agent": agent.identifier, "solution": work.solution}
        self._add_after(seconds, lambda: self._resolve(ticket, body, work.rating))

    def _resolve(self, ticket: str, body: dict, rating: Rating | None) -> None:
        if not self._post(ticket, "resolve", body):
            return
        self.counts.resolved += 1
        if rating:
            self._add_after(rating.after_seconds, lambda: self._rate(ticket, rating))

    def _rate(self, ticket: str, rating: Rating) -> None:
        self.counts.rated += self._post(ticket, "rate", rating.body)
