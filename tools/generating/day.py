"""A whole day, from a seed: equal seeds make equal days, on every machine and with every Python."""

from collections.abc import Iterator
from dataclasses import dataclass

from .agents import Agent, draw_agents
from .customers import Customer, draw_customers
from .draw import Draw
from .requests import Asked, Request, draw_request
from .times import draw_arrivals, shown

# Requests of somebody who has asked already on this day.
_AGAIN = 0.18


@dataclass(frozen=True)
class Day:
    seed: int
    agents: list[Agent]
    # The earliest first.
    requests: list[Request]


def make_day(seed: int, people: int, requests: int) -> Day:
    draw = Draw(f"paidan day {seed}")
    customers = draw_customers(draw, requests)
    asked: list[tuple[Customer, Asked]] = []
    made: list[Request] = []
    for index, arrival in enumerate(draw_arrivals(draw.fork("arrivals"), requests)):
        each = draw.fork("request", index)
        customer, before = customers[index], None
        if asked and each.chance(_AGAIN):
            customer, before = each.pick(asked)
        made.append(draw_request(each, arrival, customer, before))
        asked.append((customer, made[-1].asked))
    return Day(seed, draw_agents(draw, people), made)


def lines(day: Day) -> Iterator[dict]:
    """The day as objects for JSON lines: who works, then everything that happens, the earliest first."""
    yield {"kind": "day", "seed": day.seed, "people": len(day.agents), "requests": len(day.requests)}
    for agent in day.agents:
        manner = agent.manner
        yield {
            "kind": "agent", "id": agent.identifier, "body": agent.body, "manner": {
                "answerSeconds": list(manner.answer_seconds), "declinePercent": manner.decline_percent,
                "silentPercent": manner.silent_percent, "pacePercent": manner.pace_percent}}
    timed = [(at, {"kind": "presence", "at": shown(at), "agent": agent.identifier, "state": state})
             for agent in day.agents for at, state in agent.presence]
    timed += [(request.at, _request(request)) for request in day.requests]
    # Sorting keeps the order of what happens in the same second.
    yield from (line for _, line in sorted(timed, key=lambda entry: entry[0]))


def _request(request: Request) -> dict:
    work = request.work
    rating = work.rating and {"afterSeconds": work.rating.after_seconds, **work.rating.body}
    return {
        "kind": "request", "at": shown(request.at), "body": request.body, "work": {
            "seconds": work.seconds, "solution": work.solution, "rating": rating,
            "notes": [{"afterPercent": note.after_percent, **note.body} for note in work.notes]}}
