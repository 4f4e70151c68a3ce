"""What an agent writes down while dealing with a request, and how the customer judges it."""

from dataclasses import dataclass, replace

from .draw import Draw
from .grammar import Wording
from .phrases import team
from .times import MINUTE

_FIRST_STAGE, _LAST_STAGE = "处理中", "待客户确认"


@dataclass(frozen=True)
class Note:
    # Of the time that the work takes.
    after_percent: int
    # What POST …/progress takes beside the agent.
    body: dict


@dataclass(frozen=True)
class Rating:
    # After the ticket was resolved.
    after_seconds: int
    # What POST …/rate takes.
    body: dict


@dataclass(frozen=True)
class Work:
    # For somebody of common pace.
    seconds: int
    notes: list[Note]
    solution: str
    # Many customers never say anything.
    rating: Rating | None


def draw_work(draw: Draw, words: Wording, minutes: tuple[int, int], grades: dict[str, int]) -> Work:
    seconds = draw.mostly_low(minutes[0] * MINUTE, minutes[1] * MINUTE)
    return Work(seconds, _notes(draw, words), words.fresh("solution"), _rating(draw, grades))


def draw_any_work(seed: int, ticket: str) -> Work:
    """For a ticket that is none of the day's. Its customer is none of the day's either, and judges for themselves."""
    draw = Draw(f"paidan work {seed}").fork(ticket)
    work = draw_work(draw, Wording(draw, team.ANY_WORK, {}), (5, 40), {"fair": 1})
    return replace(work, rating=None)


def _notes(draw: Draw, words: Wording) -> list[Note]:
    """Work that is over at once has none; what takes longer ends with the customer being asked."""
    count = draw.weighted({0: 2, 1: 5, 2: 3, 3: 1})
    notes: list[Note] = []
    for index in range(count):
        body = {"note": words.fresh("note")}
        if index == 0:
            body["stage"] = _FIRST_STAGE
        elif body["note"] in [note.body["note"] for note in notes]:
            continue
        notes.append(Note(100 * (index + 1) // (count + 1), body))
    if count > 1 and draw.chance(0.5):
        notes.append(Note(90, {"stage": _LAST_STAGE, "note": "已处理，等待客户确认结果"}))
    return notes


def _rating(draw: Draw, grades: dict[str, int]) -> Rating | None:
    if not draw.chance(0.7):
        return None
    body = {"grade": draw.weighted(grades)}
    if draw.chance(0.55):
        body["comment"] = draw.pick(team.COMMENTS[body["grade"]])
    return Rating(draw.mostly_low(4 * MINUTE, 150 * MINUTE), body)
