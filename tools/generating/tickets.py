"""What a play knows of tickets, and how many of them came how far."""

from dataclasses import dataclass

from .work import Work


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


@dataclass
class Ticket:
    """A ticket that the team has to do with. Others' are dealt with too: whoever holds one has less room for ours."""

    number: str
    work: Work
    is_ours: bool
    offers: int = 0
