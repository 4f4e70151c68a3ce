"""The kinds of requests, and the words that one of them is made of."""

from dataclasses import dataclass

from .draw import Draw
from .grammar import Rules, Wording
from .phrases import aftersales, common, complaint, question, suggestion, team, trouble


@dataclass(frozen=True)
class Kind:
    # The policy's category, where the customer chooses one.
    category: str
    # Of which one holds for a request.
    variants: list[Rules]
    # How often there is such a request.
    weight: int
    # How long the work takes, from almost nothing to the worst case.
    minutes: tuple[int, int]
    # Grades, by how often they are given.
    grades: dict[str, int]


_CONTENT = {"very-satisfied": 6, "satisfied": 8, "fair": 3, "dissatisfied": 1}
_CROSS = {"very-satisfied": 1, "satisfied": 4, "fair": 4, "dissatisfied": 5}

KINDS = {
    "trouble": Kind("系统故障", [trouble.RULES], 24, (12, 90), _CONTENT),
    "aftersales": Kind("售后", [aftersales.RETURN, aftersales.EXCHANGE, aftersales.REPAIR], 28, (10, 70), _CONTENT),
    "complaint": Kind("投诉", [complaint.RULES], 13, (15, 80), _CROSS),
    "suggestion": Kind("建议", [suggestion.RULES], 8, (4, 15), _CONTENT),
    "question": Kind("咨询", [question.RULES], 27, (3, 20), _CONTENT),
}


def draw_kind(draw: Draw) -> str:
    return draw.weighted({name: kind.weight for name, kind in KINDS.items()})


def draw_wording(draw: Draw, kind: str) -> Wording:
    """Words for a request; a system goes with what is done with it, goods with what breaks about them."""
    system, product = (draw.pick(list(table)) for table in (common.SYSTEMS, common.GOODS))
    chosen = {
        "system": system, "function": draw.pick(common.SYSTEMS[system]),
        "product": product, "defect": draw.pick(common.GOODS[product])}
    return Wording(draw, {**common.RULES, **team.FOLLOW_UP, **draw.pick(KINDS[kind].variants)}, chosen)
