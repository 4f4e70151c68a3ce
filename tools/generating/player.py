"""Plays a day against a daemon: customers submit, agents come, answer, work and go, customers judge."""

import heapq
from collections.abc import Callable
from itertools import count
from urllib.parse import quote

from .agents import Agent
from .day import Day
from .pace import Pace
from .requests import Request
from .script import draw_response, seconds_of
from .server import SECONDS_MAX, Answer, Server, Stopped
from .stream import Stream
from .tickets import Counts, Ticket
from .work import Rating, draw_any_work

# When nothing is left to do and nothing happens for so long, the day is over.
QUIET_SECONDS = 1.0


class Player:
    """Does everything in the order of the day; offers reach it through the stream of events."""

    def __init__(self, day: Day, server: Server, speed: float, quiet_seconds: float = QUIET_SECONDS) -> None:
        self.counts = Counts()
        self._day = day
        self._server = server
        self._speed = speed
        self._agents = {agent.identifier: agent for agent in day.agents}
        self._quiet_seconds = quiet_seconds
        # By number.
        self._tickets: dict[str, Ticket] = {}
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        for agent in day.agents:
            for at, state in agent.presence:
                self._add(at, lambda agent=agent, state=state: self._change_presence(agent, state))
        for request in day.requests:
            self._add(request.at, lambda request=request: self._submit(request))

    def play(self) -> None:
        """Until nothing is left to do."""
        before = self._server.get("/v1/workloads").sequence
        self._found_departments()
        for agent in self._day.agents:
            self._server.put(f"/v1/agents/{agent.identifier}", agent.body)
        self._pace = Pace(self._speed, self._agenda[0][0])
        self._stream = Stream(self._server, before)
        try:
            self._take_over()
            while self._step():
                pass
        finally:
            self._stream.close()

    def _found_departments(self) -> None:
        """Those of the day that are not there. Others keep their names and managers."""
        known = {department["code"] for department in self._server.get("/v1/departments").body["items"]}
        for code in dict.fromkeys(agent.body["department"] for agent in self._day.agents):
            if code not in known:
                self._server.put(f"/v1/departments/{quote(code, safe='')}", {"name": code})

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

    def _take_over(self) -> None:
        """What the team was left with: a play that was broken off, or somebody else, may have been here before."""
        held = "/v1/tickets?lifeCycle=offered,accepted,in-progress&limit=500"
        for found in list(self._server.items(held)):
            if agent := self._agents.get(found["agent"]):
                if found["lifeCycle"] == "offered":
                    self._answer_offer(found["number"], agent)
                else:
                    self._work(self._ticket(found["number"]), agent)

    def _take_up(self, event: dict) -> None:
        # Others have agents too.
        if event["type"] == "offer-made" and (agent := self._agents.get(event["agent"])):
            self._answer_offer(event["ticket"], agent)

    def _answer_offer(self, number: str, agent: Agent) -> None:
        ticket = self._ticket(number)
        response = draw_response(self._day.seed, number, ticket.offers, agent)
        ticket.offers += 1
        act = self._accept if response.reason is None else self._decline
        self._add_after(response.after_seconds, lambda: act(ticket, agent, response.reason))

    def _ticket(self, number: str) -> Ticket:
        if number not in self._tickets:
            self._tickets[number] = Ticket(number, draw_any_work(self._day.seed, number), is_ours=False)
        return self._tickets[number]

    def _catch_up(self, answer: Answer | None) -> Answer | None:
        """Takes up everything that the answer has seen, so that what it caused comes before what is next."""
        while answer and self._stream.seen < answer.sequence:
            event = self._stream.next(SECONDS_MAX)
            if event is None:
                raise Stopped(f"event {answer.sequence} is not in the stream of events after {SECONDS_MAX} s")
            self._take_up(event)
        return answer

    # What people do.

    def _post(self, ticket: Ticket, action: str, body: dict) -> bool:
        """Whether it was carried out. If not, somebody was quicker, or the offer is gone."""
        return self._catch_up(self._server.post(f"/v1/tickets/{ticket.number}/{action}", body)) is not None

    def _change_presence(self, agent: Agent, state: str) -> None:
        self._catch_up(self._server.put(f"/v1/agents/{agent.identifier}/presence", {"state": state}))

    def _submit(self, request: Request) -> None:
        if answer := self._server.post("/v1/tickets", request.body):
            number = answer.body["number"]
            self._tickets[number] = Ticket(number, request.work, is_ours=True)
            self.counts.submitted += 1
            self._catch_up(answer)

    def _decline(self, ticket: Ticket, agent: Agent, reason: str | None) -> None:
        if self._post(ticket, "decline", {"agent": agent.identifier, "reason": reason}):
            self.counts.declined += ticket.is_ours

    def _accept(self, ticket: Ticket, agent: Agent, _: str | None) -> None:
        if self._post(ticket, "accept", {"agent": agent.identifier}):
            self.counts.accepted += ticket.is_ours
            self._work(ticket, agent)

    def _work(self, ticket: Ticket, agent: Agent) -> None:
        seconds = seconds_of(ticket.work, agent)
        for note in ticket.work.notes:
            body = {"agent": agent.identifier, **note.body}
            self._add_after(seconds * note.after_percent / 100, lambda body=body: self._post(ticket, "progress", body))
        self._add_after(seconds, lambda: self._resolve(ticket, agent))

    def _resolve(self, ticket: Ticket, agent: Agent) -> None:
        if not self._post(ticket, "resolve", {"agent": agent.identifier, "solution": ticket.work.solution}):
            return
        self.counts.resolved += ticket.is_ours
        if rating := ticket.work.rating:
            self._add_after(rating.after_seconds, lambda: self._rate(ticket, rating))

    def _rate(self, ticket: Ticket, rating: Rating) -> None:
        if self._post(ticket, "rate", rating.body):
            self.counts.rated += 1
