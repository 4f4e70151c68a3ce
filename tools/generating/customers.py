"""Who asks for something: some once, some again and again."""

from dataclasses import dataclass

from .agents import REGIONS
from .draw import Draw
from .names import draw_name

# 1380000 and four digits are nobody's number: the block that examples in Chinese manuals use. 138000 leaves room for
# as many customers as a day has.
_FICTIONAL = "138000"
_PHONES_MAX = 100_000
_TIERS = {"": 12, "普通": 7, "VIP": 2}


@dataclass(frozen=True)
class Customer:
    # What a submission says of its customer.
    body: dict
    region: str
    # How they are greeted.
    surname: str


def draw_customers(draw: Draw, count: int) -> list[Customer]:
    """`count` customers with contacts of their own."""
    return [_customer(draw.fork("customer", index), index) for index in range(count)]


def _customer(draw: Draw, index: int) -> Customer:
    name = draw_name(draw)
    shown = name.full
    if draw.chance(0.2):
        shown = name.surname + draw.pick(["先生", "女士", "老师"])
    body = {"name": shown, "contact": _contact(draw, name.spelled, index)}
    if draw.chance(0.35):
        body["memberId"] = f"M{draw.between(10_000, 99_999)}"
    if tier := draw.weighted(_TIERS):
        body["tier"] = tier
    return Customer(body, draw.weighted(REGIONS), name.surname)


def _contact(draw: Draw, spelled: str, index: int) -> str:
    """Not drawn but counted, in an order that does not look like it, so that no two customers share it."""
    number = (index * 38_723 + 5_678) % _PHONES_MAX
    if index >= _PHONES_MAX or draw.chance(0.12):
        return f"{spelled}{index}@example.com"
    return f"{_FICTIONAL}{number:05}"
