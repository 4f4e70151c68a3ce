"""The people who handle tickets: what they can do, when they are there, and how they work."""

from dataclasses import dataclass, field

from .draw import Draw
from .names import draw_name
from .times import MINUTE, at

REGIONS = {"上海": 8, "北京": 6, "广州": 5, "深圳": 5, "杭州": 4, "成都": 4, "武汉": 3, "南京": 3, "西安": 2, "苏州": 2}

# What an agent is mainly there for, in turn, so that a small team has somebody for everything. An empty skill is none:
# such an agent takes what anybody can.
_ROLES = [
    ("系统故障", "技术支持部"), ("售后", "售后服务部"), ("投诉处理", "客户关系部"), ("系统故障", "技术支持部"),
    ("售后", "售后服务部"), ("", "客服中心"),
]
_SKILLS = ["系统故障", "售后", "投诉处理"]


@dataclass(frozen=True)
class Manner:
    """How somebody deals with what they are offered."""

    answer_seconds: tuple[int, int]
    decline_percent: int
    # Offers that they do not see before these have run out.
    silent_percent: int
    # The time that work takes them, against what it takes others.
    pace_percent: int


@dataclass(frozen=True)
class Agent:
    identifier: str
    # What PUT /v1/agents/{id} takes.
    body: dict
    manner: Manner
    # When presence changes, and to what.
    presence: list[tuple[int, str]] = field(default_factory=list)


def draw_agents(draw: Draw, count: int) -> list[Agent]:
    taken: set[str] = set()
    return [_agent(draw.fork("agent", index), index, taken) for index in range(count)]


def _agent(draw: Draw, index: int, taken: set[str]) -> Agent:
    name = draw_name(draw)
    identifier, again = name.spelled, 2
    while identifier in taken:
        identifier, again = f"{name.spelled}{again}", again + 1
    taken.add(identifier)
    skill, department = _ROLES[index % len(_ROLES)]
    body = {
        "name": name.full,
        "skills": _skills(draw, skill),
        "regions": _regions(draw),
        "department": department,
        "capacity": draw.weighted({2: 2, 3: 6, 4: 3, 5: 1}),
    }
    quickest = draw.between(20, 90)
    manner = Manner(
        answer_seconds=(quickest, quickest + draw.between(2, 9) * MINUTE),
        decline_percent=draw.mostly_low(2, 15),
        silent_percent=draw.mostly_low(0, 6),
        pace_percent=draw.around_middle(70, 140))
    return Agent(identifier, body, manner, _presence(draw))


def _skills(draw: Draw, main: str) -> list[dict]:
    skills = [{"name": main, "level": draw.between(3, 5)}] if main else []
    if not main or draw.chance(0.4):
        other = draw.pick([skill for skill in _SKILLS if skill != main])
        skills.append({"name": other, "level": draw.between(1, 3)})
    return skills


def _regions(draw: Draw) -> list[str]:
    regions: list[str] = []
    for _ in range(draw.between(1, 3)):
        if (region := draw.weighted(REGIONS)) not in regions:
            regions.append(region)
    return regions


def _presence(draw: Draw) -> list[tuple[int, str]]:
    """In by nine, lunch, sometimes a meeting, home after six."""
    lunch = draw.between(at(11, 40), at(12, 20))
    times = [
        (draw.around_middle(at(8, 50), at(9, 10)), "online"),
        (lunch, "busy"),
        (lunch + draw.between(40, 60) * MINUTE, "online"),
    ]
    if draw.chance(0.3):
        meeting = draw.between(at(14), at(16, 30))
        times += [(meeting, "busy"), (meeting + draw.between(15, 40) * MINUTE, "online")]
    return [*times, (draw.mostly_low(at(17, 55), at(18, 50)), "offline")]
