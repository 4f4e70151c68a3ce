"""What customers ask for."""

from dataclasses import dataclass

from .customers import Customer
from .draw import Draw
from .grammar import Wording
from .kinds import KINDS, draw_kind, draw_wording
from .phrases import common
from .work import Work, draw_work

_CHANNELS = {
    "phone": 26, "wechat": 20, "mini-program": 14, "in-app": 12, "chat": 10, "form": 6, "email": 5, "store": 4,
    "third-party": 3,
}
# Where the customer fills in a form, and may choose category and urgency.
_FORMS = {"form", "in-app", "mini-program"}
# Somebody of the house enters these, and reads them back to the customer.
_SPOKEN = {"phone", "store"}
_URGENCIES = {"低": 2, "中": 5, "高": 3, "紧急": 1}
# Of those who ask once more, how many do so about the same matter.
_SAME_MATTER = 0.6


@dataclass(frozen=True)
class Asked:
    """What somebody asked for: enough to ask about it again."""

    kind: str
    words: Wording


@dataclass(frozen=True)
class Request:
    at: int
    # What POST /v1/tickets takes.
    body: dict
    work: Work
    asked: Asked


def draw_request(draw: Draw, at: int, customer: Customer, before: Asked | None) -> Request:
    """A request at `at`; of a customer who asked for something `before`, perhaps the same again."""
    channel = draw.weighted(_CHANNELS)
    if before and draw.chance(_SAME_MATTER):
        kind, words, rule = before.kind, before.words.carried_on(draw), "again"
    else:
        kind, rule = draw_kind(draw), "text"
        words = draw_wording(draw, kind)
    body = {
        "channel": channel,
        "description": _description(draw, channel, words.fresh(rule)),
        "customer": _customer(draw, customer, channel),
        **_choices(draw, KINDS[kind].category, channel),
        **_details(draw, words, kind, customer),
    }
    if channel in _SPOKEN:
        body["confirmed"] = True
    work = draw_work(draw, words, KINDS[kind].minutes, KINDS[kind].grades)
    return Request(at, body, work, Asked(kind, words))


def _description(draw: Draw, channel: str, text: str) -> str:
    # A text can end in the middle of a sentence, where its last slot stood for nothing.
    if text.endswith("，"):
        text = text[:-1] + "。"
    return draw.pick(common.OPENINGS.get(channel, [""])) + text + draw.pick(common.CLOSINGS.get(channel, [""]))


def _customer(draw: Draw, customer: Customer, channel: str) -> dict:
    if channel in _SPOKEN and draw.chance(0.15):
        return {**customer.body, "contactPerson": draw.pick(["王店长", "前台小李", "家人", "财务刘姐", "值班经理"])}
    return dict(customer.body)


def _choices(draw: Draw, category: str, channel: str) -> dict:
    """Forms ask for the category and the urgency; elsewhere only clerks sometimes say how urgent it is."""
    choices = {}
    if channel in _FORMS and draw.chance(0.6):
        choices["category"] = category
    if draw.chance(0.5 if channel in _FORMS else 0.15):
        choices["urgency"] = draw.weighted(_URGENCIES)
    return choices


def _details(draw: Draw, words: Wording, kind: str, customer: Customer) -> dict:
    details = {}
    if draw.chance(0.75):
        details["region"] = customer.region
    if draw.chance({"aftersales": 0.8, "complaint": 0.3}.get(kind, 0.02)):
        details["orderNumber"] = f"D26{draw.between(10_000_000, 99_999_999)}"
    if draw.chance(0.2):
        details["expectedResult"] = words.text("expected")
    if kind in {"trouble", "aftersales"} and draw.chance(0.25):
        details["address"] = f"{customer.region}市{words.text('street')}{words.text('house')}"
    if draw.chance(0.06):
        details["notes"] = draw.pick(["老客户，请优先处理", "下午两点以后方便接电话", "客户要求全程录音", "请勿在午休时间致电"])
    return details
