"""How agents answer what they are offered.

Who is offered what is the daemon's choice, so this is drawn while the day is played; yet equal seeds, offers and agents
give equal answers.
"""

from dataclasses import dataclass

from .agents import Agent
from .draw import Draw
from .phrases import team
from .times import MINUTE
from .work import Work

# An offer that is not seen in this time runs out by itself; whoever is late declines what is left of it, so that a day
# that is played faster than the daemon's clock goes does not wait for its deadlines.
ACCEPT_WITHIN = 15 * MINUTE


@dataclass(frozen=True)
class Response:
    after_seconds: int
    # Why the offer is declined; None if it is accepted.
    reason: str | None


def draw_response(seed: int, ticket: str, attempt: int, agent: Agent) -> Response:
    """- Parameter attempt: how many offers of the same ticket there were before."""
    draw = Draw(f"paidan offer {seed}").fork(ticket, attempt, agent.identifier)
    manner = agent.manner
    if draw.chance(manner.silent_percent / 100):
        return Response(ACCEPT_WITHIN + draw.between(1, 20) * MINUTE, draw.pick(team.LATE_DECLINES))
    after = draw.mostly_low(*manner.answer_seconds)
    return Response(after, draw.pick(team.DECLINES) if draw.chance(manner.decline_percent / 100) else None)


def seconds_of(work: Work, agent: Agent) -> float:
    """How long the work takes this agent."""
    return work.seconds * agent.manner.pace_percent / 100
